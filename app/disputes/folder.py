"""Everything that lies beside a dispute: evidence, comments, rulings, and what each side last offered on each term.

It is asked for in one question, because the page must cost the same whatever has happened. Only what both sides may
read is in it: offers that were sent, and papers of a dispute that one may see.
"""

import json
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from app.disputes.queries import chains, took_part_in
from app.extensions import db
from app.models import (
    Change,
    Dispute,
    DisputeComment,
    DisputedTerm,
    DisputeEvidence,
    Entry,
    Offer,
    Person,
    Ruling,
    RulingLine,
    Upload,
)
from app.models.base import Utc
from workflows.agreement import Side
from workflows.dispute import Party
from workflows.dispute_route import Body
from workflows.term import Answer

DISPUTE = sa.bindparam("dispute", type_=sa.Integer())
OF_AGREEMENT, OF_DISPUTE = sa.bindparam("of_agreement", type_=sa.Text()), sa.bindparam("of_dispute", type_=sa.Text())
SHAPE: dict[str, Any] = {
    "id": sa.Integer(), "parent": sa.Integer(), "n": sa.Integer(), "m": sa.Integer(), "at": Utc(),
    "a": sa.Text(), "b": sa.Text(), "c": sa.Text(), "d": sa.Text(), "e": sa.Text(),
}  # fmt: skip


@dataclass(frozen=True)
class EvidenceRow:
    id: int
    upload_id: int
    title: str
    file: str
    size: int
    sha256: str
    party: Party
    by: str
    at: datetime


@dataclass(frozen=True)
class CommentRow:
    party: Party
    advice: bool
    text: str
    by: str
    at: datetime


@dataclass(frozen=True)
class LineRow:
    """One term in a ruling: its cells before and after."""

    term_id: int
    before: dict[str, Any]
    after: dict[str, Any]


@dataclass(frozen=True)
class RulingRow:
    """A decision, or (with `proposed_by`) a settlement that one party proposes."""

    id: int
    body: Body
    reasons: str
    made_on: date
    by: str
    at: datetime
    proposed_by: Party | None
    replaced: bool
    in_effect: bool
    lines: list[LineRow] = field(default_factory=list)

    @property
    def waits(self) -> bool:
        """Whether it is a settlement that can still be accepted."""
        return self.proposed_by is not None and not self.replaced and not self.in_effect


@dataclass(frozen=True)
class SaidRow:
    """What one sent offer says on one disputed term."""

    term_id: int
    number: int
    side: Side
    answer: Answer
    before: dict[str, Any]
    after: dict[str, Any]
    reason: str


@dataclass(frozen=True)
class Folder:
    """What lies beside a dispute."""

    evidence: list[EvidenceRow]
    comments: list[CommentRow]
    rulings: list[RulingRow]
    said: list[SaidRow]
    took_part: frozenset[int]

    @property
    def settlement(self) -> RulingRow | None:
        """The settlement that waits for the other party's answer."""
        return next((ruling for ruling in reversed(self.rulings) if ruling.waits), None)

    @property
    def standing(self) -> RulingRow | None:
        """The decision or settlement that is in effect."""
        return next((ruling for ruling in reversed(self.rulings) if ruling.in_effect), None)


def of(dispute: Dispute) -> Folder:
    """The folder of a dispute that one may see."""
    found: dict[str, list[Any]] = {kind: [] for kind in QUESTIONS}
    of_agreement, of_dispute = chains(dispute)
    about = {"dispute": dispute.id, "of_agreement": of_agreement, "of_dispute": of_dispute}
    for row in db.session.execute(EVERYTHING, about):
        found[row.kind].append(row)
    for rows in found.values():
        rows.sort(key=lambda row: row.id)
    return Folder(
        evidence=[EvidenceRow(r.id, r.parent, r.a, r.b, r.n, r.c, Party(r.d), r.e, r.at) for r in found["evidence"]],
        comments=[CommentRow(Party(r.a), bool(r.n), r.b, r.c, r.at) for r in found["comment"]],
        rulings=_rulings(found["ruling"], found["line"]),
        said=sorted(
            (SaidRow(r.parent, r.n, Side(r.a), Answer(r.b), _json(r.c), _json(r.d), r.e) for r in found["said"]),
            key=lambda said: said.number,
        ),
        took_part=frozenset(r.id for r in found["actor"]),
    )


