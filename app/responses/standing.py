"""Which parts of a comment still stand, word for word, in what its respondent says now; and which words are new."""

import re
from collections.abc import Iterable
from typing import NamedTuple

WORDS = re.compile(r"\w")


class Part(NamedTuple):
    """What one point holds of a comment: its words, and the character they begin at."""

    point_id: int
    begins: int
    text: str


def standing(text: str, parts: Iterable[Part]) -> tuple[dict[Part, int], list[tuple[int, str]]]:
    """Where each part that still stands begins now; and the stretches of words that none of them holds.

    Parts are looked for in their order, each after the one before it where it can be, and never twice in one place.
    """
    taken: list[tuple[int, int]] = []
    found: dict[Part, int] = {}
    after = 0
    for part in sorted(parts, key=lambda one: one.begins):
        begins = _place_of(part.text, text, taken, after)
        if begins is not None:
            found[part] = begins
            after = begins + len(part.text)
            taken.append((begins, after))
    return found, _gaps(text, taken)


def _place_of(words: str, text: str, taken: list[tuple[int, int]], after: int) -> int | None:
    places = [place for place in _occurrences(words, text) if _is_free(place, place + len(words), taken)]
    return next((place for place in places if place >= after), places[0] if places else None)


def _occurrences(words: str, text: str) -> Iterable[int]:
    """Where these words stand as whole words: "no" does not stand in "know"."""
    place = text.find(words) if words else -1
    while place >= 0:
        if _is_whole(text, place, place + len(words)):
            yield place
        place = text.find(words, place + 1)


def _is_whole(text: str, begins: int, ends: int) -> bool:
    splits_before = begins > 0 and bool(WORDS.match(text[begins - 1]) and WORDS.match(text[begins]))
    splits_after = ends < len(text) and bool(WORDS.match(text[ends - 1]) and WORDS.match(text[ends]))
    return not splits_before and not splits_after


def _is_free(begins: int, ends: int, taken: list[tuple[int, int]]) -> bool:
    return all(ends <= left or right <= begins for left, right in taken)


def _gaps(text: str, taken: list[tuple[int, int]]) -> list[tuple[int, str]]:
    """The stretches outside `taken` that hold any word, each with where it begins."""
    bounds = [0, *(bound for span in sorted(taken) for bound in span), len(text)]
    gaps = [(left, text[left:right]) for left, right in zip(bounds[::2], bounds[1::2], strict=True)]
    return [(left + len(gap) - len(gap.lstrip()), gap.strip()) for left, gap in gaps if WORDS.search(gap)]
