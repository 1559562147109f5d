"""Bring a backup back: all of it or, when anything is wrong, nothing."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from app import jobs
from app.backup import schema
from app.backup.archive import Manifest, Reader, Unusable, open_to_read
from app.backup.tables import Row, at_a_time, readers, stored_tables


def restore(engine: sa.Engine, path: Path, *, rehearsal: bool, overwrite: bool = False) -> Manifest:
    """Replace what the database holds by what the backup holds, in one transaction.

    Raises Unusable when the file is damaged, comes from another version of the schema, would put a rehearsal's people
    into production, or would overwrite something without `overwrite`.
    """
    with open_to_read(path) as zip_:
        reader = Reader(zip_)
        reader.check()
        try:
            with engine.connect() as connection, connection.begin():
                _refuse_what_does_not_fit(connection, reader.manifest, rehearsal=rehearsal)
                if not overwrite:
                    _refuse_to_overwrite(connection)
                _replace(connection, reader)
        except sa.exc.IntegrityError as error:
            raise Unusable(f"The rows in the backup do not fit together ({error.orig}). Nothing was changed.") from None
    return reader.manifest


def _replace(connection: sa.Connection, reader: Reader) -> None:
    with schema.references_checked_last(connection):
        _empty(connection)
        _fill(connection, reader)
    schema.continue_numbering(connection)
    _requeue(connection, reader)


def _refuse_what_does_not_fit(connection: sa.Connection, manifest: Manifest, *, rehearsal: bool) -> None:
    here = schema.revision(connection)
    if manifest.schema != here:
        raise Unusable(
            f"The backup was taken at schema {manifest.schema or 'none'} and this database is at {here or 'none'}. "
            "Restore it with the version of the service that took it, then run `flask db upgrade`."
        )
    if manifest.rehearsal and not rehearsal:
        raise Unusable("The backup is of a rehearsal, and this is production. Restore it where REHEARSAL=1 is set.")


def _refuse_to_overwrite(connection: sa.Connection) -> None:
    full = next((t for t in stored_tables() if connection.scalar(sa.select(sa.select(t).exists()))), None)
    if full is not None:
        raise Unusable(
            f"The database is not empty: it has rows in {full.name}. Take a backup of it, "
            "then add --overwrite to replace everything in it."
        )


def _empty(connection: sa.Connection) -> None:
    for table in reversed(stored_tables()):
        connection.execute(sa.delete(table))
    jobs.clear(connection)


def _fill(connection: sa.Connection, reader: Reader) -> None:
    for table in stored_tables():
        read = readers(table)
        rows = (_read(row, read) for row in reader.part(table.name))
        while batch := list(islice(rows, at_a_time(table))):
            connection.execute(sa.insert(table), batch)


def _read(row: Row, read: dict[str, Any]) -> Row:
    return {name: read[name](value) if name in read and value is not None else value for name, value in row.items()}


def _requeue(connection: sa.Connection, reader: Reader) -> None:
    """Jobs that were waiting when the backup was taken are done after all; letters may so be sent twice, never lost."""
    waiting: Iterator[dict[str, Any]] = reader.part("jobs")
    for job in waiting:
        jobs.requeue(connection, jobs.Unfinished(**job))
