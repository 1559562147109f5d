"""Write a table as a sheet that people open in a spreadsheet: CSV or Excel, with nothing in it that a program runs."""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO, StringIO
from typing import Any

import xlsxwriter

from app.languages import _

RUN_AS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a spreadsheet takes for the beginning of a formula when it opens a CSV file (OWASP, "CSV Injection")."""
WIDEST, NARROWEST = 48, 9
MONEY = "£#,##0;-£#,##0"


@dataclass(frozen=True)
class Heading:
    """A column: what stands above it, and whether it holds words, whole numbers, pounds or a share."""

    words: str
    kind: str = "words"


@dataclass(frozen=True)
class Sheet:
    """A table with its title, and what a reader must know about it, a sentence a line."""

    title: str
    headings: Sequence[Heading]
    rows: Sequence[Sequence[Any]]
    notes: Sequence[str] = ()


def as_csv(sheet: Sheet) -> bytes:
    """The table alone, as UTF-8 that Excel recognises; cells that it could run are made plain text."""
    out = StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([harmless(heading.words) for heading in sheet.headings])
    writer.writerows([harmless(cell) for cell in row] for row in sheet.rows)
    return out.getvalue().encode("utf-8-sig")


def harmless(cell: Any) -> Any:
    """A cell that no spreadsheet takes for a formula: an apostrophe goes before words that begin like one."""
    if isinstance(cell, str) and cell.lstrip(" \u00a0\ufeff").startswith(RUN_AS_FORMULA):
        return f"'{cell}"
    return "" if cell is None else cell


def as_workbook(sheet: Sheet) -> bytes:
    """The table as an Excel workbook: a heading that stays, filters, and the notes on a sheet of their own."""
    out = BytesIO()
    never = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(out, {"in_memory": True, **never})
    book.set_properties({"title": sheet.title, "comments": " ".join(sheet.notes)})
    _write_table(book, sheet)
    if sheet.notes:
        _write_notes(book, sheet)
    book.close()
    return out.getvalue()


def _write_table(book: Any, sheet: Sheet) -> None:
    page = book.add_worksheet(_("List"))
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    formats = {
        "pounds": book.add_format({"num_format": MONEY}),
        "whole": book.add_format({"num_format": "#,##0"}),
        "share": book.add_format({"num_format": "+0.0%;-0.0%;0.0%"}),
    }
    for place, heading in enumerate(sheet.headings):
        page.write_string(0, place, heading.words, bold)
        page.set_column(place, place, _width(heading, (row[place] for row in sheet.rows)))
    for down, row in enumerate(sheet.rows, start=1):
        for place, cell in enumerate(row):
            _write_cell(page, down, place, cell, formats.get(sheet.headings[place].kind))
    page.freeze_panes(1, 1)
    if sheet.rows:
        page.autofilter(0, 0, len(sheet.rows), len(sheet.headings) - 1)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    page.set_header(f"&L{_plain(sheet.title)}&R{_plain(sheet.notes[0]) if sheet.notes else ''}"[:250])


def _write_cell(page: Any, down: int, place: int, cell: Any, format_: Any) -> None:
    """Numbers as numbers; everything else as text, which is never a formula or a link."""
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        page.write_number(down, place, cell, format_)
    elif cell is not None:
        page.write_string(down, place, str(cell))


def _write_notes(book: Any, sheet: Sheet) -> None:
    page = book.add_worksheet(_("About this list"))
    page.set_column(0, 0, 100)
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    for down, note in enumerate([sheet.title, *sheet.notes]):
        page.write_string(down, 0, note, wrapped)


def _width(heading: Heading, cells: Iterable[Any]) -> int:
    longest = max((len(str(cell)) for cell in cells if cell is not None), default=0)
    return min(max(longest, len(heading.words) // 2, NARROWEST) + 3, WIDEST)


def _plain(words: str) -> str:
    """Words for a printed header, where & begins a code."""
    return words.replace("&", "&&")
