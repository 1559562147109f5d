"""What doing something to many points at once would do: to how many, what each would say, and what is left out, why."""

from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager

from app.answers import choosing
from app.answers.filling import fill
from app.extensions import db
from app.languages import WELSH, speaking
from app.languages.content import called
from app.models import Person, Point, PointBatch
from app.responses import queries as responses
from workflows.point import NOT_APPROVED, OPEN, PointState
from workflows.point_batch import BatchKind

SHOWN = 20
OWN = "You wrote the answer: somebody else approves it."
LEFT_OUT = {
    PointState.UNANSWERED: "No answer is drafted yet.",
    PointState.ANSWERED: "An answer is drafted already. Say that drafts are replaced, or answer it by itself.",
    PointState.APPROVED: "Its answer is approved already.",
    PointState.WAIVED: "It is waived. Answer it by itself to put an answer in place of the waiver.",
    PointState.RELEASED: "Its answer is released: what is published stands.",
    PointState.WITHDRAWN: "Whoever said it took it back.",
    PointState.REPLACED: "It was split or merged: its parts carry the answer.",
}


@dataclass(frozen=True)
class Row:
    """One point with what it would say."""

    point: Point
    reason: str = ""
    change: str = ""


@dataclass(frozen=True)
class Preview:
    """`digest` tells whether the points are still as they were read."""

    affected: int
    digest: str
    left_out: list[tuple[str, int]] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)


def fits(batch: PointBatch, by_id: int) -> sa.ColumnElement[bool]:
    """Whether a point is changed by it."""
    match batch.kind:
        case BatchKind.ANSWER:
            drafts = [PointState.ANSWERED] if batch.given.get("replace_drafts") else []
            return Point.state.in_([PointState.UNANSWERED, *drafts])
        case BatchKind.APPROVE:
            return sa.and_(Point.state == PointState.ANSWERED, Point.answered_by_id.is_distinct_from(by_id))
        case BatchKind.ASSIGN:
            return sa.and_(Point.state.in_(OPEN), Point.assigned_to_id.is_distinct_from(batch.given.get("to")))
        case BatchKind.WAIVE:
            return Point.state.in_(NOT_APPROVED)


def of(batch: PointBatch, *, by: Person) -> Preview:
    """What it would do now, in three queries whatever the number of points."""
    chosen, fit = choosing.points(batch.round_id, batch.chosen, by), fits(batch, by.id)
    own = sa.and_(Point.state == PointState.ANSWERED, Point.answered_by_id == by.id)
    groups = db.session.execute(
        sa.select(
            fit.label("fits"),
            Point.state,
            own.label("own"),
            sa.func.count().label("number"),
            sa.func.sum(Point.version).label("versions"),
        )
        .where(chosen)
        .group_by(fit, Point.state, own)
    ).all()
    affected = [row for row in groups if row.fits]
    left: dict[str, int] = {}
    for row in groups:
        if not row.fits:
            why = _why(batch, row.state, own=bool(row.own))
            left[why] = left.get(why, 0) + row.number
    number = sum(row.number for row in affected)
    digest = f"{number}.{sum(int(row.versions) for row in affected)}"
    return Preview(number, digest, sorted(left.items()), _rows(batch, chosen, fit) if number else [])


def _why(batch: PointBatch, state: PointState, *, own: bool) -> str:
    if batch.kind is BatchKind.APPROVE and own:
        return OWN
    if batch.kind is BatchKind.ASSIGN and state in OPEN:
        return "It is given to them already."
    if batch.kind is BatchKind.WAIVE and state is PointState.WAIVED:
        return "It is waived already."
    return LEFT_OUT[state]


def _rows(batch: PointBatch, chosen: Any, fit: Any) -> list[Row]:
    points = db.session.scalars(
        sa.select(Point)
        .join(Point.response)
        .options(contains_eager(Point.response))
        .where(chosen, fit)
        .order_by(Point.id)
        .limit(SHOWN)
    )
    asked = responses.asked(batch.round)
    return [Row(point, *words(batch, point, asked)) for point in points]


def welsh_words(batch: PointBatch, point: Point, asked: Any) -> dict[str, str]:
    """The Welsh of them, as far as it is given; `asked` in Welsh."""
    with speaking(WELSH):
        about = {
            "place": point.place, "asked": asked.by_ref.get(point.place), "round_title": str(called(batch.round)),
        }  # fmt: skip
    return {name: fill(words, **about) for name, words in batch.given.get("welsh", {}).items() if words}


def words(batch: PointBatch, point: Point, asked: Any) -> tuple[str, str]:
    """The reason and the change that a point's answer gets, filled in; what stands for other kinds."""
    if batch.kind is not BatchKind.ANSWER:
        return point.reason, point.change
    about = {"place": point.place, "asked": asked.by_ref.get(point.place), "round_title": batch.round.title}
    return fill(batch.given["reason"], **about), fill(batch.given["change"], **about)
