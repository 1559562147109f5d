"""How far two people who coded the same points agree, beyond what chance alone would bring: Cohen's kappa.

Kappa is from J. Cohen, "A coefficient of agreement for nominal scales", Educational and Psychological Measurement 20
(1960), 37-46. Its interval is kappa ± 1.96 standard errors, with the large-sample standard error of J. L. Fleiss,
J. Cohen and B. S. Everitt, "Large sample standard errors of kappa and weighted kappa", Psychological Bulletin 72
(1969), 323-327. Points are coded with any number of themes, so each theme has a kappa of its own: given or not. The
figure for all themes together pools every decision; its decisions are not independent of each other, so its interval
comes from drawing whole points again and again, with a seed.
"""

import random
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from math import sqrt

from app.languages import word

Z95 = 1.959964
RESAMPLES = 1000
NOBODY = word("Cannot be computed: neither gave it to any point.")
EVERYBODY = word("Cannot be computed: both gave it to every point.")
ALWAYS = word("no interval: they agreed every time")
NO_POINTS = word("Cannot be computed: there is no point to compare.")
Pair = tuple[frozenset[int], frozenset[int]]
"""The themes that the first and the second gave to one point."""
Cells = tuple[int, int, int, int]
"""How often both gave it, only the first, only the second, neither."""


@dataclass(frozen=True)
class Agreement:
    """How two people agree on one theme, or on all. Where kappa cannot be computed, `why` says so in words."""

    both: int
    first_only: int
    second_only: int
    neither: int
    kappa: float | None
    low: float | None
    high: float | None
    why: str = ""

    @property
    def decisions(self) -> int:
        return self.both + self.first_only + self.second_only + self.neither

    @property
    def agreed(self) -> float | None:
        """The share of decisions in which they agree."""
        return (self.both + self.neither) / self.decisions if self.decisions else None

    @property
    def interval(self) -> str:
        """The interval in words; why there is none where there is none."""
        if self.low is None or self.high is None:
            return self.why
        return f"{self.low:.2f} to {self.high:.2f}"

    @property
    def prevalence(self) -> float | None:
        """How often the theme was given, on average of the two."""
        return (2 * self.both + self.first_only + self.second_only) / (2 * self.decisions) if self.decisions else None


def kappa(table: Sequence[Sequence[int]]) -> float | None:
    """Cohen's kappa of a square table: rows as the first judged, columns as the second. None where chance explains all.

    >>> round(kappa([[75, 1, 4], [5, 4, 1], [0, 0, 10]]), 3)
    0.676
    """
    total = sum(map(sum, table))
    if not total:
        return None
    observed, expected = _observed(table, total), _expected(table, total)
    return (observed - expected) / (1 - expected) if expected < 1 else None


def standard_error(table: Sequence[Sequence[int]]) -> float | None:
    """The large-sample standard error of kappa (Fleiss, Cohen and Everitt 1969, equation 13, with equal weights)."""
    found, total = kappa(table), sum(map(sum, table))
    if found is None:
        return None
    rows, columns = _margins(table, total)
    expected = _expected(table, total)
    places = range(len(table))
    on_diagonal = sum(table[i][i] / total * (1 - (rows[i] + columns[i]) * (1 - found)) ** 2 for i in places)
    off_diagonal = (1 - found) ** 2 * sum(
        table[i][j] / total * (columns[i] + rows[j]) ** 2 for i in places for j in places if i != j
    )
    variance = on_diagonal + off_diagonal - (found - expected * (1 - found)) ** 2
    return sqrt(max(variance, 0.0) / total) / (1 - expected)


def of_theme(pairs: Sequence[Pair], theme: int) -> Agreement:
    """How two people agree on one theme over the points that both coded."""
    cells = Counter((theme in first, theme in second) for first, second in pairs)
    return _agreement((cells[True, True], cells[True, False], cells[False, True], cells[False, False]))


def of_all(pairs: Sequence[Pair], themes: Collection[int], *, seed: int) -> Agreement:
    """How they agree on all themes together, with an interval from points drawn again `RESAMPLES` times."""
    by_point = [_cells(first, second, themes) for first, second in pairs]
    found = _agreement(_sum(by_point))
    if found.kappa is None or found.low is None:
        return found
    low, high = _drawn_again(by_point, seed)
    return Agreement(found.both, found.first_only, found.second_only, found.neither, found.kappa, low, high)


def _agreement(cells: Cells) -> Agreement:
    both, first, second, neither = cells
    table = [[both, first], [second, neither]]
    found, error = kappa(table), standard_error(table)
    if found is None or error is None:
        why = NO_POINTS if not sum(cells) else EVERYBODY if both else NOBODY
        return Agreement(*cells, None, None, None, why)
    if not first and not second:
        return Agreement(*cells, found, None, None, ALWAYS)
    return Agreement(*cells, found, max(-1.0, found - Z95 * error), min(1.0, found + Z95 * error))


def _cells(first: frozenset[int], second: frozenset[int], themes: Collection[int]) -> Cells:
    known = set(themes)
    both, one, other = (len(known & part) for part in (first & second, first - second, second - first))
    return both, one, other, len(known) - both - one - other


def _sum(rows: Sequence[Cells]) -> Cells:
    both, first, second, neither = (sum(column) for column in zip(*rows, strict=True)) if rows else (0, 0, 0, 0)
    return both, first, second, neither


def _drawn_again(by_point: Sequence[Cells], seed: int) -> tuple[float, float]:
    """The middle 95% of kappa over resamples of points (the percentile bootstrap), the same for the same seed."""
    chance = random.Random(seed)  # noqa: S311 - to be repeated, not to be secret
    patterns = Counter(by_point)
    kinds, weights = list(patterns), list(patterns.values())
    found: list[float] = []
    for _ in range(RESAMPLES):
        drawn = Counter(chance.choices(kinds, weights, k=len(by_point)))
        cells = [sum(kind[at] * number for kind, number in drawn.items()) for at in range(4)]
        one = kappa([cells[:2], cells[2:]])
        if one is not None:
            found.append(one)
    found.sort()
    return found[int(0.025 * (len(found) - 1))], found[round(0.975 * (len(found) - 1))]


def _margins(table: Sequence[Sequence[int]], total: int) -> tuple[list[float], list[float]]:
    return [sum(row) / total for row in table], [sum(column) / total for column in zip(*table, strict=True)]


def _observed(table: Sequence[Sequence[int]], total: int) -> float:
    return sum(table[i][i] for i in range(len(table))) / total


def _expected(table: Sequence[Sequence[int]], total: int) -> float:
    rows, columns = _margins(table, total)
    return sum(row * column for row, column in zip(rows, columns, strict=True))
