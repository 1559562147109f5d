"""Finding agreements, by whom they may be seen, and what belongs to one of them."""

from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import defer, joinedload, lazyload, selectinload

from app.extensions import db
from app.models import (
    Action,
    ActionOrigin,
    Agreement,
    Change,
    Entry,
    Excuse,
    Intention,
    Offer,
    Organisation,
    Person,
    Round,
    RoundDate,
    Template,
    Term,
)
from app.permissions import agreements_seen_by
from workflows.action import ActionState
from workflows.agreement import Side
from workflows.applies import applies
from workflows.term import TermState

NEGOTIATING = (
    "edit", "send", "write_opening", "write_offer", "propose", "counter", "withdraw", "excuse", "plan_action", "accept",
    "reopen", "ask_to_reopen", "reopen_term", "keep_agreed",
)  # fmt: skip


# --- finding ----------------------------------------------------------------------------------------------------------


def get(slug: str, code: str, *, seen_by: Person) -> Agreement:
    """The agreement of this provider in this round, or NoResultFound when there is none that one may see."""
    return db.session.scalars(
        sa.select(Agreement)
        .join(Agreement.round)
        .join(Agreement.provider)
        .where(Round.slug == slug, Organisation.code == code, agreements_seen_by(seen_by))
        .options(
            joinedload(Agreement.round).options(lazyload(Round.dates)),
            joinedload(Agreement.provider),
            joinedload(Agreement.opening),
            joinedload(Agreement.template).options(defer(Template.sections), defer(Template.glossary)),
        )
    ).one()


def get_term(agreement: Agreement, ref: str) -> Term:
    """The term of this agreement with this ref, or NoResultFound."""
    return db.session.scalars(sa.select(Term).where(Term.agreement_id == agreement.id, Term.ref == ref)).one()


def terms_of(agreement: Agreement) -> list[Any]:
    """The terms as plain rows, in order: enough to show and to check, and cheap."""
    return list(db.session.execute(TERMS, {"agreement_id": agreement.id}))


THIS: sa.BindParameter[int] = sa.bindparam("agreement_id")
"""Stands in questions that are asked so often that they are written once, when this module is read."""
TERMS = sa.select(
    Term.id, Term.ref, Term.schedule, Term.title, Term.fields, Term.intentions, Term.version,
    Term.excess_reason, Term.excess_approved_by_id, Term.state, Term.stands_by, Term.wanted_by, Term.wanted,
    Term.parked_owner, Term.parked_reason, Term.parked_until, Term.reopen_asked_by, Term.reopen_reason,
    Term.standard_term_id,
).where(Term.agreement_id == THIS).order_by(Term.position)  # fmt: skip


def unsent(agreement: Agreement, side: Side) -> Offer | None:
    """The offer that `side` is still writing; no other side may ask."""
    return db.session.scalars(UNSENT, {"agreement_id": agreement.id, "side": side}).first()


UNSENT = sa.select(Offer).where(Offer.agreement_id == THIS, Offer.side == sa.bindparam("side"), Offer.number.is_(None))


def standing_offer(agreement: Agreement) -> Offer | None:
    """The last offer that was sent and not withdrawn: what is on the table."""
    return db.session.scalars(STANDING, {"agreement_id": agreement.id}).first()


STANDING = (
    sa.select(Offer)
    .where(Offer.agreement_id == THIS, Offer.number.is_not(None), Offer.withdrawn_at.is_(None))
    .order_by(Offer.number.desc())
    .limit(1)
)


# --- what an agreement rests on ---------------------------------------------------------------------------------------


def settlement_is_known(round_id: int) -> bool:
    """Whether the budget settlement has happened: before it every price is indicative (domain §4)."""
    return settled_on(round_id) is not None


def settled_on(round_id: int) -> date | None:
    return db.session.scalar(
        sa.select(RoundDate.actual).where(RoundDate.round_id == round_id, RoundDate.key == "settlement")
    )


