"""Read figures from a sheet: provider code, reference and value, a row each; errors name the row."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from app.sheet_reading import LARGEST, MOST_ROWS, Unreadable, places, rows, text
from workflows.loose import Unclear, understand
from workflows.schedule import Column

__all__ = ["LARGEST", "Read", "Unreadable", "read"]

HEADINGS = {
    "code": ("provider code", "provider", "code"),
    "ref": ("ref", "reference", "term"),
    "value": ("value", "new value", "figure"),
}
"""What each column may be called, in any order; other columns are left alone."""
SHOWN = 20
"""Errors shown at once: whoever mends these sees the rest."""


@dataclass
class Read:
    """Values by the id of the agreement and the term's reference; and what could not be read, a sentence a row."""

    values: dict[str, dict[str, Any]] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)

    @property
    def shown(self) -> list[str]:
        more = len(self.errors) - SHOWN
        return [*self.errors[:SHOWN], *([f"{more} more rows need mending too."] if more > 0 else [])]


def read(name: str, content: bytes, column: Column, refs: Mapping[str, tuple[int, frozenset[str]]]) -> Read:
    """The figures of a sheet. `refs`: for each provider's code, the agreement and the references that it may name.

    Raises Unreadable for what is no such sheet.
    """
    brought = rows(name, content)
    if not brought:
        raise Unreadable("The sheet is empty. Give it the headings provider code, ref and value, and a row for each.")
    columns = places(brought[0], HEADINGS, HEADINGS)
    if len(brought) - 1 > MOST_ROWS:
        raise Unreadable(f"The sheet has more than {MOST_ROWS:,} rows. Bring it in parts.")
    found = Read()
    seen: dict[tuple[str, str], int] = {}
    for number, row in enumerate(brought[1:], 2):
        cells = {key: text(row[place]) if place < len(row) else "" for key, place in columns.items()}
        if not any(cells.values()):
            continue
        error = _take(cells, number, column, refs, found, seen)
        if error:
            found.errors.append(f"Row {number}: {error}")
    if not found.values and not found.errors:
        raise Unreadable("The sheet has headings and no rows. Add a row for each figure to set.")
    return found


def _take(
    cells: dict[str, str],
    number: int,
    column: Column,
    refs: Mapping[str, tuple[int, frozenset[str]]],
    found: Read,
    seen: dict[tuple[str, str], int],
) -> str:
    """Keep one row's figure, or say what is wrong with it."""
    code, ref = cells["code"].lower(), cells["ref"].upper()
    if code not in refs:
        return f"“{cells['code']}” is no provider among the agreements you chose. Use the code of its address."
    agreement_id, known = refs[code]
    if ref not in known:
        return f"{code} has no “{cells['ref']}” with a {column.label.lower()}."
    if (code, ref) in seen:
        return f"it sets {ref} of {code} again, after row {seen[code, ref]}. Leave one of them."
    meant = understand(column, cells["value"])
    if isinstance(meant, Unclear):
        return meant.question
    seen[code, ref] = number
    found.values.setdefault(str(agreement_id), {})[ref] = meant.value
    return ""
