"""The questions behind an agreement's dossier: one row shape for all, so that they are asked together, as one."""

from typing import Any

import sqlalchemy as sa

from app.agreements import queries
from app.models import (
    Action,
    ActionOrigin,
    AgreementVersion,
    Change,
    Clearance,
    Entry,
    Excuse,
    Intention,
    Offer,
    Person,
    PlaybookLine,
    Remark,
    RemarkRead,
    RoundDate,
    Term,
)
from app.models.base import Utc

AGREEMENT, ROUND = sa.bindparam("agreement", type_=sa.Integer()), sa.bindparam("round", type_=sa.Integer())
CHAIN, SIDE = sa.bindparam("chain", type_=sa.Text()), sa.bindparam("side", type_=sa.Text())
READER = sa.bindparam("reader", type_=sa.Integer())
SHAPE: dict[str, Any] = {
    "id": sa.Integer(), "parent": sa.Integer(), "n": sa.Integer(), "p": sa.BigInteger(), "at": Utc(),
    "a": sa.Text(), "b": sa.Text(), "c": sa.Text(), "d": sa.Text(), "e": sa.Text(), "f": sa.Text(), "g": sa.Text(),
}  # fmt: skip


def _row(kind: str, **given: Any) -> sa.Select[Any]:
    columns = [
        sa.cast(given[name] if name in given else sa.null(), kept).label(name)
        if not isinstance(kept, Utc)
        else sa.type_coerce(given[name] if name in given else sa.cast(sa.null(), sa.DateTime), kept).label(name)
        for name, kept in SHAPE.items()
    ]
    return sa.select(sa.literal(kind, sa.Text()).label("kind"), *columns)


def _offers() -> sa.Select[Any]:
    return (
        _row(
            "offer", id=Offer.id, n=Offer.number, p=Offer.price, at=Offer.sent_at, a=Offer.side, b=Offer.reason,
            c=Person.name, d=_standing(),
        )
        .select_from(Offer)
        .outerjoin(Person, Person.id == Offer.sent_by_id)
        .where(Offer.agreement_id == AGREEMENT, _known_to_side())
    )  # fmt: skip


def _changes() -> sa.Select[Any]:
    """Those of the last offer sent, and of one's own side's unsent one."""
    return (
        _row(
            "change", id=Change.id, parent=Change.offer_id, n=Change.term_id, a=Change.before, b=Change.after,
            c=Change.reason, d=Change.answer, e=Change.refusal, f=Change.owner,
            g=Change.until,
        )
        .select_from(Change)
        .join(Offer)
        .where(Offer.agreement_id == AGREEMENT, _known_to_side())
        .where(sa.or_(Offer.number.is_(None), Offer.number == _last_standing()))
    )  # fmt: skip


def _standing() -> sa.ColumnElement[str]:
    """Whether an offer is withdrawn, answered or waits for its answer."""
    return sa.case(
        (Offer.withdrawn_at.is_not(None), "withdrawn"),
        (sa.or_(Offer.answered_at.is_not(None), Offer.number < _last_standing()), "answered"),
        else_="waits",
    )


def _last_standing() -> sa.ScalarSelect[int | None]:
    other = sa.alias(Offer.__table__)
    return (
        sa.select(sa.func.max(other.c.number))
        .where(other.c.agreement_id == AGREEMENT, other.c.withdrawn_at.is_(None))
        .scalar_subquery()
    )


def _known_to_side() -> sa.ColumnElement[bool]:
    """Sent offers to everyone who sees the agreement; unsent ones to the side that writes them."""
    return sa.or_(Offer.number.is_not(None), sa.cast(Offer.side, sa.Text()) == SIDE)


