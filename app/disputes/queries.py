"""Finding disputes, by whom they may be seen, and the facts that their guards need."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased, contains_eager, joinedload, lazyload, selectinload

from app.agreements import queries as agreements
from app.agreements.sides import side_of
from app.disputes.parties import party_of
from app.extensions import db
from app.models import (
    Agreement,
    Dispute,
    DisputedTerm,
    DisputeEvidence,
    DisputePack,
    Entry,
    IssueReport,
    Organisation,
    Person,
    Round,
    Ruling,
    Term,
)
from app.perform import facts_of
from app.permissions import Actor, disputes_seen_by
from app.wording import short_day
from workflows.agreement import DISPUTABLE, NEGOTIABLE
from workflows.dispute import CLOSED, DisputeState
from workflows.term import MOVABLE

REPORT = {
    "first_raised_on": "when it was first raised",
    "description": "what the issue is",
    "history": "its history",
    "implications": "what follows from it",
    "severity": "how severe it is",
    "urgency": "how urgent it is",
    "cost": "what it would cost",
    "in_hand": "what is already being done",
    "outcome": "the outcome sought",
}
"""What a report must say before it is shared (domain §7), as its gaps are named."""
JUDGES_OF_ITS_OWN = (*agreements.NEGOTIATING, "approve", "sign", "open_dispute")
"""Whoever did any of this to the agreement takes no part in what a committee decides about it."""


def get(dispute_id: int, *, seen_by: Person) -> Dispute:
    """One dispute with its report and terms. Raises NoResultFound for those who may not see it."""
    found = sa.select(Dispute).where(Dispute.id == dispute_id, disputes_seen_by(seen_by))
    return db.session.scalars(found.options(*_WHOLE)).unique().one()


def whole(dispute_id: int) -> Dispute:
    """A dispute that has already been found, as `get` gives it."""
    return db.session.scalars(sa.select(Dispute).where(Dispute.id == dispute_id).options(*_WHOLE)).unique().one()


_WHOLE = (
    joinedload(Dispute.agreement).joinedload(Agreement.provider),
    joinedload(Dispute.round).options(lazyload(Round.dates)),
    joinedload(Dispute.provider),
    joinedload(Dispute.other_provider),
    joinedload(Dispute.opened_by),
    joinedload(Dispute.report),
    joinedload(Dispute.terms),
)


def every(*, seen_by: Person, agreement: Agreement | None = None) -> list[Dispute]:
    """Disputes that one may see, open ones first, then by when they last moved; of one agreement or of all."""
    other = aliased(Organisation)
    found = (
        sa.select(Dispute)
        .join(Dispute.provider)
        .outerjoin(other, Dispute.other_provider)
        .join(Dispute.round)
        .where(disputes_seen_by(seen_by))
        .options(
            contains_eager(Dispute.provider),
            contains_eager(Dispute.other_provider.of_type(other)),
            contains_eager(Dispute.round).options(lazyload(Round.dates)),
            selectinload(Dispute.terms).load_only(Term.ref),
        )
        .order_by(Dispute.closed_at.is_not(None), Dispute.moved_at.desc(), Dispute.id.desc())
    )
    return list(db.session.scalars(found.where(Dispute.agreement_id == agreement.id) if agreement else found))


def disputable(agreement: Agreement, *, seen_by: Person) -> list[Term]:
    """The terms that a dispute may be opened on: those not agreed, or all of them once the agreement is signed."""
    terms = sa.select(Term).where(Term.agreement_id == agreement.id).order_by(Term.position)
    if agreement.state in NEGOTIABLE:
        terms = terms.where(Term.state.in_(MOVABLE))
    mine = side_of(seen_by)
    taken = _in_open_disputes(agreement).where(sa.or_(Dispute.shared_at.is_not(None), Dispute.opened_by_side == mine))
    return list(db.session.scalars(terms.where(Term.id.not_in(taken))))


def _in_open_disputes(agreement: Agreement) -> sa.Select[Any]:
    return (
        sa.select(DisputedTerm.term_id)
        .join(Dispute, Dispute.id == DisputedTerm.dispute_id)
        .where(Dispute.agreement_id == agreement.id, Dispute.state.not_in(CLOSED))
    )


def other_providers(agreement: Agreement) -> list[tuple[int, str]]:
    """Every other provider that has an agreement in the round, by name: with whom there can be a dispute."""
    rows = db.session.execute(
        sa.select(Organisation.id, Organisation.name)
        .where(Organisation.kind == "provider", Organisation.id != agreement.provider_id)
        .order_by(Organisation.name)
    )
    return [(row.id, row.name) for row in rows]


def evidence(dispute: Dispute, evidence_id: int) -> DisputeEvidence:
    """One piece of a dispute's evidence, or NoResultFound."""
    return db.session.scalars(
        sa.select(DisputeEvidence).where(DisputeEvidence.id == evidence_id, DisputeEvidence.dispute_id == dispute.id)
    ).one()


