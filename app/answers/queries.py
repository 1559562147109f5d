"""Finding points and their answers, for those who may see what was said."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager, selectinload

from app.answers.summaries import Counts, Decided, Summary, counts_by_place, summaries, summary_for
from app.extensions import db
from app.models import Person, Point, Response, Round
from app.perform import facts_of
from app.permissions import responses_seen_by
from workflows.point import PointState
from workflows.response import ResponseState

__all__ = ["Counts", "Decided", "Summary", "counts_by_place", "summaries", "summary_for"]


@dataclass(frozen=True)
class Filters:
    """What the list is narrowed to; it stands in the address, so that it can be sent to a colleague."""

    place: str = ""
    stance: str = ""
    kind: str = ""
    late: str = ""
    characteristic: str = ""
    state: str = ""

    def as_arguments(self) -> dict[str, str]:
        return {name: value for name, value in vars(self).items() if value}


def get(round_: Round, point_id: int, *, seen_by: Person) -> Point:
    """One point with its response, or NoResultFound."""
    return db.session.scalars(
        _points(round_, seen_by).where(Point.id == point_id).options(selectinload(Point.answered_by))
    ).one()


def find(round_: Round, filters: Filters, *, seen_by: Person) -> list[Point]:
    """The points that the filters leave, in the order of the document and then of arrival."""
    points = db.session.scalars(_narrowed(_points(round_, seen_by), filters)).all()
    if filters.characteristic:
        points = [point for point in points if filters.characteristic in point.characteristics]
    return sorted(points, key=order_of)


def order_of(point: Point) -> tuple[tuple[int, int], datetime, int]:
    """Where a point stands in every list: by place, then by arrival."""
    return _order(point.place), point.received_at, point.id


def counts_by_state(round_: Round, *, seen_by: Person) -> dict[PointState, int]:
    """How many points there are in each state: how many are left."""
    rows = db.session.execute(
        sa.select(Point.state, sa.func.count())
        .join(Point.response)
        .where(Point.round_id == round_.id, responses_seen_by(seen_by))
        .group_by(Point.state)
    )
    return {row[0]: row[1] for row in rows}


def counts_by_round(rounds: Sequence[Round]) -> dict[int, dict[PointState, int]]:
    """The same for several rounds, which the caller has checked may be seen."""
    found: dict[int, dict[PointState, int]] = {round_.id: {} for round_ in rounds}
    rows = db.session.execute(
        sa.select(Point.round_id, Point.state, sa.func.count())
        .where(Point.round_id.in_(found))
        .group_by(Point.round_id, Point.state)
    )
    for round_id, state, number in rows:
        found[round_id][state] = number
    return found


def numbers(round_: Round) -> dict[str, int]:
    """How many responses came, from whom, and how many were late."""
    rows = db.session.execute(
        sa.select(Response.organisation_kind, sa.func.count(), sa.func.sum(sa.cast(Response.late_days > 0, sa.Integer)))
        .where(Response.round_id == round_.id, Response.state != ResponseState.DRAFT)
        .group_by(Response.organisation_kind)
    ).all()
    return {"responses": sum(row[1] for row in rows), "late": sum(row[2] or 0 for row in rows)}


@facts_of(Point)
def facts(_: Point) -> dict[str, Any]:
    """A point's guards look only at what is typed."""
    return {}


def _points(round_: Round, seen_by: Person) -> sa.Select[Point]:
    return (
        sa.select(Point)
        .join(Point.response)
        .where(Point.round_id == round_.id, responses_seen_by(seen_by))
        .options(contains_eager(Point.response))
    )


def _narrowed(query: sa.Select[Point], filters: Filters) -> sa.Select[Point]:
    if filters.place:
        query = query.where(Point.place == filters.place)
    if filters.stance:
        query = query.where(Point.stance == filters.stance)
    if filters.kind:
        query = query.where(Response.organisation_kind == filters.kind)
    if filters.late:
        query = query.where(Response.late_days > 0 if filters.late == "late" else Response.late_days == 0)
    return (
        query.where(Point.state == filters.state) if filters.state else query.where(Point.state != PointState.WITHDRAWN)
    )


GROUPS: Mapping[str, int] = {"CO": 0, "CM": 1, "CU": 2, "PA": 3, "general": 4, "EQ": 5}


def _order(place: str) -> tuple[int, int]:
    """Intentions as the document has them, then assumptions, anything else, equality: CU-2 before CU-10."""
    group, _, number = place.partition("-")
    return GROUPS.get(group, 9), int(number) if number.isdigit() else 0