def _intentions() -> sa.Select[Any]:
    mine = sa.and_(Excuse.intention_id == Intention.id, Excuse.agreement_id == AGREEMENT)
    return (
        _row(
            "intention", id=Intention.id, n=Intention.position, a=Intention.ref, b=Intention.title,
            c=Intention.applies, d=Excuse.reason,
        )
        .select_from(Intention)
        .outerjoin(Excuse, mine)
        .where(Intention.round_id == ROUND)
    )  # fmt: skip


def _actions() -> sa.Select[Any]:
    """The plans for this agreement's exceptions."""
    return _row("action", id=Action.id, a=Action.ref, b=Action.text, c=Action.state, n=Action.agreed).where(
        Action.agreement_id == AGREEMENT, Action.origin == ActionOrigin.EXCEPTION
    )


def _negotiators() -> sa.Select[Any]:
    return (
        _row("negotiator", id=Entry.actor_id)
        .where(Entry.chain == CHAIN, Entry.actor_id.is_not(None))
        .where(Entry.action.in_(queries.NEGOTIATING))
        .distinct()
    )


def _versions() -> sa.Select[Any]:
    kept = AgreementVersion
    return _row("version", id=kept.id, a=kept.number, b=kept.reason, at=kept.issued_at).where(
        kept.agreement_id == AGREEMENT
    )


def _settled() -> sa.Select[Any]:
    return _row("settled", id=RoundDate.id).where(
        RoundDate.round_id == ROUND, RoundDate.key == "settlement", RoundDate.actual.is_not(None)
    )


def _unread() -> sa.Select[Any]:
    """How much of what is said on each term (or, without one, on the whole) is new to whoever reads."""
    read = sa.select(RemarkRead.remark_id).where(RemarkRead.remark_id == Remark.id, RemarkRead.person_id == READER)
    return (
        _row("unread", id=Remark.term_id, n=sa.func.count())
        .select_from(Remark)
        .where(Remark.agreement_id == AGREEMENT, Remark.author_id != READER, ~read.exists())
        .where(sa.or_(Remark.private.is_(False), sa.cast(Remark.side, sa.Text()) == SIDE))
        .group_by(Remark.term_id)
    )


def _playbook() -> sa.Select[Any]:
    """What one's own side keeps for terms, and for the standard terms that they were drafted from."""
    line, mine = PlaybookLine, sa.select(Term.id).where(Term.agreement_id == AGREEMENT)
    of_round = sa.and_(line.standard_term_id.is_not(None), line.round_id == ROUND)
    return (
        _row(
            "playbook", id=line.approver_id, n=line.term_id, p=line.standard_term_id, a=line.limits,
            b=line.approver_role, c=Person.name,
        )
        .select_from(line)
        .outerjoin(Person, Person.id == line.approver_id)
        .where(sa.cast(line.side, sa.Text()) == SIDE, sa.or_(line.term_id.in_(mine), of_round))
    )  # fmt: skip


def _clearances() -> sa.Select[Any]:
    """The leave that one's own side has asked for or given."""
    return _row(
        "clearance", id=Clearance.approver_id, a=Clearance.digest, b=Clearance.approver_role, c=Clearance.state
    ).where(Clearance.agreement_id == AGREEMENT, sa.cast(Clearance.side, sa.Text()) == SIDE)


def _done_by() -> sa.Select[Any]:
    """When the round's negotiation is to be done."""
    current = sa.func.coalesce(RoundDate.actual, RoundDate.revised, RoundDate.original)
    return _row("done_by", id=RoundDate.id, a=current).where(
        RoundDate.round_id == ROUND, RoundDate.key == "negotiation_done", current.is_not(None)
    )


QUESTIONS = {
    "offer": _offers,
    "change": _changes,
    "intention": _intentions,
    "action": _actions,
    "negotiator": _negotiators,
    "version": _versions,
    "settled": _settled,
    "done_by": _done_by,
    "unread": _unread,
    "playbook": _playbook,
    "clearance": _clearances,
}
EVERYTHING = sa.union_all(*(ask() for ask in QUESTIONS.values()))
"""Built once: building it costs more than asking it."""
