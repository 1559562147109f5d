"""Finding agreements, by whom they may be seen, and the facts that their guards need."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import defer, joinedload, lazyload, selectinload

from app.agreements.sides import side_of
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
    OpeningProposal,
    Organisation,
    Person,
    Round,
    RoundDate,
    Template,
    Term,
)
from app.perform import facts_of
from app.permissions import Actor, agreements_seen_by
from app.wording import short_day
from workflows import checks
from workflows.action import ActionState
from workflows.agreement import Side
from workflows.applies import applies
from workflows.engine import in_words
from workflows.term import Answer, TermState

NEGOTIATING = (
    "edit", "send", "write_opening", "write_offer", "propose", "counter", "withdraw", "excuse", "plan_action", "accept",
    "reopen", "ask_to_reopen", "reopen_term", "keep_agreed",
)  # fmt: skip
OPENING = ("need_profile", "rationale", "subcontracting", "delivery_plan")


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
    columns = (
        Term.id, Term.ref, Term.schedule, Term.title, Term.fields, Term.intentions, Term.version,
        Term.excess_reason, Term.excess_approved_by_id, Term.state, Term.stands_by, Term.wanted_by, Term.wanted,
        Term.parked_owner, Term.parked_reason, Term.parked_until, Term.reopen_asked_by, Term.reopen_reason,
    )  # fmt: skip
    return list(
        db.session.execute(sa.select(*columns).where(Term.agreement_id == agreement.id).order_by(Term.position))
    )


def unsent(agreement: Agreement, side: Side) -> Offer | None:
    """The offer that `side` is still writing; no other side may ask."""
    return db.session.scalars(
        sa.select(Offer).where(Offer.agreement_id == agreement.id, Offer.side == side, Offer.number.is_(None))
    ).first()


def standing_offer(agreement: Agreement) -> Offer | None:
    """The last offer that was sent and not withdrawn: what is on the table."""
    return db.session.scalars(
        sa.select(Offer)
        .where(Offer.agreement_id == agreement.id, Offer.number.is_not(None), Offer.withdrawn_at.is_(None))
        .order_by(Offer.number.desc())
        .limit(1)
    ).first()


# --- what guards need -------------------------------------------------------------------------------------------------


@facts_of(Agreement)
def facts(agreement: Agreement, by: Actor | None, action: str | None) -> dict[str, Any]:
    """What the guards of an agreement look at; what only some actions need is looked up for those."""
    known = plain_facts(agreement, by, action)
    if action in (None, "accept"):
        known["failed_checks"] = failed_checks(agreement)
    if action in (None, "propose", "counter", "accept"):
        said = _said(agreement, known["side"])
        known |= standing_facts(terms_of(agreement), said, known["side"])
    if action in (None, "withdraw"):
        last = standing_offer(agreement)
        known["may_be_withdrawn"] = last is not None and is_withdrawable(last, known["side"])
    if action in (None, "approve", "sign", "allow_excess"):
        known["negotiators"] = negotiators(agreement)
    if action in (None, "propose"):
        known["opening_is_complete"] = is_complete(agreement.opening)
    return known


def plain_facts(agreement: Agreement, by: Actor | None, action: str | None) -> dict[str, Any]:
    """The facts that need no looking up."""
    return {
        "side": side_of(by),
        "verb": f"{in_words(action)} it" if action else "go on",
        "starts_on": short_day(agreement.starts_on),
        "ends_on": short_day(agreement.ends_on),
        "provider_has_proposed": agreement.offers_sent > 1,
    }


def is_complete(opening: OpeningProposal | None) -> bool:
    """Whether every part of the opening proposal says something."""
    return opening is not None and all(getattr(opening, part).strip() for part in OPENING)


def failed_checks(agreement: Agreement) -> tuple[str, ...]:
    """What keeps the terms on the table from being agreed, as sentences."""
    found = checks.failed(
        terms_of(agreement),
        settlement_is_known=settlement_is_known(agreement.round_id),
        applicable=[i.ref for i in applicable(agreement)],
        excused=excused(agreement),
        agreed_actions=agreed_actions(agreement),
    )
    return tuple(str(finding) for finding in found)


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


def standing_facts(terms: Iterable[Any], said: Mapping[int, Answer], side: Side | None) -> dict[str, Any]:
    """What the terms and one's own unsent answers to them allow. `said`: answers by the id of their term."""
    wanted = [term.ref for term in terms if term.wanted_by is not None and side and term.wanted_by is side.other]
    answered = {term.ref for term in terms if term.id in said}
    return {
        "changes": sum(answer is not Answer.ACCEPT for answer in said.values()),
        "wanted": tuple(ref for ref in wanted if ref not in answered),
        "in_the_way": in_the_way(terms),
    }


def in_the_way(terms: Iterable[Any]) -> tuple[str, ...]:
    """Why terms keep the agreement from being agreed in principle, as sentences."""
    disputed = [term.ref for term in terms if term.state is TermState.DISPUTED]
    wanted = [term for term in terms if term.wanted_by is not None]
    found = [f"{_refs(disputed)}: in issue resolution. It is decided or withdrawn first."] if disputed else []
    for side in Side:
        refs = [term.ref for term in wanted if term.wanted_by is side]
        if refs:
            found.append(f"{_refs(refs)}: the {side} wants a change. Make it, or refuse it, in an offer first.")
    return tuple(found)


def _refs(refs: list[str]) -> str:
    return ", ".join(refs)


def is_withdrawable(offer: Any, side: Side | None) -> bool:
    """Whether `side` may take this offer, the last one standing, back: it is theirs, unanswered, and not the draft."""
    return offer.side is side and offer.answered_at is None and (offer.number or 0) > 1


def _said(agreement: Agreement, side: Side | None) -> dict[int, Answer]:
    if side is None:
        return {}
    mine = (
        sa.select(Change.term_id, Change.answer)
        .join(Offer)
        .where(Offer.agreement_id == agreement.id, Offer.side == side, Offer.number.is_(None))
    )
    return {row.term_id: row.answer for row in db.session.execute(mine)}


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
