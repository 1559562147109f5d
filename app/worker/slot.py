"""A worker's name, held by one living process: whoever can take a name knows that its last owner is gone."""

import fcntl
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from hashlib import sha256
from pathlib import Path

import sqlalchemy as sa

StillHeld = Callable[[], object]


class NameTaken(Exception):
    """Another living process has this name on this database."""


@contextmanager
def hold(engine: sa.Engine, name: str, *, patience: float = 0) -> Iterator[StillHeld]:
    """Hold a name until the block ends or the process dies, however it dies.

    Yields a check that raises when the name has been lost since. Raises NameTaken after `patience` seconds: another
    worker that looks for jobs of the dead has a free name for a moment.
    """
    take = _lock_file if engine.dialect.name == "sqlite" else _advisory_lock
    deadline = time.monotonic() + patience
    with ExitStack() as held:
        while (still_held := take(engine, name, held)) is None:
            if time.monotonic() >= deadline:
                raise NameTaken(name)
            time.sleep(0.1)
        yield still_held


def _lock_file(engine: sa.Engine, name: str, held: ExitStack) -> StillHeld | None:
    """SQLite serves one machine, so a locked file beside the database is enough."""
    database = Path(engine.url.database or "")
    file = held.enter_context(database.with_name(f"{database.name}-{name}.lock").open("w"))
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        held.close()
        return None
    return lambda: None


def _advisory_lock(engine: sa.Engine, name: str, held: ExitStack) -> StillHeld | None:
    """PostgreSQL lets go when the connection ends, from whichever machine it came."""
    key = int.from_bytes(sha256(f"worker {name}".encode()).digest()[:8], "big", signed=True)
    connection = held.enter_context(engine.connect().execution_options(isolation_level="AUTOCOMMIT"))
    connection.detach()  # closed at the end, not put back in the pool with its lock
    if not connection.scalar(sa.select(sa.func.pg_try_advisory_lock(key))):
        held.close()
        return None
    return lambda: connection.scalar(sa.select(1))
