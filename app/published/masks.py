"""Take words out of a text, wherever they stand: what was marked, and a sender's own name where it is not allowed.

Knows no database: the texts and what is taken out of them are given.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from app.languages import _, translated

WORD = re.compile(r"\w+")
FOLDS_OTHERWISE = re.compile("[ıİſ]")
"""Letters that match a plain one whatever its case, but have another small letter."""
BETWEEN = "\n\n"
"""What stands between points that were put together."""
NEVER_A_NAME = {"", "name no longer kept", "anonymous"}


@dataclass(frozen=True, slots=True)
class TakenOut:
    """Characters `begins` to `ends` of what was said in `place`; the same `words` go wherever else they stand.

    `whole` stands for a response that is withheld, or was taken down: none of its words are shown.
    """

    words: str
    label: str
    place: str = ""
    begins: int = 0
    ends: int = 0
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a text: shown as it is, or taken out for the reason in `label`."""

    text: str
    label: str = ""


def stretches(text: str, taken_out: Sequence[TakenOut], *, place: str = "", begins: int = 0) -> list[Stretch]:
    """The text in order, cut where words are taken out. It was said in `place`, beginning `begins` characters in."""
    found: list[Stretch] = []
    at = 0
    for start, end, label in _joined(_hits(text, taken_out, place, begins)):
        if start > at:
            found.append(Stretch(text[at:start]))
        found.append(Stretch(text[start:end], label))
        at = end
    return [*found, Stretch(text[at:])] if at < len(text) else found


def without(text: str, taken_out: Sequence[TakenOut], *, place: str = "", begins: int = 0) -> str:
    """The text as everybody may read it: "[words taken out: personal details]" stands where words did."""
    if not taken_out or not text:
        return text
    return "".join(shown(each) for each in stretches(text, taken_out, place=place, begins=begins))


def shown(stretch: Stretch) -> str:
    """A stretch as everybody may read it."""
    if not stretch.label:
        return stretch.text
    return _("[words taken out: %(reason)s]", reason=translated(stretch.label))


def places_of(words: str, text: str) -> list[tuple[int, int]]:
    """Where words stand in a text, however they are spaced and whether or not in capitals; never within a word."""
    pattern = _pattern(words) if _may_stand(words, text) else None
    return [match.span() for match in pattern.finditer(text)] if pattern else []


def _hits(text: str, taken_out: Iterable[TakenOut], place: str, begins: int) -> Iterator[tuple[int, int, str]]:
    for each in taken_out:
        for start, end in places_of(each.words, text):
            yield start, end, each.label
        if each.ends:
            cut = _cut_by_a_border(each, text, begins) if each.place == place else None
            for start, end in [cut] if cut else _in_one_of_several(each.words, text):
                yield start, end, each.label


def _cut_by_a_border(each: TakenOut, text: str, begins: int) -> tuple[int, int] | None:
    """What of a passage reaches into a text that begins or ends in its midst, as a point that was split off may."""
    start, end = max(each.begins - begins, 0), min(each.ends - begins, len(text))
    if start >= end:
        return None
    first = start + begins - each.begins
    return (start, end) if each.words[first : first + end - start] == text[start:end] else None


def _in_one_of_several(words: str, text: str) -> Iterator[tuple[int, int]]:
    """What of a passage ends or begins a paragraph of a text put together of several, which stand nobody knows where.

    Of two words or more: one alone may be any.
    """
    at = 0
    for part in text.split(BETWEEN) if BETWEEN in text else ():
        if part in words and _is_passage(part):
            yield at, at + len(part)
        elif last := _longest(words[:size] for size in range(len(words), 0, -1) if part.endswith(words[:size])):
            yield at + len(part) - len(last), at + len(part)
        elif first := _longest(words[-size:] for size in range(len(words), 0, -1) if part.startswith(words[-size:])):
            yield at, at + len(first)
        at += len(part) + len(BETWEEN)


def _longest(found: Iterable[str]) -> str:
    longest = next(iter(found), "")
    return longest if _is_passage(longest) else ""


def _is_passage(text: str) -> bool:
    return len(text.split()) > 1


def _joined(hits: Iterable[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    joined: list[tuple[int, int, str]] = []
    for start, end, label in sorted(hits):
        if joined and start <= joined[-1][1]:
            last = joined[-1]
            joined[-1] = (last[0], max(last[1], end), last[2])
        else:
            joined.append((start, end, label))
    return joined


@lru_cache(maxsize=4096)
def _pattern(words: str) -> re.Pattern[str] | None:
    parts = words.split()
    if not parts:
        return None
    middle = r"\s+".join(re.escape(part) for part in parts)
    before = r"(?<!\w)" if parts[0][0].isalnum() else ""
    after = r"(?!\w)" if parts[-1][-1].isalnum() else ""
    return re.compile(before + middle + after, re.IGNORECASE)


class Many:
    """Thousands that are taken out, found by their first word: most texts hold the first words of none of them."""

    def __init__(self, taken_out: Iterable[TakenOut]) -> None:
        self._every = list(taken_out)
        self._by_word: dict[str, list[TakenOut]] = {}
        self._others: list[TakenOut] = []
        for each in self._every:
            word = _first_word(each.words)
            (self._by_word.setdefault(word, []) if word else self._others).append(each)

    def near(self, text: str) -> list[TakenOut]:
        """All that may stand in a text, and few others."""
        if not self._every or FOLDS_OTHERWISE.search(text):
            return self._every
        words = self._by_word.keys() & set(WORD.findall(text.lower()))
        return [*self._others, *(each for word in words for each in self._by_word[word])]


def _may_stand(words: str, text: str) -> bool:
    """A quick look, before a pattern is made of words that are another sender's each time."""
    return _first_word(words) in text.lower() or bool(FOLDS_OTHERWISE.search(text))


@lru_cache(maxsize=4096)
def _first_word(words: str) -> str:
    """The word that a text which holds `words` must hold as a whole; empty where that is not sure."""
    part = next(iter(words.split()), "")
    found = WORD.search(part)
    word = found.group().lower() if found else ""
    return word if word.isascii() and word.isalnum() else ""


def is_a_name(name: str) -> bool:
    """Whether a sender gave a name that can be looked for: one letter would be found everywhere."""
    return len(name.strip()) > 1 and name.strip().casefold() not in NEVER_A_NAME
