"""A round's dates as a table and a line: original, revised, actual, the slip, and today."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from app import clock
from app.models import Round, RoundDate
from app.wording import plural


@dataclass(frozen=True)
class Mark:
    """One date in the table and on the line; x runs from 0 to 100."""

    key: str
    title: str
    original: date
    revised: date | None
    actual: date | None
    reason: str
    slip: str
    days_late: int
    days_overdue: int
    away: str
    x_original: float
    x_current: float


@dataclass(frozen=True)
class Line:
    """All dates on one scale, with today on it and the first of each quarter beneath."""

    marks: list[Mark]
    x_today: float
    today: date
    quarters: list[tuple[float, str]]

    @property
    def finding(self) -> str:
        """The title of the picture: how far the round is, what has slipped, and what is overdue."""
        done = sum(1 for mark in self.marks if mark.actual)
        slipped = _worst([mark.days_late for mark in self.marks], "has slipped", "have slipped")
        overdue = _worst([mark.days_overdue for mark in self.marks], "is overdue", "are overdue")
        found = [f"{done} of {plural(len(self.marks), 'step')} {'is' if done == 1 else 'are'} done"]
        found += [words for words in (slipped, overdue) if words] or ["none has slipped"]
        return f"{', '.join(found[:-1])}, and {found[-1]}"


def _worst(days: list[int], one: str, many: str) -> str:
    """ "1 has slipped, by 7 days", "2 have slipped, at most by 14 days"; empty when none did."""
    late = [each for each in days if each > 0]
    if not late:
        return ""
    most = plural(max(late), "day")
    return f"1 {one}, by {most}" if len(late) == 1 else f"{len(late)} {many}, at most by {most}"


def line(round_: Round) -> Line | None:
    """The round's dates in order; None when it has none."""
    if not round_.dates:
        return None
    today = clock.today()
    days = [today, *(each.original for each in round_.dates), *(each.current for each in round_.dates)]
    first, last = min(days), max(days)
    span = max((last - first).days, 1)

    def x(day_: date) -> float:
        return round(100 * (day_ - first).days / span, 2)

    return Line([_mark(each, today, x) for each in round_.dates], x(today), today, _quarters(first, last, x))


def _mark(each: RoundDate, today: date, x: Callable[[date], float]) -> Mark:
    return Mark(
        key=each.key,
        title=each.title,
        original=each.original,
        revised=each.revised,
        actual=each.actual,
        reason=each.revised_reason,
        slip=slip(each.slip),
        days_late=each.slip,
        days_overdue=0 if each.actual else (today - each.due).days,
        away="" if each.actual else away((each.due - today).days),
        x_original=x(each.original),
        x_current=x(each.current),
    )


def slip(days: int) -> str:
    """ "3 days later", "1 day earlier", "none"."""
    if not days:
        return "none"
    return f"{plural(abs(days), 'day')} {'later' if days > 0 else 'earlier'}"


def away(days: int) -> str:
    """ "in 18 days", "today", "3 days ago"."""
    if not days:
        return "today"
    return f"in {plural(days, 'day')}" if days > 0 else f"{plural(-days, 'day')} ago"


def _quarters(first: date, last: date, x: Callable[[date], float]) -> list[tuple[float, str]]:
    firsts = [date(year, month, 1) for year in range(first.year, last.year + 1) for month in (1, 4, 7, 10)]
    return [(x(each), f"{each:%b %Y}") for each in firsts if first <= each <= last]
