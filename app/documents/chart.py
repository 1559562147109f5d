"""A chart as one part of a document: its numbers, what it finds, and where each bar stands on a page."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Literal

Look = Literal["agree", "partly", "disagree", "plain", "late"]
WIDE = 1000


@dataclass(frozen=True, slots=True)
class Series:
    """One row of numbers of a chart, one for each label; None where a number is held back. `look` is its colour."""

    name: str
    values: tuple[int | None, ...]
    look: Look = "plain"


@dataclass(frozen=True, slots=True)
class Bar:
    """Where a bar begins and how far it goes, of a thousand; and the number that it stands for."""

    look: Look
    begins: float
    length: float
    number: int


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture of numbers that stand in a table beside it. `title` says the finding, `description` what is drawn.

    "bars" lie, one row a label, with disagreement to the left; "columns" stand, one a label.
    """

    kind: ClassVar[str] = "chart"
    title: str
    description: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    shape: Literal["bars", "columns"] = "bars"

    def rows(self) -> Iterator[tuple[str, list[Bar]]]:
        """Each label with its bars, all on one scale. One of whose numbers any is held back has none to measure."""
        left, right = self._reach()
        scale = WIDE / ((left + right) or 1)
        for at, label in enumerate(self.labels):
            yield label, [] if self._is_held_back(at) else list(self._bars(at, left * scale, scale))

    @property
    def middle(self) -> float:
        """Where nought stands."""
        left, right = self._reach()
        return WIDE * left / ((left + right) or 1)

    def _bars(self, at: int, nought: float, scale: float) -> Iterator[Bar]:
        end = nought
        for series in self.series:
            number = series.values[at] or 0
            if series.look == "disagree":
                yield Bar(series.look, nought - number * scale, number * scale, number)
            else:
                yield Bar(series.look, end, number * scale, number)
                end += number * scale

    def _reach(self) -> tuple[int, int]:
        sides: list[tuple[int, int]] = [(0, 0)]
        for at in range(len(self.labels)):
            if not self._is_held_back(at):
                left = sum(each.values[at] or 0 for each in self.series if each.look == "disagree")
                sides.append((left, sum(each.values[at] or 0 for each in self.series) - left))
        return max(side[0] for side in sides), max(side[1] for side in sides)

    def _is_held_back(self, at: int) -> bool:
        return any(each.values[at] is None for each in self.series)
