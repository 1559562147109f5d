"""Say which items of two lists are the same one: by what is equal, then by name, then by likeness.

Anchors first, so that time grows with the lists and hardly with their product.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Sequence
from itertools import pairwise
from typing import Protocol, TypeVar

Place = tuple[int, int]
Pair = tuple[int | None, int | None]
T = TypeVar("T")
Of_contra = TypeVar("Of_contra", contravariant=True)
ALIKE = 0.5
"""The share of words that two items without a common name must have in common to be one that changed."""
LARGEST_GAP = 2_500


class Signs(Protocol[Of_contra]):
    """By what items of one list are recognised in another."""

    least: float
    """The share of words that two items of one name have in common: a number may pass to something else entirely."""

    def equal(self, item: Of_contra, /) -> Hashable:
        """Equal in two items that are the same, unchanged."""

    def name(self, item: Of_contra, /) -> Hashable:
        """Equal in two items that are called the same; None for those without a name."""

    def words(self, item: Of_contra, /) -> frozenset[str]:
        """The words of it; those of another kind share none with it."""


def anchors(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Place]:
    """Places that hold the same, in order in both: equal ends, then what stands once in each, again in between."""
    found: list[Place] = []
    todo = [(0, len(old), 0, len(new))]
    while todo:
        a, b, c, d = todo.pop()
        while a < b and c < d and old[a] == new[c] and old[a] is not None:
            found.append((a, c))
            a, c = a + 1, c + 1
        while a < b and c < d and old[b - 1] == new[d - 1] and old[b - 1] is not None:
            b, d = b - 1, d - 1
            found.append((b, d))
        once = _once(old, new, a, b, c, d) if a < b and c < d else []
        if once:
            found += once
            ends = [(a - 1, c - 1), *once, (b, d)]
            todo += [(one + 1, other, left + 1, right) for (one, left), (other, right) in pairwise(ends)]
    return sorted(found)


def align(old: Sequence[T], new: Sequence[T], signs: Signs[T]) -> list[Pair]:
    """Every item of both lists once, in reading order: paired where it is the same one, alone where it is not."""
    found = anchors([signs.equal(item) for item in old], [signs.equal(item) for item in new])
    for more in (_named, _alike):
        ends = [(-1, -1), *found, (len(old), len(new))]
        gaps = [(range(a + 1, b), range(c + 1, d)) for (a, c), (b, d) in pairwise(ends)]
        found += [place for one, other in gaps if one and other for place in more(old, new, one, other, signs)]
        found.sort()
    return _in_order(found, len(old), len(new))


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """From nothing in common, 0, to the same words, 1."""
    return 2 * len(one & other) / (len(one) + len(other) or 1)


def _once(old: Sequence[Hashable], new: Sequence[Hashable], a: int, b: int, c: int, d: int) -> list[Place]:
    """What stands exactly once in both stretches, as many as stand in the same order."""
    counted, there = Counter(old[a:b]), Counter(new[c:d])
    place = {item: c + at for at, item in enumerate(new[c:d])}
    return _longest_in_order(
        [
            (at, place[item])
            for at, item in enumerate(old[a:b], start=a)
            if item is not None and counted[item] == 1 == there[item]
        ]
    )


def _longest_in_order(places: list[Place]) -> list[Place]:
    """The longest run of places that increases in both (patience sorting)."""
    tops: list[int] = []
    piles: list[int] = []
    before: list[int | None] = []
    for at, (_, there) in enumerate(places):
        pile = bisect_left(tops, there)
        before.append(piles[pile - 1] if pile else None)
        tops[pile : pile + 1], piles[pile : pile + 1] = [there], [at]
    chain: list[Place] = []
    last = piles[-1] if piles else None
    while last is not None:
        chain.append(places[last])
        last = before[last]
    return chain[::-1]


def _named(old: Sequence[T], new: Sequence[T], one: range, other: range, signs: Signs[T]) -> list[Place]:
    found = anchors([signs.name(old[at]) for at in one], [signs.name(new[at]) for at in other])
    places = [(one[at], other[there]) for at, there in found]
    return [
        (at, there) for at, there in places if likeness(signs.words(old[at]), signs.words(new[there])) >= signs.least
    ]


def _alike(old: Sequence[T], new: Sequence[T], one: range, other: range, signs: Signs[T]) -> list[Place]:
    """The pairs in order that have the most words in common."""
    if len(one) * len(other) > LARGEST_GAP:
        return []
    words = [signs.words(new[there]) for there in other]
    best: list[list[float]] = [[0.0] * (len(other) + 1) for _ in range(len(one) + 1)]
    like = [[likeness(mine, theirs) for theirs in words] for mine in (signs.words(old[at]) for at in one)]
    for i in reversed(range(len(one))):
        for j in reversed(range(len(other))):
            paired = like[i][j] + best[i + 1][j + 1] if like[i][j] >= ALIKE else 0.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], paired)
    return _path(best, like, one, other)


def _path(best: list[list[float]], like: list[list[float]], one: range, other: range) -> list[Place]:
    found: list[Place] = []
    i = j = 0
    while i < len(one) and j < len(other):
        if like[i][j] >= ALIKE and best[i][j] == like[i][j] + best[i + 1][j + 1]:
            found.append((one[i], other[j]))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return found


def _in_order(found: list[Place], old: int, new: int) -> list[Pair]:
    pairs: list[Pair] = []
    a = c = 0
    for at, there in [*found, (old, new)]:
        pairs += [(n, None) for n in range(a, at)]
        pairs += [(None, n) for n in range(c, there)]
        if at < old:
            pairs.append((at, there))
        a, c = at + 1, there + 1
    return pairs
