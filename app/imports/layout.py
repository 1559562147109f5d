"""Guess how a table stands: where its headings are, how many rows they take, and what each column is called."""

import hashlib
import json
import re
from collections.abc import Sequence
from typing import Any

from app.imports.cells import clean, letter, without_tags

MOST_HEADINGS = 5
SAYS_NOTHING = {"response", "open-ended response", "open-ended response.", "answer", "value"}
_VALUE = re.compile(r"^[\d\s.,:/£%+-]*\d[\d\s.,:/£%+-]*$|^\S+@\S+\.\S+$|^\d{4}-\d\d-\d\d")
_IMPORT_ID = re.compile(r'^\{"ImportId"')
Rows = Sequence[Sequence[str]]


def guess(sheet: dict[str, Any]) -> dict[str, int]:
    """`first`: the row of the (first) headings, counted from 1; `headings`: how many rows they take."""
    rows: list[list[str]] = sheet["first"]
    for number, row in enumerate(rows[:MOST_HEADINGS]):
        if any(_IMPORT_ID.match(cell) for cell in row):
            return {"first": max(1, number - 1), "headings": min(3, number + 1)}
    widest = max((_filled(row) for row in rows), default=1)
    first = next((n for n, row in enumerate(rows) if _filled(row) >= max(1, min(2, widest), widest * 0.3)), 0)
    return {"first": first + 1, "headings": _how_many(rows, first, sheet["merged"])}


def _how_many(rows: Rows, first: int, merged: Sequence[Sequence[int]]) -> int:
    """A row belongs to the headings while it names columns that those above left open, and holds no answers itself."""
    number = 1
    named = {place for place, cell in enumerate(rows[first]) if cell}
    while number < MOST_HEADINGS and first + number < len(rows):
        row = rows[first + number]
        across = any(top == first + number - 1 and right > left for top, left, _, right in merged)
        if not (across or _names_more(named, row)) or any(_VALUE.match(cell) or len(cell) > 250 for cell in row):
            break
        named |= {place for place, cell in enumerate(row) if cell}
        number += 1
    return number


def _names_more(named: set[int], row: Sequence[str]) -> bool:
    """Whether a row fills gaps between headings and leaves most others open; or only says "Response", as some tools do.

    A heading with a gap after it may stand for both columns; what is beneath any other heading is an answer.
    """
    alone = [place for place in named if place + 1 in named or (place == max(named) and place + 1 >= len(row))]
    beneath = sum(1 for place in alone if place < len(row) and row[place] and row[place].lower() not in SAYS_NOTHING)
    gaps = sum(1 for place, cell in enumerate(row) if cell and place not in named)
    says_nothing = sum(cell.lower() in SAYS_NOTHING for cell in row)
    return (gaps > 0 and beneath <= len(alone) * 0.3) or says_nothing >= max(1, _filled(row) * 0.3)


def _filled(row: Sequence[str]) -> int:
    return sum(1 for cell in row if cell)


def headings(rows: Rows, first: int, number: int) -> list[str]:
    """One name for each column: its headings from top to bottom, with a merged one standing over all it spans.

    No two are the same, and one that nobody named is called by its letter.
    """
    stack = [list(row) for row in rows[first - 1 : first - 1 + number]]
    width = max((len(row) for row in [*stack, *rows[first - 1 + number :]]), default=0)
    spread = [_spread(row, width) if depth < len(stack) - 1 else _wide(row, width) for depth, row in enumerate(stack)]
    names = [_joined([row[place] for row in spread]) for place in range(width)]
    return _distinct([name or f"Column {letter(place)}" for place, name in enumerate(names)])


def _spread(row: list[str], width: int) -> list[str]:
    found, last = [], ""
    for cell in _wide(row, width):
        last = cell or last
        found.append(last)
    return found


def _wide(row: list[str], width: int) -> list[str]:
    return [*row, *[""] * (width - len(row))]


def _joined(parts: list[str]) -> str:
    said: list[str] = []
    for part in parts:
        words = without_tags(part)
        if words and words not in said and words.lower() not in SAYS_NOTHING and not _IMPORT_ID.match(part):
            said.append(words)
    return clean(": ".join(said))[:300]


def _distinct(names: list[str]) -> list[str]:
    seen: dict[str, int] = {}
    found = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        found.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return found


def fingerprint(names: Sequence[str]) -> str:
    """The same for every file with these columns, however it was saved."""
    plain = [" ".join(name.lower().split()) for name in names]
    return hashlib.sha256(json.dumps(plain).encode()).hexdigest()
