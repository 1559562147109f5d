"""Let several people press in the same moment, each at a browser and in a thread of their own.

All have the page open before anybody presses. On PostgreSQL all have also read everything that their press asks for
before any of them writes; on SQLite they queue, because the first takes the only lock.
"""

import re
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event

from app.extensions import db
from app.models import Person
from tests.conftest import Browser

Press = Callable[[Browser, Callable[[], None]], Any]
PATIENCE = 20
"""Seconds; what nobody foresaw must not keep anybody waiting for ever."""
HELD_UP = sa.text(
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
)


class Meeting:
    """Where those who are about to write wait for each other.

    Nobody waits for whoever is done without writing, nor for whoever PostgreSQL holds up until one of them goes on.
    """

    def __init__(self, expected: int) -> None:
        self._news, self._away = threading.Condition(), expected

    def come(self) -> None:
        self.leave()
        latest = time.monotonic() + PATIENCE
        with self._news:
            while self._away > _held_up() and time.monotonic() < latest:
                self._news.wait(0.02)

    def leave(self) -> None:
        with self._news:
            self._away -= 1
            self._news.notify_all()


def _held_up() -> int:
    with db.engine.connect() as beside:
        return beside.scalar(HELD_UP) or 0


def at_once(app, *presses: Press) -> list[Any]:
    """What each press returns. A press opens its page, says that it is ready, and sends the form."""
    opened, meeting, met = threading.Barrier(len(presses)), Meeting(len(presses)), threading.local()

    def wait(*_: object) -> None:
        if getattr(met, "is_coming", False):
            met.is_coming = False
            meeting.come()

    def ready() -> None:
        db.session.remove()
        opened.wait(PATIENCE)
        met.is_coming = db.engine.dialect.name != "sqlite"

    def press(one: Press) -> Any:
        with app.app_context():
            try:
                return one(app.test_client(), ready)
            finally:
                if getattr(met, "is_coming", False):
                    meeting.leave()

    db.session.remove()  # nothing that the test itself has read holds anybody up
    event.listen(db.session, "before_flush", wait)
    try:
        with ThreadPoolExecutor(len(presses)) as threads:
            return list(threads.map(press, presses))
    finally:
        event.remove(db.session, "before_flush", wait)


def sends(person: Person, path: str, **fields: Any) -> Press:
    """A press by `person` on the form at `path`."""
    key = person.id

    def press(browser: Browser, ready: Callable[[], None]) -> Any:
        hidden = hidden_fields(browser.as_(somebody(key)).get(path).text)
        ready()
        return browser.post(path, data={**hidden, **fields})

    return press


def hidden_fields(page: str) -> dict[str, str]:
    """What a page's form carries unseen."""
    return dict(re.findall(r'<input[^>]*type="hidden"[^>]*name="([^"]+)"[^>]*value="([^"]*)"', page))


def somebody(key: int) -> Person:
    """A person as this thread's own session has them."""
    return db.session.get_one(Person, key)
