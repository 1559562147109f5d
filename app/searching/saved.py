"""The searches that somebody named: one's own, and those that the team shares."""

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app.extensions import db
from app.models import Person, Round, SavedSearch
from app.searching import queries
from app.searching.filters import Search, from_arguments
from app.searching.queries import Numbers

MOST = 20
"""Saved searches counted beside the list; the page of searches lists all of them."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A saved search with how many points it finds now, as whoever looks sees them; None where it was not counted."""

    saved: SavedSearch
    search: Search
    numbers: Numbers | None


def of_round(round_: Round, *, seen_by: Person) -> Sequence[SavedSearch]:
    """One's own and the shared ones, by name."""
    return db.session.scalars(
        sa.select(SavedSearch)
        .where(SavedSearch.round_id == round_.id, _seen(seen_by))
        .options(joinedload(SavedSearch.owner))
        .order_by(sa.func.lower(SavedSearch.name), SavedSearch.id)
    ).all()


def get_own(round_: Round, search_id: int, *, by: Person) -> SavedSearch:
    """One that `by` saved, or NoResultFound: only its owner changes a search."""
    own = sa.select(SavedSearch).where(SavedSearch.id == search_id, SavedSearch.owner_id == by.id)
    return db.session.scalars(own.where(SavedSearch.round_id == round_.id)).one()


def asked(saved: SavedSearch) -> Search:
    """What it asks for."""
    return from_arguments(saved.arguments)


def counted(
    round_: Round, searches: Sequence[SavedSearch], *, seen_by: Person, beside: Sequence[Search] = (), most: int = MOST
) -> tuple[list[Counted], list[Numbers]]:
    """The first `most` of these with their numbers, and the numbers of the searches `beside` them: in one query."""
    each = [asked(saved) for saved in searches]
    some = each[:most]
    numbers = queries.numbers_of_each(round_, [*beside, *some], seen_by=seen_by)
    known: list[Numbers | None] = [*numbers[len(beside) :], *[None] * (len(searches) - len(some))]
    return [Counted(*found) for found in zip(searches, each, known, strict=True)], numbers[: len(beside)]


def _seen(person: Person) -> sa.ColumnElement[bool]:
    return sa.or_(SavedSearch.owner_id == person.id, SavedSearch.shared)
