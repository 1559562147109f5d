"""A round's dates as a table and a line: original, revised, actual, the slip, and today."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from app import clock
from app.languages import _, dates, is_welsh, ngettext
from app.languages.content import moved_because, step
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
        steps = plural(len(self.marks), "step")
        found = [ngettext("%(num)s of %(steps)s is done", "%(num)s of %(steps)s are done", done, steps=steps)]
        found += [words for words in (self._slipped(), self._overdue()) if words] or [_("none has slipped")]
        return _("%(first)s, and %(last)s", first=", ".join(found[:-1]), last=found[-1])

    def _slipped(self) -> str:
        late = [mark.days_late for mark in self.marks if mark.days_late > 0]
        if not late:
            return ""
        most = plural(max(late), "day")
        return ngettext(
            "%(num)s has slipped, by %(days)s", "%(num)s have slipped, at most by %(days)s", len(late), days=most
        )

    def _overdue(self) -> str:
        late = [mark.days_overdue for mark in self.marks if mark.days_overdue > 0]
        if not late:
            return ""
        most = plural(max(late), "day")
        return ngettext(
            "%(num)s is overdue, by %(days)s", "%(num)s are overdue, at most by %(days)s", len(late), days=most
        )


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

    return Line([_mark(round_, each, today, x) for each in round_.dates], x(today), today, _quarters(first, last, x))


def _mark(round_: Round, each: RoundDate, today: date, x: Callable[[date], float]) -> Mark:
    return Mark(
        key=each.key,
        title=step(round_, each),
        original=each.original,
        revised=each.revised,
        actual=each.actual,
        reason=moved_because(round_, each),
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
        return _("none")
    if days > 0:
        return _("%(days)s later", days=plural(days, "day"))
    return _("%(days)s earlier", days=plural(-days, "day"))


def away(days: int) -> str:
    """ "in 18 days", "today", "3 days ago"."""
    if not days:
        return _("today")
    if days > 0:
        return _("in %(days)s", days=plural(days, "day"))
    return _("%(days)s ago", days=plural(-days, "day"))


def _quarters(first: date, last: date, x: Callable[[date], float]) -> list[tuple[float, str]]:
    firsts = [date(year, month, 1) for year in range(first.year, last.year + 1) for month in (1, 4, 7, 10)]
    return [(x(each), _short_month(each)) for each in firsts if first <= each <= last]


def _short_month(first: date) -> str:
    """ "Jan 2012"; Welsh names of months are not cut."""
    return f"{dates.month(first)} {first.year}" if is_welsh() else f"{first:%b %Y}"
