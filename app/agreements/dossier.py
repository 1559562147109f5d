"""Everything that one agreement's page shows beside its terms, as far as the person asking may know it.

It is asked for in one question to the database, because the page must cost the same whatever has happened.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

import sqlalchemy as sa

from app.agreements import queries
from app.extensions import db
from app.models import (
    Action,
    Agreement,
    AgreementVersion,
    Change,
    Entry,
    Excuse,
    Intention,
    Offer,
    Person,
    RoundDate,
)
from app.models.base import Utc
from app.permissions import roles_of
from workflows import checks
from workflows.agreement import Side
from workflows.applies import applies
from workflows.roles import PROVIDER_ROLES, Role
from workflows.schedule import Schedule, number

SHARES_NOTES = PROVIDER_ROLES | {Role.COMMISSIONER_NEGOTIATOR, Role.COMMISSIONER_SIGNATORY, Role.ROUND_MANAGER}
"""Who sees what their own side has not sent (domain §2, "a side's private notes")."""


@dataclass(frozen=True)
class ChangeRow:
    offer_id: int
    term_id: int
    before: dict[str, Any]
    after: dict[str, Any]
    reason: str


@dataclass(frozen=True)
class OfferRow:
    """An offer that was sent, or (without a number) the one that one's own side is writing."""

    id: int
    number: int | None
    side: Side
    reason: str
    by: str
    at: datetime | None
    price: int | None


@dataclass(frozen=True)
class Coverage:
    """An intention that applies to the provider, and how the agreement deals with it."""

    id: int
    ref: str
    title: str
    terms: tuple[str, ...]
    excuse: str | None

    @property
    def state(self) -> str:
        return "covered" if self.terms else "excused" if self.excuse is not None else "missing"


@dataclass(frozen=True)
class VersionRow:
    number: str
    reason: str
    at: datetime


@dataclass(frozen=True)
class Dossier:
    """What stands beside an agreement's terms."""

    agreement: Agreement
    side: Side | None
    terms: Sequence[Any]
    offers: list[OfferRow]
    changes: list[ChangeRow]
    coverage: list[Coverage]
    actions: dict[str, bool]
    negotiators: frozenset[int]
    versions: list[VersionRow]
    settled: bool

    @property
    def sent(self) -> list[OfferRow]:
        """Offers that were sent, the newest first."""
        return sorted((o for o in self.offers if o.number is not None), key=lambda o: -(o.number or 0))

    @property
    def mine(self) -> OfferRow | None:
        """The offer that one's own side is writing."""
        return next((o for o in self.offers if o.number is None), None)

    def changes_in(self, offer: OfferRow | None) -> dict[int, ChangeRow]:
        """The changes of an offer by term."""
        return {c.term_id: c for c in self.changes if offer is not None and c.offer_id == offer.id}

    @cached_property
    def failed(self) -> tuple[str, ...]:
        """What keeps the terms on the table from being agreed."""
        found = checks.failed(
            self.terms,
            settlement_is_known=self.settled,
            applicable=[c.ref for c in self.coverage],
            excused=[c.ref for c in self.coverage if c.excuse is not None],
            agreed_actions=[ref for ref, agreed in self.actions.items() if agreed],
        )
        return tuple(str(finding) for finding in found)

    @property
    def price_if_sent(self) -> int:
        """The annual operating price once one's own offer is sent."""
        mine = self.changes_in(self.mine)
        return sum(
            number({**term.fields, **(mine[term.id].after if term.id in mine else {})}.get("price")) or 0
            for term in self.terms
            if term.schedule is Schedule.PRICE
        )

    def facts(self, person: Person) -> dict[str, Any]:
        """What the guards need, without asking again."""
        return {
            **queries.plain_facts(self.agreement, person, None),
            "failed_checks": self.failed,
            "changes": len(self.changes_in(self.mine)),
            "negotiators": self.negotiators,
            "opening_is_complete": queries.is_complete(self.agreement.opening),
        }


def of(agreement: Agreement, *, seen_by: Person) -> Dossier:
    """The dossier of an agreement that one may see; unsent offers and notes only of one's own side."""
    side = queries.side_of(seen_by) if roles_of(seen_by, agreement) & SHARES_NOTES else None
    terms = queries.terms_of(agreement)
    found: dict[str, list[Any]] = {kind: [] for kind in QUESTIONS}
    about = {
        "agreement": agreement.id,
        "round": agreement.round_id,
        "chain": f"{Agreement.workflow.name} {agreement.id}",
        "last": agreement.offers_sent,
        "side": str(side or ""),
    }
    for row in db.session.execute(EVERYTHING, about):
        found[row.kind].append(row)
    return Dossier(
        agreement=agreement,
        side=side,
        terms=terms,
        offers=[OfferRow(r.id, r.n, Side(r.a), r.b, r.c or "", r.at, r.p) for r in found["offer"]],
        changes=[ChangeRow(r.parent, r.n, _json(r.a), _json(r.b), r.c) for r in sorted(found["change"], key=_by_id)],
        coverage=_coverage(agreement, terms, sorted(found["intention"], key=lambda r: (r.a[:2], r.n))),
        actions={r.a: bool(r.n) for r in sorted(found["action"], key=lambda r: str(r.a))},
        negotiators=frozenset(r.id for r in found["negotiator"]),
        versions=[VersionRow(r.a, r.b, r.at) for r in sorted(found["version"], key=_by_id, reverse=True)],
        settled=bool(found["settled"]),
    )


def _coverage(agreement: Agreement, terms: Sequence[Any], rows: Sequence[Any]) -> list[Coverage]:
    carried: dict[str, list[str]] = {}
    for term in terms:
        for ref in term.intentions:
            carried.setdefault(ref, []).append(term.ref)
    return [
        Coverage(r.id, r.a, r.b, tuple(carried.get(r.a, ())), r.d)
        for r in rows
        if applies(_json(r.c), agreement.provider)
    ]


def _by_id(row: Any) -> int:
    return int(row.id)


def _json(text: str | None) -> dict[str, Any]:
    return (json.loads(text) or {}) if text else {}


# --- the questions: one row shape for all, so that they can be asked together ---------------------------------------

AGREEMENT, ROUND = sa.bindparam("agreement", type_=sa.Integer()), sa.bindparam("round", type_=sa.Integer())
LAST = sa.bindparam("last", type_=sa.Integer())
CHAIN, SIDE = sa.bindparam("chain", type_=sa.Text()), sa.bindparam("side", type_=sa.Text())
SHAPE: dict[str, Any] = {
    "id": sa.Integer(), "parent": sa.Integer(), "n": sa.Integer(), "p": sa.BigInteger(), "at": Utc(),
    "a": sa.Text(), "b": sa.Text(), "c": sa.Text(), "d": sa.Text(),
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
            c=Person.name,
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
            c=Change.reason,
        )
        .select_from(Change)
        .join(Offer)
        .where(Offer.agreement_id == AGREEMENT, _known_to_side())
        .where(sa.or_(Offer.number.is_(None), Offer.number == LAST))
    )  # fmt: skip


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
    return _row("action", id=Action.id, a=Action.ref, n=Action.agreed).where(Action.agreement_id == AGREEMENT)


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


QUESTIONS = {
    "offer": _offers,
    "change": _changes,
    "intention": _intentions,
    "action": _actions,
    "negotiator": _negotiators,
    "version": _versions,
    "settled": _settled,
}
EVERYTHING = sa.union_all(*(ask() for ask in QUESTIONS.values()))
"""Built once: building it costs more than asking it."""
