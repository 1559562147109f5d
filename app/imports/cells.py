"""Cells as people and programs leave them, made into plain words; and columns as a spreadsheet letters them."""

import re
from collections.abc import Iterable

LONGEST_CELL = 60_000
"""Characters of one answer: five times what the form on the page takes."""
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]")
_MANGLED = re.compile("[\u00c2\u00c3\u00e2][\u0080-\u00ff\u20ac\u201a-\u203a\u0152-\u017e\u02c6\u02dc\u2122]")
_TAGS = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")


def clean(cell: str) -> str:
    """A cell without what no database or page can hold, with one kind of line end, and nothing blank around it."""
    if not cell.isprintable():
        cell = _UNPRINTABLE.sub("", cell.replace("\r\n", "\n").replace("\r", "\n"))
    return cell.strip(" \t\n\u00a0")


def looks_mangled(text: str) -> bool:
    """Whether some UTF-8 was once read as Windows-1252: "donâ€™t" for "don’t"."""
    return len(_MANGLED.findall(text)) >= 2


def unmangle(cell: str) -> str:
    """Such a cell as it was written; any other as it is."""
    if not _MANGLED.search(cell):
        return cell
    try:
        return b"".join(_byte(letter) for letter in cell).decode("utf-8")
    except (UnicodeDecodeError, UnicodeEncodeError):
        return cell


def _byte(letter: str) -> bytes:
    """What Windows-1252 had for it; five bytes it has no letter for, and programs let through."""
    try:
        return letter.encode("cp1252")
    except UnicodeEncodeError:
        return letter.encode("latin-1")


def without_tags(words: str) -> str:
    """A heading as it was read on the survey's page."""
    return " ".join(_TAGS.sub(" ", words.replace("&nbsp;", " ").replace("&amp;", "&")).split())


def letter(column: int) -> str:
    """The first column is 0: "A", then "B", and "AA" after "Z"."""
    found, column = "", column + 1
    while column:
        column, place = divmod(column - 1, 26)
        found = chr(65 + place) + found
    return found


def is_blank(cells: Iterable[str]) -> bool:
    return not any(cells)
