"""The figures of a round as one sheet: a line for each number, with what it is a number of."""

from collections.abc import Iterator
from typing import Any

from app import clock
from app.figures.queries import Figures
from app.figures.table import Line, Table
from app.sheets import Heading, Sheet
from app.wording import moment

HEADINGS = (
    Heading("Figure"), Heading("Reference"), Heading("Of"), Heading("Column"), Heading("Responses", "whole"),
    Heading("Distinct texts", "whole"), Heading("Note"),
)  # fmt: skip
HELD_BACK = "[c] held back so that no small number can be worked out"
READABLE = "Only responses that anybody may read are counted"
ALL = "All"


def of(figures: Figures) -> Sheet:
    """Every number of every table. A number that is held back is an empty cell with a note."""
    tables = (
        ("Stance by intention", figures.stances),
        ("Kind of respondent", figures.kinds),
        ("Area", figures.areas),
        ("When responses came, first day", figures.over_time),
        ("Theme by kind of respondent", figures.themes),
        ("Characteristic by intention", figures.characteristics),
        ("Campaign", figures.campaigns),
    )
    rows = [row for title, table in tables for row in _rows(title, table)]
    return Sheet(title="What was said in numbers", headings=list(HEADINGS), rows=rows, notes=_notes(figures))


def _rows(title: str, table: Table) -> Iterator[list[Any]]:
    for line in table:
        for key, label in table.columns:
            yield [title, line.key, line.label, label or key, *_number(line, key)]
        if line.total is not None:
            yield [title, line.key, line.label, ALL, line.total, line.texts, READABLE if line.of_readable else ""]


def _number(line: Line, column: str) -> list[Any]:
    number = line.cells[column]
    note = HELD_BACK if number is None else READABLE if line.of_readable else ""
    return [number, None, note]


def _notes(figures: Figures) -> list[str]:
    until = figures.scope.until
    asked = f"Responses that had come by {moment(until)} are counted." if until else f"As at {moment(clock.now())}."
    held = f"Numbers below {figures.threshold} are held back, and others that would tell them."
    illustrative = ["Illustrative figures of a demonstration."] if figures.round.illustrative else []
    return [
        *illustrative,
        asked,
        *([held] if figures.is_protected else []),
        "Silence is not support: no view is counted apart.",
        "Distinct texts count near-identical ones once.",
    ]
