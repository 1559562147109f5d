"""How alike texts are, worked out on this machine: words weighed by how rare they are (tf-idf), compared by cosine.

Rows may be many: nothing here holds more than the number of texts in which each stem stands, one centre for each
theme, and for each text the few stems that say most about it.
"""

import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from math import log, sqrt

from app.points.stop_words import STOP_WORDS

WORD = re.compile(r"[^\W\d_]{3,}")
STEM = 7
"""So many letters of a word: enough for "disability" and "disabilities" to be one, in Welsh as in English."""
KEYS = 4
"""So many of a text's rarest stems lead to the texts that may say the same."""
CROWD = 60
"""A pair of stems that more texts share says nothing about any two of them."""
SAME = 0.55
"""From here on two texts may say the same."""
Vector = dict[str, float]


def stems(text: str) -> Counter[str]:
    """The words of a text that say what it is about, cut to their stems."""
    return Counter(word[:STEM] for word in WORD.findall(text.lower()) if word not in STOP_WORDS)


class Rarity:
    """In how many texts each stem stands, out of how many."""

    def __init__(self) -> None:
        self.texts = 0
        self._in: Counter[str] = Counter()

    def add(self, text: str) -> None:
        self.texts += 1
        self._in.update(stems(text).keys())

    def vector(self, text: str) -> Vector:
        """The text as weights of length one; stems that stand in no other text are left out."""
        raw = {
            stem: (1 + log(number)) * (1 + log(self.texts / self._in[stem]))
            for stem, number in stems(text).items()
            if self._in[stem] > 1
        }
        return unit(raw)


def unit(weights: Mapping[str, float]) -> Vector:
    """The same direction, of length one; empty for nothing."""
    length = sqrt(sum(weight * weight for weight in weights.values()))
    return {stem: weight / length for stem, weight in weights.items()} if length else {}


def cosine(left: Mapping[str, float], right: Mapping[str, float]) -> float:
    """How alike two vectors of length one are: 0 for no word in common, 1 for the same words."""
    few, many = (left, right) if len(left) <= len(right) else (right, left)
    return sum(weight * many[stem] for stem, weight in few.items() if stem in many)


class Centres:
    """The middle of the texts that carry each theme, and how like it a text is."""

    def __init__(self) -> None:
        self._sums: dict[int, defaultdict[str, float]] = {}
        self.texts: Counter[int] = Counter()
        self._by_stem: dict[str, list[tuple[int, float]]] = {}
        self._lengths: dict[int, float] = {}

    def add(self, theme_id: int, vector: Mapping[str, float]) -> None:
        total = self._sums.setdefault(theme_id, defaultdict(float))
        for stem, weight in vector.items():
            total[stem] += weight
        self.texts[theme_id] += 1

    def settle(self) -> None:
        """Finish: from here on texts can be compared."""
        for theme_id, total in self._sums.items():
            self._lengths[theme_id] = sqrt(sum(weight * weight for weight in total.values()))
            for stem, weight in unit(total).items():
                self._by_stem.setdefault(stem, []).append((theme_id, weight))

    def likeness_without(self, theme_id: int, vector: Mapping[str, float]) -> float:
        """How like the other texts of a theme one of its own texts is: a text is no witness for itself."""
        length = self._lengths.get(theme_id, 0.0)
        total: Mapping[str, float] = self._sums.get(theme_id, {})
        along = sum(weight * total.get(stem, 0.0) for stem, weight in vector.items())
        rest = length * length - 2 * along + 1
        return (along - 1) / sqrt(rest) if vector and rest > 1e-9 else 0.0

    def likeness(self, vector: Mapping[str, float]) -> dict[int, float]:
        """How like each theme's centre a text is; themes with no word in common are left out."""
        found: defaultdict[int, float] = defaultdict(float)
        for stem, weight in vector.items():
            for theme_id, other in self._by_stem.get(stem, ()):
                found[theme_id] += weight * other
        return dict(found)


class Neighbours:
    """Finds earlier texts that may say the same: those that share two of their rarest stems.

    Of each text a few stems are remembered, as numbers: texts may be many.
    """

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._texts: dict[int, tuple[array[int], array[float]]] = {}
        self._with: dict[int, list[int]] = {}

    def add(self, text_id: int, vector: Mapping[str, float], *, most: int = 3) -> list[tuple[int, float]]:
        """The ids of the likest earlier texts, the likest first; and remember this one."""
        top = unit(dict(sorted(vector.items(), key=lambda one: (-one[1], one[0]))[: 3 * KEYS]))
        numbered = {self._numbers.setdefault(stem, len(self._numbers)): weight for stem, weight in top.items()}
        pairs = _pairs(list(numbered)[:KEYS])
        near = {other for pair in pairs for other in self._with.get(pair, ())}
        alike = [(other, self._cosine(numbered, other)) for other in near]
        for pair in pairs:
            holders = self._with.setdefault(pair, [])
            if len(holders) < CROWD:
                holders.append(text_id)
        self._texts[text_id] = (array("L", numbered), array("f", numbered.values()))
        return sorted((one for one in alike if one[1] >= SAME), key=lambda one: (-one[1], one[0]))[:most]

    def _cosine(self, numbered: Mapping[int, float], other: int) -> float:
        stems_, weights = self._texts[other]
        return sum(numbered.get(stem, 0.0) * weight for stem, weight in zip(stems_, weights, strict=True))


def _pairs(numbers: Sequence[int]) -> list[int]:
    """Each two of a few numbers as one."""
    ordered = sorted(numbers)
    return [left << 32 | right for at, left in enumerate(ordered) for right in ordered[at + 1 :]]


def threshold(own: Iterable[float], *, least: float = 0.15) -> float:
    """From which likeness on a theme is suggested: what the lower quarter of the texts that carry it reach."""
    scores: Sequence[float] = sorted(own)
    return max(least, scores[len(scores) // 4]) if scores else 1.0
