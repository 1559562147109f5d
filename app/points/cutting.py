"""Where a text can be cut into points: its sentences, bullets and paragraphs, and where a new matter seems to begin.

Nothing is lost by cutting: every part is a stretch of the text, word for word, and together they hold all its words.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import sqrt

from app.points.stop_words import STOP_WORDS

ABBREVIATIONS = ("e.g", "i.e", "etc", "mr", "mrs", "ms", "dr", "st", "no", "para", "cf", "vs", "approx", "fig", "prof")
SENTENCE_ENDS = re.compile(r"[.!?…]+[\"”’')\]]*(?=\s)")
CLAUSE_ENDS = re.compile(r"[;:](?=\s)|\s[–—-](?=\s)|,(?=\s+(?:and|but|or|a|ond|neu)\b)")
BULLET = re.compile(r"\s*(?:[-*•–—◦▪]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)])\s+", re.IGNORECASE)
CUES = re.compile(
    r"(?:also|in addition|additionally|furthermore|moreover|separately|finally|lastly|first(?:ly)?|second(?:ly)?|"
    r"third(?:ly)?|another|on the other hand|turning to|as (?:for|regards)|with regard to|regarding|evidence:|"
    r"proposed wording:|hefyd|yn ogystal|yn gyntaf|yn ail|yn drydydd|yn olaf|ar y llaw arall|o ran)\b",
    re.IGNORECASE,
)
WORD = re.compile(r"[^\W\d_]{3,}")
WINDOW = 2
UNLIKE = 0.05
"""Two stretches of `WINDOW` sentences that share less than this of their words seem to be about different matters."""


@dataclass(frozen=True)
class Piece:
    """One stretch of a text that a point may begin with, with its place in characters."""

    begins: int
    ends: int
    text: str
    why: str = ""
    """Why a cut before it is suggested; empty where none is."""


def pieces(text: str, *, finer: bool = False) -> list[Piece]:
    """The text in sentences (and clauses, if `finer`), each with why a new point might begin there."""
    spans = [span for line in _lines(text) for span in _sentences(text, *line, finer=finer)]
    starts_of_lines = {begins for begins, _ in _lines(text)}
    whys = [_why(text, spans, at, starts_of_lines) for at in range(len(spans))]
    return [Piece(begins, ends, text[begins:ends], why) for (begins, ends), why in zip(spans, whys, strict=True)]


def suggested(text: str) -> list[int]:
    """Where new points seem to begin; the beginning of the text not counted."""
    return [piece.begins for piece in pieces(text) if piece.why]


def cut(text: str, at: Iterable[int]) -> list[tuple[int, str]]:
    """The parts that cuts before these characters make, each with where its words begin; empty ones left out."""
    inner = sorted({place for place in at if 0 < place < len(text)})
    bounds = [0, *inner, len(text)]
    parts = [_trimmed(text, begins, ends) for begins, ends in pairwise(bounds)]
    return [(begins, text[begins:ends]) for begins, ends in parts if begins < ends]


def _trimmed(text: str, begins: int, ends: int) -> tuple[int, int]:
    part = text[begins:ends]
    return begins + len(part) - len(part.lstrip()), begins + len(part.rstrip())


def _lines(text: str) -> list[tuple[int, int]]:
    spans = [_trimmed(text, found.start(), found.end()) for found in re.finditer(r"[^\n]+", text)]
    return [span for span in spans if span[0] < span[1]]


def _sentences(text: str, begins: int, ends: int, *, finer: bool) -> list[tuple[int, int]]:
    """The sentences of one line. A bullet's sign belongs to the words after it."""
    bullet = BULLET.match(text, begins, ends)
    after = bullet.end() if bullet else begins
    found = [end.end() for end in SENTENCE_ENDS.finditer(text, after, ends) if not _is_abbreviation(text, end)]
    if finer:
        found = sorted({*found, *(end.end() for end in CLAUSE_ENDS.finditer(text, after, ends))})
    bounds = [begins, *found, ends]
    spans = [_trimmed(text, left, right) for left, right in pairwise(bounds)]
    return [span for span in spans if span[0] < span[1]]


def _is_abbreviation(text: str, end: re.Match[str]) -> bool:
    """After "e.g." and "p.m." the sentence goes on; so it does after an initial."""
    before = re.split(r"\s", text[max(0, end.start() - 20) : end.start()])[-1].lower().lstrip("(\"'“‘")
    return before in ABBREVIATIONS or bool(re.fullmatch(r"[^\W\d_](?:\.[^\W\d_])*", before))


def _why(text: str, spans: Sequence[tuple[int, int]], at: int, starts_of_lines: set[int]) -> str:
    """Why a new point might begin with this piece: the first reason that holds."""
    begins, ends = spans[at]
    if at == 0:
        return ""
    if begins in starts_of_lines:
        if BULLET.match(text, begins, ends):
            return "a new item of a list"
        if "\n" in text[spans[at - 1][1] : begins]:
            return "a new paragraph"
    if cue := CUES.match(text, begins, ends):
        return f"it begins with “{cue.group()}”"
    return "other words than before" if _is_shift(text, spans, at) else ""


def _is_shift(text: str, spans: Sequence[tuple[int, int]], at: int) -> bool:
    """Whether what follows shares hardly a word with what stands before it, and both are long enough to tell."""
    before, after = spans[max(0, at - WINDOW) : at], spans[at : at + WINDOW]
    left, right = _counted(text, before), _counted(text, after)
    return min(left.total(), right.total()) >= 6 and _alike(left, right) < UNLIKE


def _counted(text: str, spans: Sequence[tuple[int, int]]) -> Counter[str]:
    words = [word for begins, ends in spans for word in WORD.findall(text[begins:ends].lower())]
    return Counter(word[:6] for word in words if word not in STOP_WORDS)


def _alike(left: Counter[str], right: Counter[str]) -> float:
    """The cosine of two counts of words."""
    shared = sum(number * right[word] for word, number in left.items())
    size = sqrt(sum(n * n for n in left.values()) * sum(n * n for n in right.values()))
    return shared / size if size else 0.0
