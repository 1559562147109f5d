"""Which periods a return covers in an agreement's year, and when each is due."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from app.calendar import add_working_days
from app.models import ReturnKind

QUARTER_MONTHS = 3


class Period(NamedTuple):
    """A return covers `first` to `last`, both included, and is due by the end of `due`."""

    first: date
    last: date
    due: date


def periods(kind: ReturnKind, starts_on: date, ends_on: date) -> list[Period]:
    """The periods of one kind of return in the year from `starts_on` to `ends_on`."""
    yearly = [(starts_on, ends_on)]
    spans = list(_quarters(starts_on, ends_on)) if kind.frequency == "quarterly" else yearly
    return [
        Period(first, last, later(starts_on if kind.frequency == "once" else last, kind.due_after_days, kind.clock))
        for first, last in spans
    ]


def later(day: date, days: int, clock: str) -> date:
    """`days` after `day`, counted in "working days" or "calendar days"."""
    return add_working_days(day, days) if clock == "working days" else day + timedelta(days=days)


def _quarters(starts_on: date, ends_on: date) -> Iterator[tuple[date, date]]:
    first = starts_on
    while first <= ends_on:
        following = _months_later(first, QUARTER_MONTHS)
        yield first, min(following - timedelta(days=1), ends_on)
        first = following


def _months_later(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    return day.replace(year=day.year + years, month=month + 1, day=1)
