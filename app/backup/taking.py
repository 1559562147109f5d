"""Take a backup: one moment of the whole database, read while the service goes on."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from app import clock, jobs
from app.backup import schema
from app.backup.archive import Manifest, Unusable, Writer, open_to_write
from app.backup.tables import at_a_time, stored_tables, to_json
from app.extensions import only_reads


def take(engine: sa.Engine, path: Path, *, rehearsal: bool) -> Manifest:
    """Write everything into a new file, readable by its owner only. Raises Unusable when the file is there already."""
    if path.exists():
        raise Unusable(f"{path} is there already. Give the backup another name.")
    unfinished = path.with_name(f".{path.name}.part")
    token = only_reads.set(True)
    try:
        with _private(unfinished), engine.connect() as connection, connection.begin():
            manifest = _write(connection, unfinished, rehearsal=rehearsal)
        unfinished.rename(path)
    finally:
        only_reads.reset(token)
        unfinished.unlink(missing_ok=True)
    return manifest


def _write(connection: sa.Connection, path: Path, *, rehearsal: bool) -> Manifest:
    schema.take_snapshot(connection)
    manifest = Manifest(
        taken_at=clock.real_now().isoformat(timespec="seconds"),
        schema=schema.revision(connection),
        rehearsal=rehearsal,
        database=connection.dialect.name,
    )
    with open_to_write(path) as zip_:
        writer = Writer(zip_, manifest)
        for table in stored_tables():
            writer.part(table.name, _rows(connection, table))
        writer.part("jobs", (job._asdict() for job in jobs.unfinished(connection)))
        writer.close()
    return manifest


def _rows(connection: sa.Connection, table: sa.Table) -> Iterator[dict[str, Any]]:
    """In the order of their keys, so that two backups of the same data are easy to compare."""
    rows = connection.execution_options(yield_per=at_a_time(table)).execute(
        sa.select(table).order_by(*table.primary_key)
    )
    return (to_json(row) for row in rows.mappings())


@contextmanager
def _private(path: Path) -> Iterator[None]:
    """A backup holds everything that the ethical wall keeps apart."""
    path.touch(mode=0o600)
    yield
