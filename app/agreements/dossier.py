"""Everything that one agreement's page shows beside its terms, as far as the person asking may know it.

It is asked for in one question to the database, because the page must cost the same whatever has happened.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from app.agreements import facts, limits, queries
from app.agreements.beside import EVERYTHING, QUESTIONS
from app.agreements.sides import side_of
from app.extensions import db
from app.models import Agreement, Person
from app.permissions import SHARES_NOTES, side_of_notes
from workflows import checks
from workflows.action import ActionState
from workflows.agreement import Side
from workflows.applies import applies
from workflows.schedule import Schedule, number
from workflows.term import Answer, Refusal

__all__ = ["SHARES_NOTES", "Dossier", "of"]


@dataclass(frozen=True)
class ChangeRow:
    offer_id: int
    term_id: int
    before: dict[str, Any]
    after: dict[str, Any]
    reason: str
    answer: Answer
    refusal: Refusal | None
    owner: str = ""
    until: date | None = None


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
    standing: str = "waits"

    @property
    def answered_at(self) -> str | None:
        """Not None once it is answered, as of an Offer; when exactly, this row does not say."""
        return self.standing if self.standing == "answered" else None


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
class PlanRow:
    """An action plan for an exception."""

    id: int
    ref: str
    text: str
    state: ActionState
    agreed: bool

    @property
    def stands(self) -> bool:
        """Whether an exception may rest on it."""
        return self.agreed and self.state is not ActionState.DROPPED

    @property
    def standing(self) -> str:
        """Where it stands, in words."""
        if self.state is ActionState.DROPPED:
            return "Dropped"
        return "Agreed" if self.agreed else "Not agreed yet"


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
    plans: list[PlanRow]
    negotiators: frozenset[int]
    versions: list[VersionRow]
    settled: bool
    done_by: date | None
    unread: dict[int | None, int]
    lines: limits.Lines
    cleared: limits.Cleared

    @property
    def sent(self) -> list[OfferRow]:
        """Offers that were sent, the newest first."""
        return sorted((o for o in self.offers if o.number is not None), key=lambda o: -(o.number or 0))

    @property
    def standing(self) -> OfferRow | None:
        """The last offer sent and not withdrawn: what is on the table."""
        return next((offer for offer in self.sent if offer.standing != "withdrawn"), None)

    @property
    def mine(self) -> OfferRow | None:
        """The offer that one's own side is writing."""
        return next((o for o in self.offers if o.number is None), None)

    def changes_in(self, offer: OfferRow | None) -> dict[int, ChangeRow]:
        """The changes of an offer by term."""
        return {c.term_id: c for c in self.changes if offer is not None and c.offer_id == offer.id}

    @property
    def said(self) -> dict[int, Answer]:
        """What one's own unsent offer says on each term, by the term's id."""
        return {term_id: change.answer for term_id, change in self.changes_in(self.mine).items()}

    @property
    def in_the_way(self) -> tuple[str, ...]:
        """Why terms keep it from being agreed in principle: disputes, and changes that are wanted."""
        return facts.in_the_way(self.terms)

    @cached_property
    def failed(self) -> tuple[str, ...]:
        """What keeps the terms on the table from being agreed."""
        found = checks.failed(
            self.terms,
            settlement_is_known=self.settled,
            applicable=[c.ref for c in self.coverage],
            excused=[c.ref for c in self.coverage if c.excuse is not None],
            agreed_actions=[plan.ref for plan in self.plans if plan.stands],
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
            **facts.plain_facts(self.agreement, person, None),
            "failed_checks": self.failed,
            **facts.standing_facts(self.terms, self.said, side_of(person)),
            **limits.facts(self.terms, self.changes_in(self.mine), side_of(person), self.lines, self.cleared),
            "may_be_withdrawn": self.standing is not None and facts.is_withdrawable(self.standing, side_of(person)),
            "negotiators": self.negotiators,
            "opening_is_complete": facts.is_complete(self.agreement.opening),
        }


def of(agreement: Agreement, *, seen_by: Person) -> Dossier:
    """The dossier of an agreement that one may see; unsent offers and notes only of one's own side."""
    side = side_of_notes(seen_by, agreement)
    terms = queries.terms_of(agreement)
    found: dict[str, list[Any]] = {kind: [] for kind in QUESTIONS}
    about = {
        "agreement": agreement.id,
        "round": agreement.round_id,
        "chain": f"{Agreement.workflow.name} {agreement.id}",
        "side": str(side or ""),
        "reader": seen_by.id,
    }
    for row in db.session.execute(EVERYTHING, about):
        found[row.kind].append(row)
    return Dossier(
        agreement=agreement,
        side=side,
        terms=terms,
        offers=[OfferRow(r.id, r.n, Side(r.a), r.b, r.c or "", r.at, r.p, r.d) for r in found["offer"]],
        changes=[_change(row) for row in sorted(found["change"], key=_by_id)],
        coverage=_coverage(agreement, terms, sorted(found["intention"], key=lambda r: (r.a[:2], r.n))),
        plans=[PlanRow(r.id, r.a, r.b, ActionState(r.c), bool(r.n)) for r in sorted(found["action"], key=_by_id)],
        negotiators=frozenset(r.id for r in found["negotiator"]),
        versions=[VersionRow(r.a, r.b, r.at) for r in sorted(found["version"], key=_by_id, reverse=True)],
        settled=bool(found["settled"]),
        done_by=next((date.fromisoformat(row.a) for row in found["done_by"]), None),
        unread={r.id: r.n for r in found["unread"]},
        lines=limits.lines_beside(terms, side, found["playbook"]),
        cleared=limits.cleared_beside(found["clearance"]),
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


def _change(row: Any) -> ChangeRow:
    refusal = Refusal(row.e) if row.e else None
    until = date.fromisoformat(row.g) if row.g else None
    return ChangeRow(row.parent, row.n, _json(row.a), _json(row.b), row.c, Answer(row.d), refusal, row.f, until)


def _by_id(row: Any) -> int:
    return int(row.id)


def _json(text: str | None) -> dict[str, Any]:
    return (json.loads(text) or {}) if text else {}
