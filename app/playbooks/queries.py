"""Finding what one's own side keeps to itself about terms, and the leave to go beyond it; never the other side's."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import joinedload

from app.agreements import limits
from app.agreements import standard_terms as standard
from app.agreements.sides import side_of
from app.extensions import db
from app.models import (
    Agreement,
    Appointment,
    Clearance,
    Entry,
    Offer,
    Person,
    PlaybookLine,
    Round,
    StandardTerm,
    Term,
)
from app.perform import facts_of
from app.permissions import SHARES_NOTES, Actor, notes_seen_by, roles_of, side_of_notes
from workflows.agreement import Side
from workflows.clearance import ClearanceState, Step
from workflows.roles import COMMISSIONER_ROLES, PROVIDER_ROLES

SENT = ("send", "propose", "counter", "withdraw", "reopen")
"""After each of these a side begins to write anew."""
WROTE = {Step.DRAFT: ("edit",), Step.OFFER: ("write_offer",), Step.ACCEPTANCE: ()}


# --- lines ------------------------------------------------------------------------------------------------------------


def side_that_keeps(agreement: Agreement, person: Person) -> Side:
    """The side whose playbook this person shares, or NoResultFound when that is nobody's."""
    side = side_of_notes(person, agreement)
    if side is None:
        raise NoResultFound
    return side


def round_that_keeps(slug: str, *, seen_by: Person) -> Round:
    """The round, for those of the commissioner's side who share its playbook; NoResultFound for everyone else."""
    round_ = standard.round_for_staff(slug, seen_by=seen_by)
    if not roles_of(seen_by, round_) & SHARES_NOTES:
        raise NoResultFound
    return round_


def of_round(round_: Round) -> list[tuple[StandardTerm, PlaybookLine | None]]:
    """Every standard term of a round with what the commissioner keeps for it."""
    rows = db.session.execute(
        sa.select(StandardTerm, PlaybookLine)
        .outerjoin(PlaybookLine, _commissioners())
        .where(StandardTerm.round_id == round_.id)
        .options(joinedload(PlaybookLine.approver).lazyload("*"))
        .order_by(StandardTerm.position)
    )
    return [(term, line) for term, line in rows]


def for_standard(round_: Round, ref: str) -> tuple[StandardTerm, PlaybookLine | None]:
    """One standard term and the commissioner's line for it, or NoResultFound."""
    term, line = db.session.execute(
        sa.select(StandardTerm, PlaybookLine)
        .outerjoin(PlaybookLine, _commissioners())
        .where(StandardTerm.round_id == round_.id, StandardTerm.ref == ref)
    ).one()
    return term, line


def _commissioners() -> sa.ColumnElement[bool]:
    return sa.and_(PlaybookLine.standard_term_id == StandardTerm.id, PlaybookLine.side == Side.COMMISSIONER)


def of_agreement(agreement: Agreement, *, seen_by: Person) -> list[tuple[Term, PlaybookLine | None]]:
    """Every term of an agreement with what one's own side keeps for it: for the term, or else for all alike."""
    side = side_that_keeps(agreement, seen_by)
    found: dict[int, tuple[Term, PlaybookLine | None]] = {}
    rows = db.session.execute(
        sa.select(Term, PlaybookLine)
        .outerjoin(PlaybookLine, sa.and_(_is_kept_for_term(), PlaybookLine.side == side))
        .where(Term.agreement_id == agreement.id)
        .options(joinedload(PlaybookLine.approver).lazyload("*"))
        .order_by(Term.position, PlaybookLine.term_id.is_not(None))
    )
    for term, line in rows:
        found[term.id] = (term, line)
    return list(found.values())


def term_with_line(agreement: Agreement, ref: str, *, seen_by: Person) -> tuple[Term, PlaybookLine | None]:
    """A term, or NoResultFound, and what one's own side keeps for it: for it alone, or else for all alike.

    For who shares no side's playbook there is never a line.
    """
    side = side_of_notes(seen_by, agreement)
    theirs = PlaybookLine.side == side if side is not None else sa.false()
    found = db.session.execute(
        sa.select(Term, PlaybookLine)
        .outerjoin(PlaybookLine, sa.and_(_is_kept_for_term(), theirs))
        .where(Term.agreement_id == agreement.id, Term.ref == ref)
        .options(joinedload(PlaybookLine.approver).lazyload("*"))
        .order_by(PlaybookLine.term_id.is_not(None).desc())
        .limit(1)
    ).one()
    return found[0], found[1]


def own_line(term: Term, side: Side) -> PlaybookLine | None:
    """What `side` keeps for this one term; no other side may ask."""
    return db.session.scalars(
        sa.select(PlaybookLine).where(PlaybookLine.term_id == term.id, PlaybookLine.side == side)
    ).first()