def _rulings(rows: list[Any], lines: list[Any]) -> list[RulingRow]:
    return [
        RulingRow(
            r.id, Body(r.a), r.b, date.fromisoformat(r.c[:10]), r.d, r.at, Party(r.e) if r.e else None, bool(r.n),
            bool(r.m), [LineRow(x.n, _json(x.a), _json(x.b)) for x in lines if x.parent == r.id],
        )
        for r in rows
    ]  # fmt: skip


def _json(text: str | None) -> dict[str, Any]:
    return (json.loads(text) or {}) if text else {}


# --- the questions ----------------------------------------------------------------------------------------------------


def _row(kind: str, **given: Any) -> sa.Select[Any]:
    columns = [
        sa.type_coerce(given.get(name, sa.cast(sa.null(), sa.DateTime)), kept).label(name)
        if isinstance(kept, Utc)
        else sa.cast(given.get(name, sa.null()), kept).label(name)
        for name, kept in SHAPE.items()
    ]
    return sa.select(sa.literal(kind, sa.Text()).label("kind"), *columns)


def _evidence() -> sa.Select[Any]:
    mine = DisputeEvidence
    row = _row(
        "evidence", id=mine.id, parent=mine.upload_id, n=Upload.size, a=mine.title, b=Upload.name, c=Upload.sha256,
        d=mine.party, e=Person.name, at=mine.added_at,
    )  # fmt: skip
    joined = row.select_from(mine).join(Upload, Upload.id == mine.upload_id).join(Person, Person.id == mine.added_by_id)
    return joined.where(mine.dispute_id == DISPUTE)


def _comments() -> sa.Select[Any]:
    mine = DisputeComment
    row = _row("comment", id=mine.id, n=mine.advice, a=mine.party, b=mine.text, c=Person.name, at=mine.at)
    return row.select_from(mine).join(Person, Person.id == mine.person_id).where(mine.dispute_id == DISPUTE)


def _of_rulings() -> sa.Select[Any]:
    in_effect = sa.case((Ruling.in_effect_at.is_not(None), 1), else_=0)
    row = _row(
        "ruling", id=Ruling.id, n=Ruling.replaced, m=in_effect, a=Ruling.body, b=Ruling.reasons, c=Ruling.made_on,
        d=Person.name, e=Ruling.proposed_by, at=Ruling.recorded_at,
    )  # fmt: skip
    joined = row.select_from(Ruling).join(Person, Person.id == Ruling.recorded_by_id)
    return joined.where(Ruling.dispute_id == DISPUTE)


def _lines() -> sa.Select[Any]:
    line = RulingLine
    row = _row("line", id=line.id, parent=line.ruling_id, n=line.term_id, a=line.before, b=line.after)
    return row.select_from(line).join(Ruling, Ruling.id == line.ruling_id).where(Ruling.dispute_id == DISPUTE)


def _said() -> sa.Select[Any]:
    """What offers said on the disputed terms; one that was not sent, or was taken back, is nobody's position."""
    row = _row(
        "said", id=Change.id, parent=Change.term_id, n=Offer.number, a=Offer.side, b=Change.answer, c=Change.before,
        d=Change.after, e=Change.reason,
    )  # fmt: skip
    joined = row.select_from(Change).join(Offer, Offer.id == Change.offer_id)
    return joined.join(DisputedTerm, DisputedTerm.term_id == Change.term_id).where(
        DisputedTerm.dispute_id == DISPUTE, Offer.number.is_not(None), Offer.withdrawn_at.is_(None)
    )


def _actors() -> sa.Select[Any]:
    return _row("actor", id=Entry.actor_id).where(took_part_in(OF_AGREEMENT, OF_DISPUTE)).distinct()


QUESTIONS = {
    "evidence": _evidence,
    "comment": _comments,
    "ruling": _of_rulings,
    "line": _lines,
    "said": _said,
    "actor": _actors,
}
EVERYTHING = sa.union_all(*(ask() for ask in QUESTIONS.values()))
"""Built once: building it costs more than asking it."""
