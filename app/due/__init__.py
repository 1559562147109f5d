"""Make every move that time makes, in date order, as the system, each in a transaction of its own."""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from app import clock
from app.extensions import db
from workflows.deadline import LONDON

log = logging.getLogger(__name__)
PASSES = 20
"""A move may make another one due (an agreement comes into force, then its return falls overdue): look again."""


@dataclass(frozen=True)
class Due:
    """A move that time makes on `at`. `do` makes it, without committing; `words` say it, and are different for each."""

    at: date
    do: Callable[[], object]
    words: str = ""


Source = Callable[[], Iterable[Due]]
_sources: list[Source] = []


def offers(source: Source) -> Source:
    """Name a function that finds the moves of one subject which time has made, or will make, due."""
    _sources.append(source)
    return source


def run(now: datetime | None = None) -> list[str]:
    """Make every move due by `now` (the clock's moment) and say what was done. Nothing is left to do a second time.

    Commits after each move. One that fails is rolled back and logged, and stops none of the others.
    """
    today = now.astimezone(LONDON).date() if now else clock.today()
    done: list[str] = []
    failed: set[tuple[date, str]] = set()
    for _ in range(PASSES):
        made = [due.words for due in _waiting(today) if (due.at, due.words) not in failed and _make(due, failed)]
        if not made:
            break
        done += made
    return done


def _waiting(today: date) -> list[Due]:
    """What is due, the oldest first; moves of one day in the order in which they were found."""
    found = [due for source in _sources for due in source() if due.at <= today]
    return sorted(found, key=lambda due: due.at)


def _make(due: Due, failed: set[tuple[date, str]]) -> bool:
    try:
        due.do()
        db.session.commit()
    except Exception:  # whatever it is, the other moves go on
        db.session.rollback()
        failed.add((due.at, due.words))
        log.exception("not done: %s, due %s", due.words, due.at)
        return False
    return True


def tick(_task: object) -> None:
    """The worker's schedule: look for what has become due."""
    run()
