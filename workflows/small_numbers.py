"""Small numbers are not published, nor any number that would give one away by subtraction (domain §5).

A table is protected row by row. The numbers of a row add up to its total, which is published too: whoever sees all
but one of them knows the last. And whoever reads the responses that are published one by one can take those off each
number: what is left over is what the others said, and must not be small either.
"""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
THRESHOLD = 5
"""Numbers from 1 to one less than this are not published, unless the service sets another threshold."""

EVERYBODY = {"", "public"}
"""Kinds of respondent that anybody may be."""


@dataclass(frozen=True, slots=True)
class Number:
    """How many there are, and how many of them are `unseen`: nobody may read their responses one by one.

    `unnamed` are others that can be read, but without what is counted here: their kind, or their area.
    """

    of_all: int = 0
    unseen: int = 0
    unnamed: int = 0

    @property
    def readable(self) -> "Number":
        """Those of them whose responses anybody may read."""
        return Number(self.of_all - self.unseen - self.unnamed)

    @property
    def left_over(self) -> tuple[int, int]:
        """What may be left once those that can be read are taken off, by who looks, and for what."""
        return self.unseen, self.unseen + self.unnamed

    def __add__(self, other: "Number") -> "Number":
        return Number(self.of_all + other.of_all, self.unseen + other.unseen, self.unnamed + other.unnamed)


NONE = Number()


@dataclass(frozen=True, slots=True)
class Row(Generic[K]):
    """A row as it may be published: None stands for a number that is held back.

    `of_readable` rows count only the responses that anybody may read, and say nothing of the others.
    """

    cells: Mapping[K, int | None] = field(default_factory=dict)
    total: int | None = None
    of_readable: bool = False

    @property
    def held_back(self) -> int:
        """How many of its numbers are held back."""
        return [*self.cells.values(), self.total].count(None)

    @property
    def shown(self) -> int:
        """How many responses its numbers tell of."""
        return sum(number or 0 for number in self.cells.values())


def common_enough(
    rows: Iterable[tuple[str, str, int]], threshold: int = THRESHOLD
) -> tuple[set[str], set[tuple[str, str]]]:
    """Kinds, and kinds with areas, that enough respondents without a name share to tell none from the others.

    A row is a kind, an area and how many there are of both. That somebody is one of the public tells nobody who.
    """
    by_kind: dict[str, int] = {}
    by_both: dict[tuple[str, str], int] = {}
    for kind, area, number in rows:
        by_kind[kind] = by_kind.get(kind, 0) + number
        by_both[kind, area] = by_both.get((kind, area), 0) + number
    return (
        {kind for kind, number in by_kind.items() if number >= threshold or kind in EVERYBODY},
        {both for both, number in by_both.items() if number >= threshold},
    )


def is_small(number: Number, threshold: int = THRESHOLD) -> bool:
    """Whether a number, or what is left of it once the published responses are taken off, is too small to tell."""
    return any(0 < each < threshold for each in (number.of_all, *number.left_over))


def single(number: Number, threshold: int = THRESHOLD) -> int | None:
    """A number that adds up with no other published one."""
    return None if is_small(number, threshold) else number.of_all


def row(cells: Mapping[K, Number], threshold: int = THRESHOLD) -> Row[K]:
    """The parts of a whole and their total, with small parts held back, and others so that none can be worked out.

    A whole that is itself too small is held back with all its parts. Where the others would be told by what is left
    over, only the readable responses are counted, if that shows more.
    """
    of_all = _row(cells, threshold)
    if not of_all.held_back or not any(any(number.left_over) for number in cells.values()):
        return of_all
    readable = _row({key: number.readable for key, number in cells.items()}, threshold)
    return replace(readable, of_readable=True) if readable.shown > of_all.shown else of_all


def alone(cells: Mapping[K, Number], threshold: int = THRESHOLD) -> Row[K]:
    """Numbers that may overlap, and so add up to nothing: small ones are held back, or only the readable counted."""
    of_all = Row({key: single(number, threshold) for key, number in cells.items()}, 0)
    readable = Row({key: single(number.readable, threshold) for key, number in cells.items()}, 0, of_readable=True)
    return readable if readable.shown > of_all.shown else of_all


def _row(cells: Mapping[K, Number], threshold: int) -> Row[K]:
    total = sum(cells.values(), NONE)
    if is_small(total, threshold):
        return Row(dict.fromkeys(cells), None)
    held = held_back(cells, threshold)
    return Row({key: None if key in held else number.of_all for key, number in cells.items()}, total.of_all)


def held_back(cells: Mapping[K, Number], threshold: int = THRESHOLD) -> set[K]:
    """Which parts of a whole that is told are held back.

    The small ones, then the smallest others, until what is held back is no longer small when added up. Parts that are
    nought come last: holding one back hides least. When all parts are held back, only their total shows.
    """
    held = {key for key, number in cells.items() if is_small(number, threshold)}
    for key in _smallest_first(cells, held):
        if not held or (len(held) > 1 and _hides(cells, held, threshold)):
            break
        held.add(key)
    return held


def _smallest_first(cells: Mapping[K, Number], held: set[K]) -> Iterable[K]:
    others = [key for key in cells if key not in held]
    return sorted(others, key=lambda key: (cells[key].of_all == 0, cells[key].of_all))


def _hides(cells: Mapping[K, Number], held: set[K], threshold: int) -> bool:
    """Whether the sum of what is held back, which anybody can work out, leaves room for more than one answer."""
    together = sum((cells[key] for key in held), NONE)
    hidden = [not _is_told_by(at, cells, held, threshold) or together.left_over[at] >= threshold for at in (0, 1)]
    return together.of_all >= threshold and all(hidden)


def _is_told_by(at: int, cells: Mapping[K, Number], held: set[K], threshold: int) -> bool:
    """Whether a part is held back for what is left over of it."""
    return any(0 < cells[key].left_over[at] < threshold for key in held)
