"""The points that may have caused one change: found like any others, and ticked over as many pages as it takes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app.changes.hunks import Hunk
from app.changes.places import place_of
from app.extensions import db
from app.models import Edition, Person, Point, Round, WordingLink
from app.searching import filters, options, pages, queries
from app.searching.filters import Search
from app.wording import sentence_case
from workflows.point import CHANGES_WORDS, TIED, Disposition

MOST_TICKED = 200
"""What one press ties, and an address carries."""
FILTERS = ("place", "theme", "disposition")


@dataclass(frozen=True)
class Candidates:
    """One page of them, with how many there are. `ticked` are those ticked that are not on the page."""

    search: Search
    offered: Mapping[str, options.Pairs]
    page: pages.Page
    number: int
    ticked: Sequence[pages.Row]
    ids: frozenset[int]


def of(
    round_: Round, hunk: Hunk, since: Edition, arguments: Mapping[str, str], *, ids: Sequence[int], seen_by: Person
) -> Candidates:
    """Accepted points that are not tied to a change yet, as an address narrows them; `ids` have been ticked."""
    search, may = _search(hunk, arguments), _may_be_tied(round_, hunk, since)
    around = {name: arguments.get(name, "") for name in ("after", "before")}
    shown = pages.page(round_, search, seen_by=seen_by, also=may, **around)
    here = {row.id for row in shown.rows}
    found = queries.selected(round_, search, seen_by=seen_by).where(*may)
    elsewhere = sa.and_(*may, Point.id.in_([each for each in ids if each not in here]))
    return Candidates(
        search,
        _offered(round_),
        shown,
        db.session.scalar(found.with_only_columns(sa.func.count())) or 0,
        pages.rows_of(round_, elsewhere, seen_by=seen_by) if set(ids) - here else [],
        frozenset(ids),
    )


def ticked(round_: Round, hunk: Hunk, since: Edition, ids: Sequence[int]) -> Sequence[Point]:
    """Those of the ticked that can be tied: whatever was tied or answered otherwise meanwhile is passed over."""
    wanted = sa.select(Point).where(*_may_be_tied(round_, hunk, since), Point.id.in_(ids))
    return db.session.scalars(wanted.options(joinedload(Point.response)).order_by(Point.id)).all()


def _search(hunk: Hunk, arguments: Mapping[str, str]) -> Search:
    """Points about the place of the change, until somebody looks elsewhere."""
    place = place_of(hunk.passage)
    own = {"place": place} if place != "general" and "place" not in arguments else {}
    asked = {name: arguments.get(name, "") for name in ("words", *FILTERS)}
    return filters.from_arguments({**asked, **own})


def _offered(round_: Round) -> dict[str, options.Pairs]:
    known = options.of(round_).by_name
    accepted = [(str(each), sentence_case(each)) for each in Disposition if each in CHANGES_WORDS]
    return {"place": known["place"], "theme": known["theme"], "disposition": accepted}


def _may_be_tied(round_: Round, hunk: Hunk, since: Edition) -> list[sa.ColumnElement[bool]]:
    return [Point.round_id == round_.id, can_be_tied(), sa.not_(is_tied(hunk, since))]


def can_be_tied() -> sa.ColumnElement[bool]:
    """Whether a point is accepted, and stands where a change may be said to be its doing (workflows/point.py)."""
    return sa.and_(Point.disposition.in_(CHANGES_WORDS), Point.state.in_(TIED))


def is_tied(hunk: Hunk, since: Edition) -> sa.ColumnElement[bool]:
    """Whether a point is tied to this change already."""
    return sa.exists().where(
        WordingLink.point_id == Point.id,
        WordingLink.fingerprint == hunk.fingerprint,
        WordingLink.from_edition_id == since.id,
    )