def applicable(agreement: Agreement) -> list[Any]:
    """The round's intentions that apply to this provider, as rows of id, ref and title."""
    rows = db.session.execute(
        sa.select(Intention.id, Intention.ref, Intention.title, Intention.applies)
        .where(Intention.round_id == agreement.round_id)
        .order_by(Intention.group, Intention.position)
    )
    return [row for row in rows if applies(row.applies, agreement.provider)]


def excused(agreement: Agreement) -> list[str]:
    return list(db.session.scalars(sa.select(Intention.ref).join(Excuse).where(Excuse.agreement_id == agreement.id)))


def agreed_actions(agreement: Agreement) -> list[str]:
    """Refs of the action plans that the commissioner has agreed for this agreement's exceptions."""
    return [ref for ref, _ in plans(agreement)]


def negotiators(agreement: Agreement) -> frozenset[int]:
    """Everyone who took part in the negotiation on either side: none of them approves its outcome."""
    acted = sa.select(Entry.actor_id).where(
        Entry.chain == f"{Agreement.workflow.name} {agreement.id}",
        Entry.action.in_(NEGOTIATING),
        Entry.actor_id.is_not(None),
    )
    return frozenset(who for who in db.session.scalars(acted.distinct()) if who is not None)


# --- offers, intentions and action plans of one agreement -----------------------------------------------------------


def get_offer(agreement: Agreement, number: int) -> Offer:
    """The sent offer with this number, or NoResultFound."""
    return db.session.scalars(
        sa.select(Offer)
        .where(Offer.agreement_id == agreement.id, Offer.number == number)
        .options(joinedload(Offer.sent_by), selectinload(Offer.changes))
    ).one()


def first_of_provider(agreement: Agreement) -> int | None:
    """The number of the provider's first offer: their opening proposal came with it."""
    return db.session.scalar(
        sa.select(sa.func.min(Offer.number)).where(Offer.agreement_id == agreement.id, Offer.side == Side.PROVIDER)
    )


def my_change(agreement: Agreement, term: Term, side: Side | None) -> Change | None:
    """What `side` has written about this term in the offer that it has not sent."""
    return db.session.scalars(
        sa.select(Change)
        .join(Offer)
        .where(Offer.agreement_id == agreement.id, Offer.side == side, Offer.number.is_(None))
        .where(Change.term_id == term.id)
    ).first()


def get_intention(agreement: Agreement, ref: str) -> Intention:
    """The intention of the agreement's round with this ref, or NoResultFound when it does not apply here."""
    found = db.session.scalars(
        sa.select(Intention).where(Intention.round_id == agreement.round_id, Intention.ref == ref)
    ).one()
    if not applies(found.applies, agreement.provider):
        raise NoResultFound
    return found


def plans(agreement: Agreement) -> list[tuple[str, str]]:
    """Ref and text of the action plans that the commissioner has agreed for this agreement's exceptions."""
    rows = db.session.execute(
        sa.select(Action.ref, Action.text)
        .where(Action.agreement_id == agreement.id, Action.origin == ActionOrigin.EXCEPTION)
        .where(Action.agreed.is_(True), Action.state != ActionState.DROPPED)
        .order_by(Action.id)
    )
    return [(row.ref, row.text) for row in rows]


def find_term(agreement: Agreement, ref: str) -> Term | None:
    """The term of this agreement with this ref, or None."""
    return db.session.scalars(sa.select(Term).where(Term.agreement_id == agreement.id, Term.ref == ref)).first()


def agreed_terms(agreement: Agreement) -> list[Term]:
    """The agreed terms that nobody has asked to reopen."""
    found = (
        sa.select(Term)
        .where(Term.agreement_id == agreement.id, Term.state == TermState.AGREED, Term.reopen_asked_by.is_(None))
        .order_by(Term.position)
    )
    return list(db.session.scalars(found))
