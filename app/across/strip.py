"""Numbers as dots on a strip: where each stands, and how high those that stand together are heaped."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

WIDTH, HEIGHT, MARGIN = 1000, 90, 30
STEPS = 70
"""How many places along the strip dots may stand at: those at one place are heaped."""
FLOOR, RISE, CEILING = 78, 9, 8
"""Where the lowest dot of a heap stands, how much higher the next, and where the highest may."""


class Point(NamedTuple):
    """A number to draw. Without a name it may belong to anybody; `far` ones are drawn as squares."""

    value: float
    name: str = ""
    far: bool = False
    this: bool = False


class Dot(NamedTuple):
    """A point with its place on the strip."""

    point: Point
    x: float
    y: float


class Strip(NamedTuple):
    """One row of dots, with where the median stands when there is one."""

    name: str
    dots: list[Dot]
    median: float | None


class Scaling(NamedTuple):
    """From the lowest value of all strips to the highest."""

    low: float
    high: float

    def place(self, value: float) -> float:
        """Where a value stands along the strip."""
        if self.high == self.low:
            return WIDTH / 2
        return round(MARGIN + (WIDTH - 2 * MARGIN) * (value - self.low) / (self.high - self.low), 1)


def scaling(values: Sequence[float]) -> Scaling:
    """One scale for several strips."""
    return Scaling(min(values, default=0), max(values, default=0))


def drawn(name: str, points: Sequence[Point], scale: Scaling, median: float | None) -> Strip:
    """Heap the dots in order of their value, named ones lowest, so that their order says nothing of whose they are.

    The dot that somebody came from is drawn last, over the others.
    """
    ordered = sorted(points, key=lambda point: (point.value, not point.name, point.name))
    places = [_at_a_step(scale.place(point.value)) for point in ordered]
    rise = min(RISE, (FLOOR - CEILING) / max(Counter(places).values(), default=1))
    heaps: Counter[float] = Counter()
    dots = []
    for point, x in zip(ordered, places, strict=True):
        dots.append(Dot(point, x, round(FLOOR - rise * heaps[x], 1)))
        heaps[x] += 1
    dots.sort(key=lambda dot: dot.point.this)
    return Strip(name, dots, None if median is None else scale.place(median))


def _at_a_step(x: float) -> float:
    return round(round(x * STEPS / WIDTH) * WIDTH / STEPS, 1)
