"""Where each bar of a picture begins and how long it is; the templates draw them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from app.figures.table import Line, Table

WIDTH = 1000
MIDDLE = WIDTH / 2
SHADES = 5


@dataclass(frozen=True, slots=True)
class Bar:
    """A rectangle: where it begins, how wide it is, and what it stands for."""

    x: float
    width: float
    column: str


@dataclass(frozen=True, slots=True)
class Diverging:
    """One intention: disagreement to the left of the middle, agreement to the right, "in part" across it.

    `bars` is empty where a number is held back: a bar could be measured. `no_view` stands apart, on the same scale.
    """

    line: Line
    bars: tuple[Bar, ...]
    no_view: float | None


def diverging(stances: Table) -> list[Diverging]:
    """All on one scale: half the width stands for the longest reach to either side."""
    reach = max((max(_sides(line)) for line in stances), default=0) or 1
    return [_diverging(line, MIDDLE / reach) for line in stances]


def _sides(line: Line) -> tuple[float, float, float]:
    """How far a line reaches to the left and to the right; and "no view", in a column half as wide as a side."""
    apart = 2 * (line.cells["no view"] or 0)
    if _is_held_back(line):
        return 0, 0, apart
    agree, partly, disagree = (line.cells[column] or 0 for column in ("agree", "partly", "disagree"))
    return disagree + partly / 2, agree + partly / 2, apart


def _is_held_back(line: Line) -> bool:
    return any(line.cells[column] is None for column in ("agree", "partly", "disagree"))


def _diverging(line: Line, scale: float) -> Diverging:
    no_view = line.cells["no view"]
    apart = None if no_view is None else no_view * scale
    if _is_held_back(line):
        return Diverging(line, (), apart)
    agree, partly, disagree = (scale * (line.cells[column] or 0) for column in ("agree", "partly", "disagree"))
    begins = MIDDLE - partly / 2
    return Diverging(
        line,
        (
            Bar(begins - disagree, disagree, "disagree"),
            Bar(begins, partly, "partly"),
            Bar(begins + partly, agree, "agree"),
        ),
        apart,
    )


@dataclass(frozen=True, slots=True)
class Period:
    """A day or a week: its bar (no height where the number is held back), and whether feedback had closed before."""

    first: date
    last: date
    x: float
    width: float
    height: float
    number: int | None
    is_late: bool


def over_time(table: Table, closes: date | None) -> tuple[list[Period], float | None]:
    """The bars from the first day to the last, and where the line of the deadline stands; None if outside."""
    line = table.lines[0]
    keys = [key for key, _ in table.columns]
    if not keys:
        return [], None
    step, each = (7 if line.key == "weeks" else 1), WIDTH / len(keys)
    periods = [_period(key, at, each, step, line, table.most, closes) for at, key in enumerate(keys)]
    return periods, _deadline(periods, each, step, closes)


def _period(key: str, at: int, each: float, step: int, line: Line, most: int, closes: date | None) -> Period:
    first, number = date.fromisoformat(key), line.cells[key]
    height = 100 * (number or 0) / (most or 1)
    late = closes is not None and first > closes
    return Period(first, first + timedelta(days=step - 1), at * each, each, height, number, late)


def _deadline(periods: Sequence[Period], each: float, step: int, closes: date | None) -> float | None:
    """Feedback closes at the end of its day."""
    if closes is None or closes < periods[0].first or closes > periods[-1].last:
        return None
    return ((closes - periods[0].first).days + 1) * each / step


def shade(number: int | None, most: int) -> int:
    """How dark a field is, from 0 for none to SHADES for the most; a number that is held back has no shade."""
    return 0 if not number or not most else -(-SHADES * number // most)
