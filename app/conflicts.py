"""Settle requests that write the same thing in the same moment: the later one runs again, as if it had come later."""

import copy
import logging
from collections.abc import Callable
from typing import TypeVar

from flask import request, session
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm.exc import StaleDataError

from app.extensions import db

log = logging.getLogger(__name__)
R = TypeVar("R")

TRIES = 4
"""Whoever is overtaken this often in one press is told to try again, with what they typed on the page."""

POSTGRESQL = {"23505": "unique", "23503": "foreign key", "40001": "serialization", "40P01": "deadlock"}
SQLITE = {
    "SQLITE_CONSTRAINT_UNIQUE": "unique",
    "SQLITE_CONSTRAINT_PRIMARYKEY": "unique",
    "SQLITE_CONSTRAINT_FOREIGNKEY": "foreign key",
}


def in_turn(do: Callable[[], R]) -> R:
    """What `do` returns. When somebody else saved between its reading and its writing, it starts over.

    Nothing was committed, so starting over sees what they saved, and the form's own checks say so: nothing is lost,
    nothing is overwritten unseen, and nothing that exists is made twice. See docs/adr/0016.
    """
    before = copy.deepcopy(dict(session))
    for left in reversed(range(TRIES)):
        try:
            return do()
        except (StaleDataError, DBAPIError) as error:
            if not left or not is_conflict(error):
                raise
            log.info("starting over %s: %s", request.endpoint, kind_of(error))
        _forget(before)
    raise AssertionError("the last try returns or raises")


def is_conflict(error: Exception) -> bool:
    """Whether this is what two people cause who save in the same moment."""
    return bool(kind_of(error))


def kind_of(error: Exception) -> str:
    """What they ran into: a row that changed, a unique value, a row that has gone. Empty for any other error."""
    if isinstance(error, StaleDataError):
        return "stale"
    below = getattr(error, "orig", None)
    return POSTGRESQL.get(getattr(below, "sqlstate", None) or "") or SQLITE.get(
        getattr(below, "sqlite_errorname", ""), ""
    )


def _forget(before: dict[str, object]) -> None:
    """Undo everything that the first try did to the request: its session, its messages, files that it read."""
    db.session.rollback()
    session.clear()
    session.update(copy.deepcopy(before))
    for file in request.files.values():
        file.stream.seek(0)
