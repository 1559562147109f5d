"""Two texts as one, word by word: the words that stayed, that came and that went."""

import re
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Literal

from app.documents.alignment import align, anchors

Kind = Literal["same", "ins", "del"]
WORD = re.compile(r"\s*(?:[£€$]?\w+(?:[^\w\s]\w+)*%?|[^\w\s])|\s+")
"""A word with the space before it: spaces by themselves are so common that comparing them takes quadratic time."""
WORD_OR_SPACE = re.compile(r"\s+|\S+")
PARAGRAPH = re.compile(r"\n*[^\n]+|\n+")
"""A paragraph with the line breaks before it."""
LARGEST_GAP = 10_000
"""Pairs of words between two places that agree; beyond it the passage counts as replaced, so that time is bounded."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words that stayed, came or went."""

    kind: Kind
    text: str


Runs = tuple[Run, ...]


def words(old: str, new: str) -> Runs:
    """Both texts as one. Without what came it is the older text exactly, without what went the newer."""
    if old == new:
        return whole("same", old)
    before, after = WORD.findall(old), WORD.findall(new)
    pieces: list[Run] = []
    a = c = 0
    for at, there in [*_agreeing(before, after), (len(before), len(after))]:
        if at > a or there > c:
            pieces += _changed("".join(before[a:at]), "".join(after[c:there]))
        if at < len(before):
            pieces.append(Run("same", before[at]))
        a, c = at + 1, there + 1
    return _joined(pieces)


class _Paragraphs:
    """Paragraphs have no name: they are one that changed when half of their words are the same."""

    least = 0.0

    def equal(self, item: str) -> str:
        return item

    def name(self, _item: str, /) -> None:
        return None

    def words(self, item: str) -> frozenset[str]:
        return frozenset(item.split())


def by_paragraph(old: str, new: str) -> Runs:
    """Both texts as one, as `words` has them, but no paragraph is mixed with one that has little in common with it."""
    before, after = PARAGRAPH.findall(old), PARAGRAPH.findall(new)
    return _joined(
        run
        for at, there in align(before, after, _Paragraphs())
        for run in words(before[at] if at is not None else "", after[there] if there is not None else "")
    )


def whole(kind: Kind, text: str) -> Runs:
    """A text that stayed, came or went as a whole."""
    return (Run(kind, text),) if text else ()


def replaced(old: str, new: str) -> Runs:
    """One text in place of another, neither looked into."""
    return whole("same", old) if old == new else (*whole("del", old), *whole("ins", new))


def older(runs: Runs) -> str:
    """What stood before."""
    return "".join(run.text for run in runs if run.kind != "ins")


def newer(runs: Runs) -> str:
    """What stands now."""
    return "".join(run.text for run in runs if run.kind != "del")


def differ(runs: Runs) -> bool:
    return any(run.kind != "same" for run in runs)


def _agreeing(before: Sequence[Hashable], after: Sequence[Hashable]) -> list[tuple[int, int]]:
    """Places of words that agree, in order: anchors first, then difflib in the small gaps between them."""
    found = anchors(before, after)
    ends = [(-1, -1), *found, (len(before), len(after))]
    for (a, c), (b, d) in pairwise(ends):
        if 0 < (b - a - 1) * (d - c - 1) <= LARGEST_GAP:
            gap = SequenceMatcher(None, before[a + 1 : b], after[c + 1 : d], autojunk=False)
            for one, other, size in gap.get_matching_blocks():
                found += [(a + 1 + one + n, c + 1 + other + n) for n in range(size)]
    return sorted(found)


def _changed(went: str, came: str) -> list[Run]:
    """A passage replaced by another, without the words with which both begin or end."""
    old, new = WORD_OR_SPACE.findall(went), WORD_OR_SPACE.findall(came)
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    return [
        Run("same", "".join(new[:start])),
        Run("del", "".join(old[start : len(old) - end])),
        Run("ins", "".join(new[start : len(new) - end])),
        Run("same", "".join(new[len(new) - end :])),
    ]


def _joined(pieces: Iterable[Run]) -> Runs:
    """The same with neighbours of one kind as one, and nothing empty."""
    joined: list[Run] = []
    for piece in pieces:
        if joined and piece.text and joined[-1].kind == piece.kind:
            joined[-1] = Run(piece.kind, joined[-1].text + piece.text)
        elif piece.text:
            joined.append(piece)
    return tuple(joined)