def line_of_standard(term: StandardTerm) -> PlaybookLine | None:
    """The commissioner's line for a standard term; no other side may ask."""
    return db.session.scalars(
        sa.select(PlaybookLine).where(PlaybookLine.standard_term_id == term.id, PlaybookLine.side == Side.COMMISSIONER)
    ).first()


def _is_kept_for_term() -> sa.ColumnElement[bool]:
    return sa.or_(PlaybookLine.term_id == Term.id, PlaybookLine.standard_term_id == Term.standard_term_id)


def may_be_named(side: Side, provider_id: int | None) -> list[tuple[int, str]]:
    """The people of a side whom its playbook may name, by id and name."""
    ours = PROVIDER_ROLES if side is Side.PROVIDER else COMMISSIONER_ROLES & SHARES_NOTES
    holds = sa.select(Appointment.person_id).where(Appointment.role.in_(ours), Appointment.ended_at.is_(None))
    if side is Side.PROVIDER:
        holds = holds.where(Appointment.provider_id == provider_id)
    people = sa.select(Person.id, Person.name).where(Person.active.is_(True), Person.id.in_(holds))
    return [(row.id, row.name) for row in db.session.execute(people.order_by(Person.name))]


@facts_of(PlaybookLine)
def facts_of_line(_: PlaybookLine, by: Actor | None) -> dict[str, Any]:
    """What the guard looks at: the side of whoever writes."""
    return {"side": side_of(by)}


# --- clearances -------------------------------------------------------------------------------------------------------


def get_clearance(agreement: Agreement, clearance_id: int, *, seen_by: Person) -> Clearance:
    """One clearance of one's own side, or NoResultFound."""
    return db.session.scalars(
        sa.select(Clearance)
        .join(Clearance.agreement)
        .where(Clearance.id == clearance_id, Clearance.agreement_id == agreement.id)
        .where(notes_seen_by(seen_by, Clearance.side))
        .options(*(joinedload(one).lazyload("*") for one in (Clearance.asked_by, Clearance.approver)))
        .options(joinedload(Clearance.decided_by).lazyload("*"))
    ).one()


def waits_for(person: Person) -> sa.ScalarSelect[int | None]:
    """Within a query of agreements: the first clearance that this person is to decide, by id."""
    roles = {one.role for one in person.appointments if one.ended_at is None}
    theirs = sa.or_(
        Clearance.approver_id == person.id,
        sa.and_(Clearance.approver_id.is_(None), Clearance.approver_role.in_(roles or {""})),
    )
    return (
        sa.select(sa.func.min(Clearance.id))
        .where(Clearance.agreement_id == Agreement.id, Clearance.state == ClearanceState.ASKED)
        .where(theirs, Clearance.asked_by_id != person.id, notes_seen_by(person, Clearance.side))
        .correlate(Agreement)
        .scalar_subquery()
    )


@facts_of(Clearance)
def facts(clearance: Clearance, by: Actor | None, action: str | None) -> dict[str, Any]:
    """What the guards look at: whether it is still what was asked about, and who may decide."""
    if action == "lapse" or by is None:
        return {}
    who = limits.approver(
        clearance.side,
        clearance.approver_id,
        clearance.approver_role,
        clearance.approver.name if clearance.approver else None,
    )
    plays = who.role in roles_of(by, clearance.agreement) if who.role else who.person_id == by.id
    return {
        "side": side_of(by),
        "who": str(who),
        "is_approver": plays,
        "writers": writers(clearance),
        "digest_now": limits.of_step(clearance.agreement, clearance.step, clearance.side).digest,
    }


def writers(clearance: Clearance) -> frozenset[int]:
    """Who asked, and everyone of that side who wrote in what it is about."""
    chain = f"{Agreement.workflow.name} {clearance.agreement_id}"
    side = str(clearance.side)
    sent = sa.select(sa.func.max(Entry.seq)).where(Entry.chain == chain, Entry.action.in_(SENT)).scalar_subquery()
    wrote = sa.select(Entry.actor_id).where(
        Entry.chain == chain,
        Entry.action.in_(WROTE[clearance.step]),
        Entry.side == side,
        Entry.seq > sa.func.coalesce(sent, 0),
    )
    began = sa.select(Offer.written_by_id).where(
        Offer.agreement_id == clearance.agreement_id, Offer.side == clearance.side, Offer.number.is_(None)
    )
    both = wrote.union(began) if clearance.step is Step.OFFER else wrote
    return frozenset({clearance.asked_by_id, *(who for who in db.session.scalars(both) if who is not None)})
