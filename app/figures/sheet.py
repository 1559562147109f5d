"""The figures of a round as one sheet: a line for each number, with what it is a number of."""

from collections.abc import Iterator
from typing import Any

from app import clock
from app.figures.queries import Figures
from app.figures.table import Line, Table
from app.languages import _, translated, word
from app.sheets import Heading, Sheet
from app.wording import moment

HEADINGS = (
    (word("Figure"), "words"), (word("Reference"), "words"), (word("Of"), "words"), (word("Column"), "words"),
    (word("Responses"), "whole"), (word("Distinct texts"), "whole"), (word("Note"), "words"),
)  # fmt: skip
HELD_BACK = word("[c] held back so that no small number can be worked out")
READABLE = word("Only responses that anybody may read are counted")
ALL = word("All")


def of(figures: Figures) -> Sheet:
    """Every number of every table. A number that is held back is an empty cell with a note."""
    tables = (
        (_("Stance by intention"), figures.stances),
        (_("Kind of respondent"), figures.kinds),
        (_("Area"), figures.areas),
        (_("When responses came, first day"), figures.over_time),
        (_("Theme by kind of respondent"), figures.themes),
        (_("Characteristic by intention"), figures.characteristics),
        (_("Campaign"), figures.campaigns),
    )
    rows = [row for title, table in tables for row in _rows(title, table)]
    headings = [Heading(translated(words), kind) for words, kind in HEADINGS]
    return Sheet(title=_("What was said in numbers"), headings=headings, rows=rows, notes=_notes(figures))


def _rows(title: str, table: Table) -> Iterator[list[Any]]:
    for line in table:
        for key, label in table.columns:
            yield [title, line.key, translated(line.label), translated(label or key), *_number(line, key)]
        if line.total is not None:
            note = translated(READABLE) if line.of_readable else ""
            yield [title, line.key, translated(line.label), translated(ALL), line.total, line.texts, note]


def _number(line: Line, column: str) -> list[Any]:
    number = line.cells[column]
    note = HELD_BACK if number is None else READABLE if line.of_readable else ""
    return [number, None, translated(note)]


def _notes(figures: Figures) -> list[str]:
    until = figures.scope.until
    asked = (
        _("Responses that had come by %(moment)s are counted.", moment=moment(until))
        if until
        else _("As at %(moment)s.", moment=moment(clock.now()))
    )
    held = _("Numbers below %(least)s are held back, and others that would tell them.", least=figures.threshold)
    illustrative = [_("Illustrative figures of a demonstration.")] if figures.round.illustrative else []
    return [
        *illustrative,
        asked,
        *([held] if figures.is_protected else []),
        _("Silence is not support: no view is counted apart."),
        _("Distinct texts count near-identical ones once."),
        _("A response may say several things, so there can be more texts than responses."),
    ]
