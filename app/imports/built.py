"""What has been done with imported responses since: an import is undone, or a response changed by one, only before."""

from typing import Any

import sqlalchemy as sa

from app.extensions import db
from app.models import ImportedRow, Point, Response
from app.wording import plural
from workflows.point import PointState
from workflows.response import ResponseState

MADE_ALONG = frozenset({"view", "point", "imported_row", "imported_change", "point_read"})
"""What belongs to an imported response and goes with it. Rows of any other table that name it are somebody's work."""
UNTOUCHED = (PointState.UNANSWERED, PointState.WITHDRAWN)


def on(import_id: int) -> tuple[str, ...]:
    """What stands on the responses of an import, a few words each."""
    mine = sa.select(ImportedRow.response_id).where(ImportedRow.response_import_id == import_id)
    points = sa.select(Point.id).where(Point.response_id.in_(mine))
    found = []
    if touched := _count(Point, Point.response_id.in_(mine), _is_touched()):
        found.append(f"{plural(touched, 'point')} answered, waived or given to somebody")
    if reopened := _count(Response, Response.id.in_(mine), Response.state != ResponseState.SUBMITTED):
        found.append(f"{plural(reopened, 'response')} opened for changes")
    for column in references():
        whose = mine if _names(column, Response) else points
        many = db.session.scalar(sa.select(sa.func.count()).select_from(column.table).where(column.in_(whose)))
        if many:
            found.append(f"{plural(many, 'mark')} in the list of {column.table.name.replace('_', ' ')}s")
    return tuple(found)


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
    return [
        column
        for table in db.metadata.sorted_tables
        if table.name not in MADE_ALONG
        for column in table.columns
        if _names(column, Response) or _names(column, Point)
    ]


def _names(column: sa.Column[Any], model: type[Response | Point]) -> bool:
    return any(key.target_fullname == f"{model.__tablename__}.id" for key in column.foreign_keys)


def _is_touched() -> sa.ColumnElement[bool]:
    return sa.or_(Point.state.not_in(UNTOUCHED), Point.assigned_to_id.is_not(None))


def _count(model: type, *where: sa.ColumnElement[bool]) -> int:
    return db.session.scalar(sa.select(sa.func.count()).select_from(model).where(*where)) or 0
