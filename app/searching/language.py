"""What people type to find points: words are all wanted, "quoted phrases", -without, word* for beginnings, OR.

Whatever is typed means something: there is no mistake to be made.
"""

import re
from dataclasses import dataclass

from app.models.point_words import words_of

PIECE = re.compile(r'(-?)(?:"([^"]*)"?|(\S+))')
LONGEST = 400
"""Characters of a question that are read."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """One word, the beginning of one (`starts`), or several words in a row."""

    words: tuple[str, ...]
    starts: bool = False


@dataclass(frozen=True, slots=True)
class Alternative:
    """What a text must say, and what it must not."""

    wanted: tuple[Wanted, ...]
    unwanted: tuple[Wanted, ...]


Question = tuple[Alternative, ...]
"""A text answers it with any of the alternatives; with none of them, every text does."""


def read(typed: str) -> Question:
    """What a question asks for. OR, in capitals, begins an alternative; parts without a word do nothing."""
    alternatives: list[Alternative] = []
    wanted: list[Wanted] = []
    unwanted: list[Wanted] = []
    for minus, phrase, bare in PIECE.findall(typed[:LONGEST]):
        if bare == "OR" and not minus:
            alternatives.append(Alternative(tuple(wanted), tuple(unwanted)))
            wanted, unwanted = [], []
        else:
            (unwanted if minus else wanted).extend(_parts(phrase, bare))
    alternatives.append(Alternative(tuple(wanted), tuple(unwanted)))
    return tuple(each for each in alternatives if each.wanted or each.unwanted)


def _parts(phrase: str, bare: str) -> list[Wanted]:
    words = tuple(words_of(phrase or bare))
    if not words:
        return []
    if bare.endswith("*"):
        return [*([Wanted(words[:-1])] if words[:-1] else []), Wanted(words[-1:], starts=True)]
    return [Wanted(words)]
