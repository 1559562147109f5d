"""The searches that somebody named: one's own, and those that the team shares."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app.extensions import db
from app.models import Person, Point, Round, SavedSearch
from app.searching import queries
from app.searching.filters import Search, from_arguments
from app.searching.queries import Numbers
from workflows.point import PointState

MOST, MOST_POINTS = 20, 60_000
"""Saved searches that are counted beside the list, and points of a round up to which they are. Their own page counts
all of them always.
"""


@dataclass(frozen=True, slots=True)
class Counted:
    """A saved search with how many points it finds now, as whoever looks sees them; None where it was not counted."""

    saved: SavedSearch
    search: Search
    numbers: Numbers | None


def of_round(round_: Round, *, seen_by: Person) -> Sequence[SavedSearch]:
    """One's own and the shared ones, by name."""
    return db.session.scalars(_of_round(round_, seen_by)).all()


def _of_round(round_: Round, person: Person) -> sa.Select[Any]:
    return (
        sa.select(SavedSearch)
        .where(SavedSearch.round_id == round_.id, sa.or_(SavedSearch.owner_id == person.id, SavedSearch.shared))
        .options(joinedload(SavedSearch.owner))
        .order_by(sa.func.lower(SavedSearch.name), SavedSearch.id)
    )


def get_own(round_: Round, search_id: int, *, by: Person) -> SavedSearch:
    """One that `by` saved, or NoResultFound: only its owner changes a search."""
    own = sa.select(SavedSearch).where(SavedSearch.id == search_id, SavedSearch.owner_id == by.id)
    return db.session.scalars(own.where(SavedSearch.round_id == round_.id)).one()


def asked(saved: SavedSearch) -> Search:
    """What it asks for."""
    return from_arguments(saved.arguments)


def counted(round_: Round, searches: Sequence[SavedSearch], *, seen_by: Person) -> list[Counted]:
    """All of these with their numbers."""
    each = [asked(saved) for saved in searches]
    return _with(searches, each, queries.numbers_of_each(round_, each, seen_by=seen_by))


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside a list: its own numbers, how many points there are in each state, the saved searches."""

    numbers: Numbers
    states: dict[PointState, int]
    searches: list[Counted]


def beside(round_: Round, search: Search, *, seen_by: Person) -> Beside:
    """All that is counted for the list that `search` finds, in one query; beyond the limits, saved searches are not."""
    points = sa.select(sa.func.count()).where(Point.round_id == round_.id).scalar_subquery()
    rows = db.session.execute(_of_round(round_, seen_by).add_columns(points)).all()
    searches = [row[0] for row in rows]
    each = [asked(saved) for saved in searches]
    some = each[:MOST] if rows and rows[0][1] <= MOST_POINTS else []
    (numbers, *known), states = queries.counted(round_, [search, *some], seen_by=seen_by)
    return Beside(numbers, states, _with(searches, each, known))


def _with(searches: Sequence[SavedSearch], each: list[Search], known: list[Numbers]) -> list[Counted]:
    return [Counted(*found) for found in zip_longest(searches, each, known)]