def next_number(agreement_id: int) -> int:
    """Disputes are numbered as they are shared, so that a number tells of no report that is private."""
    last = db.session.scalar(sa.select(sa.func.max(Dispute.number)).where(Dispute.agreement_id == agreement_id))
    return (last or 0) + 1


def proposed(dispute: Dispute) -> Ruling | None:
    """The settlement that one side has proposed and that nobody has replaced."""
    return db.session.scalars(
        sa.select(Ruling)
        .where(Ruling.dispute_id == dispute.id, Ruling.proposed_by.is_not(None))
        .where(Ruling.replaced.is_(False), Ruling.in_effect_at.is_(None))
        .order_by(Ruling.id.desc())
    ).first()


def last_decision(dispute: Dispute) -> Ruling | None:
    """What a body decided last."""
    return db.session.scalars(
        sa.select(Ruling)
        .where(Ruling.dispute_id == dispute.id, Ruling.proposed_by.is_(None))
        .order_by(Ruling.id.desc())
        .limit(1)
    ).first()


# --- what guards need -------------------------------------------------------------------------------------------------


@facts_of(Dispute)
def facts(dispute: Dispute, by: Actor | None, action: str | None) -> dict[str, Any]:
    """What the guards of a dispute look at; what only some actions need is looked up for those."""
    known = plain_facts(dispute, by)
    if action in ("share", "ask_advice") or (action is None and dispute.shared_at is None):
        known["settled"] = settled_since(dispute)
    if action in (None, "accept_settlement"):
        offered = proposed(dispute)
        known["proposed_by"] = offered.proposed_by if offered else None
    if action in (None, "decide", "refer"):
        known["took_part"] = took_part(dispute)
    return known


def plain_facts(dispute: Dispute, by: Actor | None) -> dict[str, Any]:
    """The facts that need no looking up. What is decided for each term is typed on the form itself."""
    return {
        "party": party_of(dispute, by),
        "due_on": short_day(dispute.due_on),
        "missing": gaps(dispute.report),
        "settled": (),
        "undecided": (),
    }


def gaps(report: IssueReport) -> tuple[str, ...]:
    """What the report does not say yet."""
    return tuple(words for field, words in REPORT.items() if not getattr(report, field))


def settled_since(dispute: Dispute) -> tuple[str, ...]:
    """Refs of its terms that were agreed, or came into another dispute, while the report was written."""
    elsewhere = set(
        db.session.scalars(
            _in_open_disputes(dispute.agreement).where(Dispute.id != dispute.id, Dispute.shared_at.is_not(None))
        )
    )
    state = dispute.agreement.state
    return tuple(
        term.ref
        for term in dispute.terms
        if term.id in elsewhere or state not in DISPUTABLE or (state in NEGOTIABLE and term.state not in MOVABLE)
    )


def chains(dispute: Dispute) -> tuple[str, str]:
    """The timelines that say who took part: the agreement's and the dispute's own."""
    return f"{Agreement.workflow.name} {dispute.agreement_id}", f"{Dispute.workflow.name} {dispute.id}"


_records = sa.or_(
    Entry.action == "decide", sa.and_(Entry.action == "refer", Entry.source == str(DisputeState.SUB_COMMITTEE))
)
"""What a signatory writes down for a body, without being a party."""


def took_part_in(of_agreement: Any, of_dispute: Any) -> sa.ColumnElement[bool]:
    """Entries whose actors may not record what a committee decides. The adviser of two providers is one of them."""
    return sa.and_(
        Entry.actor_id.is_not(None),
        sa.or_(
            sa.and_(Entry.chain == of_agreement, Entry.action.in_(JUDGES_OF_ITS_OWN)),
            sa.and_(Entry.chain == of_dispute, sa.not_(_records)),
        ),
    )


def took_part(dispute: Dispute) -> frozenset[int]:
    """Everyone who negotiated, approved or signed this agreement, or had a part in the dispute."""
    found = db.session.scalars(sa.select(Entry.actor_id).where(took_part_in(*chains(dispute))).distinct())
    return frozenset(who for who in found if who is not None)


# --- packs ------------------------------------------------------------------------------------------------------------


def get_pack(dispute: Dispute, pack_id: int, *, seen_by: Person) -> DisputePack:
    """A pack that this person asked for, or NoResultFound."""
    return db.session.scalars(
        sa.select(DisputePack)
        .where(DisputePack.id == pack_id, DisputePack.dispute_id == dispute.id, DisputePack.asked_by_id == seen_by.id)
        .options(joinedload(DisputePack.upload))
    ).one()


def unfinished_pack(dispute: Dispute, *, seen_by: Person) -> DisputePack | None:
    """The pack that is being made for this person already."""
    return db.session.scalars(
        sa.select(DisputePack)
        .where(DisputePack.dispute_id == dispute.id, DisputePack.asked_by_id == seen_by.id)
        .where(DisputePack.finished_at.is_(None))
        .order_by(DisputePack.id.desc())
    ).first()
