"""Flask extensions, unbound, and how each database is spoken to."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

import sqlalchemy as sa
from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy
from psycopg import IsolationLevel
from sqlalchemy import event

from app.models.base import Base

db = SQLAlchemy(metadata=Base.metadata)
migrate = Migrate(render_as_batch=True, compare_type=True)

# A page that only shows takes no write lock. app/web.py says which requests those are.
only_reads: ContextVar[bool] = ContextVar("only_reads", default=False)

# A request that saves sees one moment of the database from beginning to end, so that whatever anyone else saves after
# that moment meets what it writes, and app/conflicts.py starts it over. Jobs and the command line see what is newest.
sees_one_moment: ContextVar[bool] = ContextVar("sees_one_moment", default=False)


@contextmanager
def reading() -> Iterator[None]:
    """A stretch of a job that only reads, so that others can write and it can report its progress meanwhile.

    What it has read is let go at the end: fetch again, by id, what is to be changed.
    """
    db.session.rollback()
    before = only_reads.set(True)
    try:
        yield
    finally:
        db.session.rollback()
        only_reads.reset(before)


def prepare(engine: sa.Engine) -> None:
    """Make SQLite safe for several processes, and let PostgreSQL notice when two requests meet."""
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _set_pragmas)
        event.listen(engine, "begin", _begin)
    else:
        event.listen(engine, "connect", _give_memory)
        event.listen(engine, "begin", _begin_on_postgresql)


def _set_pragmas(connection: Any, _record: Any) -> None:
    """Readers beside a writer, thirty seconds of patience, foreign keys kept."""
    connection.isolation_level = None  # we say BEGIN ourselves, below
    for pragma in ("journal_mode=WAL", "busy_timeout=30000", "foreign_keys=ON", "synchronous=NORMAL"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: sa.Connection) -> None:
    """A writer takes the lock at once, so that two writers queue instead of failing."""
    connection.exec_driver_sql("BEGIN" if only_reads.get() else "BEGIN IMMEDIATE")


def _give_memory(connection: Any, _record: Any) -> None:
    """Enough to sort a large consultation without writing to disk, where the server is set to less (4 MB by itself)."""
    connection.execute(
        "SELECT set_config('work_mem', '32MB', false) WHERE pg_size_bytes(current_setting('work_mem')) < 32 * 1024^2"
    )
    connection.commit()


def _begin_on_postgresql(connection: sa.Connection) -> None:
    """A request that saves reads one snapshot: SQLite's lock has the same effect. It goes with BEGIN, at no cost."""
    below: Any = connection.connection.dbapi_connection
    below.isolation_level = IsolationLevel.REPEATABLE_READ if sees_one_moment.get() else None
