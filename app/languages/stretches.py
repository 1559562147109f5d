"""Texts of more than one language: each stretch knows its own, so that a page and a Word file can both say so."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from markupsafe import Markup, escape

from app.languages.content import English
from app.languages.words import ENGLISH, language

VALUE = re.compile(r"%\((\w+)\)s")
OF_THE_PAGE = ""
Kept = list[list[str]]
"""A text as JSON keeps it: the language of each stretch, "" for that of the page, and its words."""


class Quoted(str):
    """What somebody said in another language than that of the page."""

    __slots__ = ("code",)
    code: str

    def __new__(cls, words: str, code: str) -> "Quoted":
        made = super().__new__(cls, words)
        made.code = code
        return made

    def split(self, *args: Any) -> list[str]:
        """Each part is in that language too."""
        return [Quoted(part, self.code) for part in super().split(*args)]

    def __html__(self) -> Markup:
        return Markup('<span lang="%s">%s</span>') % (self.code, str(self))


class Stretches(str):
    """Words of which some are in another language; as text, all of them in a row."""

    __slots__ = ("pieces",)
    pieces: tuple[str, ...]

    def __new__(cls, pieces: Iterable[str]) -> "Stretches":
        each = tuple(pieces)
        made = super().__new__(cls, "".join(each))
        made.pieces = each
        return made

    def split(self, *args: Any) -> list[str]:
        """Its parts, each with the languages of its stretches; at blanks, as every text is, its plain words."""
        if not args:
            return str(self).split()
        parts: list[list[str]] = [[]]
        for piece in self.pieces:
            first, *rest = piece.split(*args)
            parts[-1].append(first)
            parts += [[part] for part in rest]
        return [joined(*part) for part in parts]

    def __html__(self) -> Markup:
        return Markup("").join(escape(piece) for piece in self.pieces)


def joined(*pieces: str) -> str:
    """The pieces in a row, each in its language."""
    flat = [each for piece in pieces for each in (piece.pieces if isinstance(piece, Stretches) else (piece,)) if each]
    if len(flat) == 1:
        return flat[0]
    return Stretches(flat) if any(type(each) is not str for each in flat) else "".join(flat)


def put_in(message: str, /, **values: str) -> str:
    """A message, in words already, with its `%(name)s` filled in by values that keep their languages."""
    return joined(*(values[part] if at % 2 else part for at, part in enumerate(VALUE.split(message))))


def quoted(words: str, code: str) -> str:
    """What somebody said in a language; marked on a page in another."""
    return words if code in (language(), OF_THE_PAGE) else Quoted(words, code)


def marked_like(text: str, other: str) -> str:
    """The text with those passages marked that stand in it word for word as they are marked in another."""
    pieces = [text]
    for code, words in stretches(other):
        if code != OF_THE_PAGE and words.strip():
            pieces = [part for piece in pieces for part in _cut(piece, words.strip(), code)]
    return joined(*pieces)


def _cut(piece: str, words: str, code: str) -> Iterator[str]:
    if type(piece) is not str:
        yield piece
        return
    for number, part in enumerate(piece.split(words)):
        if number:
            yield _piece(code, words)
        yield part


def stretches(text: str) -> Iterator[tuple[str, str]]:
    """Each stretch of a text with its language; "" for that of the page."""
    for piece in text.pieces if isinstance(text, Stretches) else (text,):
        yield ENGLISH if isinstance(piece, English) else getattr(piece, "code", OF_THE_PAGE), str(piece)


def kept(text: str) -> Kept:
    """A text with its languages, as JSON keeps it."""
    return [[code, words] for code, words in stretches(text)]


def read_again(pieces: Kept) -> str:
    """The text that was kept."""
    return joined(*(_piece(code, words) for code, words in pieces))


def _piece(code: str, words: str) -> str:
    return words if code == OF_THE_PAGE else English(words) if code == ENGLISH else Quoted(words, code)
