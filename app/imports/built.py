"""What has been done with imported responses since: an import is undone, or a response changed by one, only before."""

from typing import Any

import sqlalchemy as sa

from app.extensions import db
from app.models import ImportedRow, Point, Response
from app.wording import plural
from workflows.point import PointState
from workflows.response import ResponseState

COMPUTED = frozenset({"point_read", "point_words", "similar_point", "theme_suggestion"})
"""What is worked out from points, or says only that they were read: it goes with them."""
MADE_ALONG = frozenset({"view", "point", "imported_row", "imported_change"}) | COMPUTED
"""What belongs to an imported response and goes with it. Rows of any other table that name it are somebody's work."""
WORK = {
    "point_theme": ("theme given", "themes given"),
    "point_coding": ("point coded", "points coded"),
    "point_concern": ("point tied to another place", "points tied to other places"),
    "point_origin": ("point split or merged", "points split or merged"),
    "point_batch_line": ("point in a batch of answers", "points in batches of answers"),
    "sample_point": ("point drawn for a second coder", "points drawn for a second coder"),
    "wording_link": ("point tied to a change of wording", "points tied to changes of wording"),
    "left_out": ("text taken out of a campaign", "texts taken out of campaigns"),
    "published_response": ("response published", "responses published"),
    "redaction": ("passage redacted", "passages redacted"),
    "report_quotation": ("quotation in the report", "quotations in the report"),
}
"""How work is called that names points or responses; any other by its table."""
TOUCHED = ("point answered, waived or given to somebody", "points answered, waived or given to somebody")
REOPENED = ("response opened for changes", "responses opened for changes")
UNTOUCHED = (PointState.UNANSWERED, PointState.WITHDRAWN)


def on(import_id: int) -> tuple[str, ...]:
    """What stands on the responses of an import, a few words each; asked in one question."""
    mine = sa.select(ImportedRow.response_id).where(ImportedRow.response_import_id == import_id)
    points = sa.select(Point.id).where(Point.response_id.in_(mine))
    named = references()
    asked = [
        _count(Point, Point.response_id.in_(mine), _is_touched()),
        _count(Response, Response.id.in_(mine), Response.state != ResponseState.SUBMITTED),
        *[_count(column.table, column.in_(mine if _names(column, Response) else points)) for column in named],
    ]
    words = [TOUCHED, REOPENED, *[WORK.get(c.table.name, (f"entry of {c.table.name}", "")) for c in named]]
    each = sa.union_all(*[count.add_columns(sa.literal(place)) for place, count in enumerate(asked)])
    counts = {place: count for count, place in db.session.execute(each)}
    return tuple(plural(counts[place], *said) for place, said in enumerate(words) if counts[place])


def responses(round_id: int) -> set[int]:
    """The imported responses of a round that something stands on."""
    mine = sa.select(ImportedRow.response_id).where(ImportedRow.round_id == round_id)
    touched = sa.select(Point.response_id).where(Point.response_id.in_(mine), _is_touched())
    found = set(db.session.scalars(touched))
    found |= set(
        db.session.scalars(
            sa.select(Response.id).where(Response.id.in_(mine), Response.state != ResponseState.SUBMITTED)
        )
    )
    for column in references():
        if _names(column, Response):
            found |= set(db.session.scalars(sa.select(column).where(column.in_(mine))))
        else:
            by_point = (
                sa.select(Point.response_id).join(column.table, column == Point.id).where(Point.response_id.in_(mine))
            )
            found |= set(db.session.scalars(by_point))
    return found


def references() -> list[sa.Column[Any]]:
    """Every column of somebody's work that names a response or a point."""
    return [column for column in _naming() if column.table.name not in MADE_ALONG]


def computed() -> list[sa.Column[Any]]:
    """Every column of what is worked out from points that names one."""
    return [column for column in _naming() if column.table.name in COMPUTED]


def _naming() -> list[sa.Column[Any]]:
    return [
        column
        for table in db.metadata.sorted_tables
        for column in table.columns
        if _names(column, Response) or _names(column, Point)
    ]


def _names(column: sa.Column[Any], model: type[Response | Point]) -> bool:
    return any(key.target_fullname == f"{model.__tablename__}.id" for key in column.foreign_keys)


def _is_touched() -> sa.ColumnElement[bool]:
    return sa.or_(Point.state.not_in(UNTOUCHED), Point.assigned_to_id.is_not(None))


def _count(model: Any, *where: sa.ColumnElement[bool]) -> sa.Select[Any]:
    return sa.select(sa.func.count()).select_from(model).where(*where)
