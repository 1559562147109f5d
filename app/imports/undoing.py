"""Take back an import as a whole: what it brought goes, what it changed says again what it said before."""

import sqlalchemy as sa

from app.extensions import db
from app.imports import built
from app.imports.rewriting import rewrite
from app.models import ImportedChange, ImportedRow, Person, Point, Response, ResponseImport, View

AT_ONCE = 500


def take_back(one: ResponseImport, *, by: Person) -> None:
    """Both, in the caller's transaction. Raises Refused where a response can no longer be changed back.

    The timeline keeps that the responses came, and that the import was undone.
    """
    _change_back(one, by)
    mine = sa.select(ImportedRow.response_id).where(ImportedRow.response_import_id == one.id)
    ids = list(db.session.scalars(mine))
    points = sa.select(Point.id).where(Point.response_id.in_(mine))
    for column in built.computed():
        db.session.execute(sa.delete(column.table).where(column.in_(points)))
    db.session.execute(sa.delete(Point).where(Point.response_id.in_(mine)))
    db.session.execute(sa.delete(View).where(View.response_id.in_(mine)))
    db.session.execute(sa.delete(ImportedRow).where(ImportedRow.response_import_id == one.id))
    for start in range(0, len(ids), AT_ONCE):
        db.session.execute(sa.delete(Response).where(Response.id.in_(ids[start : start + AT_ONCE])))
    db.session.expire_all()


def _change_back(one: ResponseImport, by: Person) -> None:
    changes = db.session.scalars(
        sa.select(ImportedChange).where(ImportedChange.response_import_id == one.id).order_by(ImportedChange.id.desc())
    ).all()
    for change in changes:
        rewrite(db.session.get_one(Response, change.response_id), change.before, by=by)
        db.session.get_one(ImportedRow, change.response_id).content = change.content_before
        db.session.delete(change)
    db.session.flush()
