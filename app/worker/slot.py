"""A worker's name, held by one living process: whoever can take a name knows that its last owner is gone."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

import sqlalchemy as sa


class NameTaken(Exception):
    """Another living process has this name on this database."""


@contextmanager
def hold(engine: sa.Engine, name: str) -> Iterator[None]:
    """Hold a name until the block ends or the process dies, however it dies. Raises NameTaken."""
    with _hold_file(engine, name) if engine.dialect.name == "sqlite" else _hold_advisory(engine, name):
        yield


@contextmanager
def _hold_file(engine: sa.Engine, name: str) -> Iterator[None]:
    """SQLite serves one machine, so a locked file beside the database is enough."""
    database = Path(engine.url.database or "")
    with database.with_name(f"{database.name}-{name}.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise NameTaken(name) from None
        yield


@contextmanager
def _hold_advisory(engine: sa.Engine, name: str) -> Iterator[None]:
    """PostgreSQL lets go when the connection ends, from whichever machine it came."""
    key = int.from_bytes(sha256(f"worker {name}".encode()).digest()[:8], "big", signed=True)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if not connection.scalar(sa.select(sa.func.pg_try_advisory_lock(key))):
            raise NameTaken(name)
        try:
            yield
        finally:
            connection.execute(sa.select(sa.func.pg_advisory_unlock(key)))
