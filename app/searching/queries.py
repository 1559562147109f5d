"""The points that a search finds: to be listed a page at a time, counted, walked through, and worked on as a whole."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from app.campaigns.texts import distinct_texts
from app.extensions import db
from app.models import Person, Point, Response, Round
from app.permissions import responses_seen_by, sees_responses
from app.searching import conditions
from app.searching.filters import Search
from workflows.point import PointState

ORDER = (Point.place_order, Point.received_at, Point.id)
"""As the document has the places, then as they arrived. An index holds it."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """How many points, of how many responses, and how many distinct texts: a campaign's points are one text."""

    points: int = 0
    responses: int = 0
    texts: int = 0


@dataclass(frozen=True, slots=True)
class Around:
    """Where a point stands among those that a search finds; ids of its neighbours. `number` is 0 outside of them."""

    previous: int | None
    following: int | None
    number: int
    total: int
    left: int


def selected(round_: Round, search: Search, *, seen_by: Person) -> sa.Select[int]:
    """The ids of the points of a round that a search finds, as a query to build on: no row is loaded."""
    found = sa.select(Point.id).where(Point.round_id == round_.id, *conditions.of(search, seen_by))
    if sees_responses(seen_by, round_.id):
        return found
    return found.where(Point.response_id.in_(sa.select(Response.id).where(responses_seen_by(seen_by))))


def ids_of(round_: Round, search: Search, *, seen_by: Person) -> list[int]:
    """The same ids in the order of lists. For some thousands; a job works through `selected` itself."""
    return list(db.session.scalars(selected(round_, search, seen_by=seen_by).order_by(*ORDER)))


def numbers_of(round_: Round, search: Search, *, seen_by: Person) -> Numbers:
    """How many a search finds."""
    return numbers_of_each(round_, [search], seen_by=seen_by)[0]


def numbers_of_each(round_: Round, searches: Sequence[Search], *, seen_by: Person) -> list[Numbers]:
    """The same for several searches, in one query."""
    return counted(round_, searches, seen_by=seen_by)[0] if searches else []


def counted(
    round_: Round, searches: Sequence[Search], *, seen_by: Person
) -> tuple[list[Numbers], dict[PointState, int]]:
    """How many each search finds, and how many points of the round are in each state, in one query."""
    each = [
        selected(round_, search, seen_by=seen_by).with_only_columns(sa.literal(number), sa.literal(""), *_counted())
        for number, search in enumerate(searches)
    ]
    states = _by_state(round_, seen_by).add_columns(sa.literal(0), sa.literal(0))
    rows = db.session.execute(sa.union_all(states, *each)).all()
    numbers = {row[0]: Numbers(*row[2:]) for row in rows if row[0] >= 0}
    return [numbers[number] for number in range(len(searches))], _states(rows)


def _by_state(round_: Round, seen_by: Person) -> sa.Select[*tuple[Any, ...]]:
    every: sa.Select[*tuple[Any, ...]] = (
        sa.select(sa.literal(-1), sa.cast(Point.state, sa.String(40)), sa.func.count())
        .where(Point.round_id == round_.id)
        .group_by(Point.state)
    )
    return every if sees_responses(seen_by, round_.id) else every.join(Point.response).where(responses_seen_by(seen_by))


def _states(rows: Sequence[Any]) -> dict[PointState, int]:
    return {PointState(row[1]): row[2] for row in rows if row[0] < 0}


def counts_by_state(round_: Round, *, seen_by: Person) -> dict[PointState, int]:
    """How many points of a round there are in each state: how many are left."""
    return _states(db.session.execute(_by_state(round_, seen_by)).all())


def _counted() -> list[sa.ColumnElement[Any]]:
    return [sa.func.count(), sa.func.count(Point.response_id.distinct()), distinct_texts()]


def around(round_: Round, search: Search, point: Point, *, seen_by: Person) -> Around:
    """The neighbours of `point`. One that its answer has taken out of the list goes on from where it stood."""
    found = selected(round_, search, seen_by=seen_by)
    here = sa.tuple_(point.place_order, sa.literal(point.received_at, Point.received_at.type), point.id)
    before, after = sa.tuple_(*ORDER) < here, sa.tuple_(*ORDER) > here
    backwards = [column.desc() for column in ORDER]
    row = db.session.execute(
        sa.select(
            found.where(before).order_by(*backwards).limit(1).scalar_subquery(),
            found.where(after).order_by(*ORDER).limit(1).scalar_subquery(),
            found.where(before).with_only_columns(sa.func.count()).scalar_subquery(),
            found.where(Point.id == point.id).with_only_columns(sa.func.count()).scalar_subquery(),
            found.with_only_columns(sa.func.count()).scalar_subquery(),
            found.where(Point.state == PointState.UNANSWERED).with_only_columns(sa.func.count()).scalar_subquery(),
        )
    ).one()
    return Around(row[0] if row[3] else None, row[1], row[2] + 1 if row[3] else 0, row[4], row[5])
