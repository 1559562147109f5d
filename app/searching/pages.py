"""One page of the points that a search finds: the columns that the list shows, from any row on, forwards or back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import sqlalchemy as sa

from app.coding.blind import codes_seen_by
from app.extensions import db
from app.models import Campaign, Person, Point, PointRead, PointTheme, Response, Round, Theme
from app.searching.filters import Search
from app.searching.queries import ORDER, selected

AT_ONCE = 50
EXCERPT = 260
"""Characters of a point that the list shows."""
BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
Row = sa.Row[Any]


@dataclass(frozen=True, slots=True)
class Page:
    """Some points of a list; `before` and `after` say where the pages on either side begin, empty for none."""

    rows: Sequence[Row]
    before: str
    after: str


def page(
    round_: Round,
    search: Search,
    *,
    seen_by: Person,
    after: str = "",
    before: str = "",
    also: Sequence[sa.ColumnElement[bool]] = (),
) -> Page:
    """The points that follow the place `after`, or that precede `before`; the first ones for neither.

    `also` is what must hold of each of them besides what is searched for.
    """
    start, backwards = _place(before or after), bool(before)
    query = _columns(selected(round_, search, seen_by=seen_by).where(*also), seen_by)
    if start is not None:
        edge = sa.tuple_(start[0], sa.literal(start[1], Point.received_at.type), start[2])
        query = query.where(sa.tuple_(*ORDER) < edge if backwards else sa.tuple_(*ORDER) > edge)
    ordered = query.order_by(*[column.desc() if backwards else column for column in ORDER]).limit(AT_ONCE + 1)
    rows = list(db.session.execute(ordered))
    more, rows = len(rows) > AT_ONCE, rows[:AT_ONCE]
    if backwards:
        rows.reverse()
    has_before, has_after = (more, bool(rows)) if backwards else (start is not None, more)
    return Page(rows, _key(rows[0]) if rows and has_before else "", _key(rows[-1]) if rows and has_after else "")


def rows_of(round_: Round, wanted: sa.ColumnElement[bool], *, seen_by: Person) -> Sequence[Row]:
    """Points by themselves, as the list shows them, in its order."""
    query = _columns(selected(round_, Search(), seen_by=seen_by).where(wanted), seen_by)
    return db.session.execute(query.order_by(*ORDER)).all()


def _columns(query: sa.Select[Any], seen_by: Person) -> sa.Select[Any]:
    """What a line of the list shows, joined to what it belongs to."""
    themes = sa.select(sa.func.aggregate_strings(Theme.name, "\n")).join(PointTheme, PointTheme.theme_id == Theme.id)
    read = sa.exists().where(PointRead.point_id == Point.id, PointRead.person_id == seen_by.id)
    sender = sa.case((Response.organisation_name != "", Response.organisation_name), else_=Response.name)
    return (
        query.with_only_columns(
            Point.id,
            Point.place,
            Point.place_order,
            Point.received_at,
            Point.state,
            Point.stance,
            Point.disposition,
            sa.func.substr(Point.text, 1, EXCERPT + 1).label("text"),
            Point.campaign_id,
            Campaign.title.label("campaign"),
            Person.name.label("assigned_to"),
            sender.label("sender"),
            Response.late_days,
            read.label("read"),
            themes.where(PointTheme.point_id == Point.id, codes_seen_by(seen_by))
            .correlate(Point)
            .scalar_subquery()
            .label("themes"),
        )
        .join(Response, Response.id == Point.response_id)
        .outerjoin(Campaign, Campaign.id == Point.campaign_id)
        .outerjoin(Person, Person.id == Point.assigned_to_id)
    )


def _key(row: Row) -> str:
    """Where a row stands, as it goes into an address."""
    return f"{row.place_order}.{(row.received_at - BEGINNING) // MICROSECOND}.{row.id}"


def _place(key: str) -> tuple[int, datetime, int] | None:
    """The place that a key from an address means; None for anything else, which is the beginning."""
    parts = key.split(".")
    if len(parts) != 3 or not all(part.isascii() and part.isdecimal() and len(part) < 17 for part in parts):
        return None
    order, microseconds, id_ = (int(part) for part in parts)
    if max(order, id_) >= 2**31:
        return None
    return order, BEGINNING + microseconds * MICROSECOND, id_
