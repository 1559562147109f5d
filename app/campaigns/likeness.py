"""Groups of near-identical texts among very many: MinHash sketches, banding, and the exact likeness of what they bring.

Each text is the set of its runs of words in a row. The likeness of two texts is Jaccard's: what both say, of what
either says. The chance that a sketch's number agrees is that likeness (A. Broder, "On the resemblance and containment
of documents", 1997); texts whose numbers agree in a whole band are compared exactly, all others never.
"""

import random
from array import array
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from zlib import crc32

BANDS, IN_A_BAND = 20, 3
"""Two texts of likeness 0.5 share a band with probability 0.93, of 0.6 with 0.99, of 0.05 with 0.0025."""
_draw = random.Random(2012)  # noqa: S311 - the same sketches on every machine
MASKS = [_draw.getrandbits(32) for _ in range(IN_A_BAND)]
REMEMBERED = 4
"""Texts of one band that a newcomer is compared with; more would be texts that share a phrase, not a letter."""


@dataclass(frozen=True, slots=True)
class Thresholds:
    """When texts belong together; a campaign's search keeps the ones it used."""

    shingle: int = 3
    similarity: int = 40
    least_words: int = 8
    least_responses: int = 3


DEFAULT = Thresholds()


def likeness(one: frozenset[int] | set[int], other: frozenset[int] | set[int]) -> float:
    """What both say, of what either says: from 0 to 1."""
    both = len(one & other)
    return both / (len(one) + len(other) - both) if one or other else 1.0


def shingles(words: str, size: int) -> frozenset[int]:
    """The runs of `size` words in a row, as numbers; a shorter text is one run."""
    each = words.split(" ")
    if len(each) <= size:
        return frozenset((crc32(words.encode()),))
    rows = zip(*(each[start:] for start in range(size)), strict=False)
    return frozenset(map(crc32, map(str.encode, map(" ".join, rows))))


def groups(
    texts: Sequence[str],
    times: Sequence[int],
    thresholds: Thresholds = DEFAULT,
    *,
    report: Callable[[int, int], None] = lambda *_: None,
) -> list[list[int]]:
    """Groups of texts that are alike, each as indexes, the one that all are compared with first.

    Texts alike to none are left out. The texts are distinct, each as its words with single spaces between them;
    `times` is how often each was sent.
    """
    sketches = array("I")
    for number, text in enumerate(texts):
        sketches.extend(_sketch(shingles(text, thresholds.shingle)))
        if number % 10_000 == 0:
            report(number, 2 * len(texts))
    bands = sketches.tobytes()
    known = lru_cache(maxsize=50_000)(lambda index: shingles(texts[index], thresholds.shingle))
    together = _Together(len(texts))
    least = thresholds.similarity / 100
    for band in range(BANDS):
        for one, other in _meetings(bands, band, len(texts)):
            if together.of(one) != together.of(other) and likeness(known(one), known(other)) >= least:
                together.join(one, other)
        report(len(texts) + len(texts) * band // BANDS, 2 * len(texts))
    return [group for found in together.groups() for group in _around_centres(found, known, times, least)]


def _sketch(numbers: frozenset[int]) -> list[int]:
    """The least number of each bin, in three orders; an empty bin takes the next one's.

    One order with many bins costs a fraction of many orders (P. Li, A. Owen, C.-H. Zhang, "One permutation hashing",
    2012; A. Shrivastava, P. Li, "Densifying one permutation hashing via rotation", 2014).
    """
    orders = [_bins(sorted(map(mask.__xor__, numbers), reverse=True)) for mask in MASKS]
    return [number for band in zip(*orders, strict=True) for number in band]


def _bins(falling: list[int]) -> list[int]:
    bins = [-1] * BANDS
    for number in falling:
        bins[number % BANDS] = number
    if -1 in bins:
        following = next(number for number in bins if number >= 0)
        for place in range(BANDS - 1, -1, -1):
            if bins[place] < 0:
                bins[place] = following
            following = bins[place]
    return bins


def _meetings(sketches: bytes, band: int, count: int) -> Iterator[tuple[int, int]]:
    """Pairs of texts whose sketches agree in this band: each with the first few of those before it."""
    width, start, end = 4 * BANDS * IN_A_BAND, 4 * IN_A_BAND * band, 4 * IN_A_BAND * (band + 1)
    seen: dict[bytes, int | list[int]] = {}
    for index in range(count):
        key = sketches[index * width + start : index * width + end]
        before = seen.setdefault(key, index)
        if before is index:
            continue
        firsts = [before] if isinstance(before, int) else before
        yield from ((first, index) for first in firsts)
        if len(firsts) < REMEMBERED:
            seen[key] = [*firsts, index]


def _around_centres(
    found: list[int], known: Callable[[int], frozenset[int]], times: Sequence[int], least: float
) -> Iterator[list[int]]:
    """A chain of texts, each like its neighbour, as groups of which every text is like the one in the middle."""
    left = found
    while len(left) > 1:
        middle = _middle(left, known, times)
        group = [index for index in left if likeness(known(index), known(middle)) >= least]
        if len(group) > 1:
            yield [middle, *(index for index in group if index != middle)]
        left = [index for index in left if index not in set(group)]


def _middle(found: list[int], known: Callable[[int], frozenset[int]], times: Sequence[int]) -> int:
    """The text that says most of what most senders say and least beside it; the first of equals."""
    common: Counter[int] = Counter()
    for index in found:
        for number in known(index):
            common[number] += times[index]
    half = sum(times[index] for index in found) / 2
    shared = {number for number, count in common.items() if count >= half}
    return max(found, key=lambda index: (likeness(known(index), shared), -index))


class _Together:
    """Which texts belong together, as pairs become known."""

    def __init__(self, count: int) -> None:
        self.above = list(range(count))

    def of(self, index: int) -> int:
        while self.above[index] != index:
            self.above[index] = self.above[self.above[index]]
            index = self.above[index]
        return index

    def join(self, one: int, other: int) -> None:
        first, second = sorted((self.of(one), self.of(other)))
        self.above[second] = first

    def groups(self) -> list[list[int]]:
        found: dict[int, list[int]] = {}
        for index in range(len(self.above)):
            found.setdefault(self.of(index), []).append(index)
        return [group for group in found.values() if len(group) > 1]
