"""What a fresh copy says, kept to compare with what comes back: the text of each field, and every other line."""

from collections.abc import Callable, Iterable
from typing import Any

from app.documents.field_marks import Mark
from app.documents.word.reading import Cell, Reading

LABELS = 2
"""Columns before the first field: reference and term."""


def printed_of(reading: Reading, read_mark: Callable[[str], Mark | None], terms: Iterable[Any]) -> dict[str, Any]:
    """What the copy says, from its own reading. `terms` are those it was made of."""
    refs = {term.id: term for term in terms}
    kept: dict[str, Any] = {"terms": {}, "lines": [[line.where, line.text] for line in reading.lines]}
    for row in reading.rows:
        marks = [mark for cell in row.cells for text in cell.marks if (mark := read_mark(text))]
        if not marks:
            kept["lines"].append([row.where, row_text(row.cells)])
            continue
        term = refs[marks[0].term]
        cells = [cell.text for cell in row.cells[LABELS:]]
        kept["terms"][str(term.id)] = {
            "ref": row.cells[0].text,
            "title": row.cells[1].text,
            "schedule": term.schedule.value,
            "cells": cells,
        }
    return kept


def row_text(cells: Iterable[Cell]) -> str:
    """A row as one line."""
    return " | ".join(cell.text.replace("\n", " ") for cell in cells).strip(" |")
