"""Read figures from a sheet: provider code, reference and value, a row each; errors name the row."""

import csv
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO, StringIO
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from workflows.loose import Unclear, understand
from workflows.schedule import Column

MOST_ROWS = 5_000
LARGEST = 2 * 1024 * 1024
LARGEST_UNPACKED = 30 * 1024 * 1024
HEADINGS = {
    "code": ("provider code", "provider", "code"),
    "ref": ("ref", "reference", "term"),
    "value": ("value", "new value", "figure"),
}
"""What each column may be called, in any order; other columns are left alone."""
SHOWN = 20
"""Errors shown at once: whoever mends these sees the rest."""


class Unreadable(Exception):
    """The file as a whole was not understood. The message says what to do."""


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
    rows = _rows(name, content)
    if not rows:
        raise Unreadable("The sheet is empty. Give it the headings provider code, ref and value, and a row for each.")
    places = _places(rows[0])
    if len(rows) - 1 > MOST_ROWS:
        raise Unreadable(f"The sheet has more than {MOST_ROWS:,} rows. Bring it in parts.")
    found = Read()
    seen: dict[tuple[str, str], int] = {}
    for number, row in enumerate(rows[1:], 2):
        cells = {key: _text(row[place]) if place < len(row) else "" for key, place in places.items()}
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


def _places(headings: list[Any]) -> dict[str, int]:
    said = [_text(each).lower() for each in headings]
    places = {
        key: next((place for place, words in enumerate(said) if words in names), -1) for key, names in HEADINGS.items()
    }
    missing = [HEADINGS[key][0] for key, place in places.items() if place < 0]
    if missing:
        raise Unreadable(f"The first row must name the columns. Not found: {', '.join(missing)}.")
    return places


def _text(cell: Any) -> str:
    """A cell as it would be typed: whole numbers without a point."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell if cell is not None else "").strip()


# --- the file ---------------------------------------------------------------------------------------------------------


def _rows(name: str, content: bytes) -> list[list[Any]]:
    if len(content) > LARGEST:
        raise Unreadable("The sheet must be 2 MB or smaller. Take out what is not needed, or bring it in parts.")
    if name.lower().endswith(".csv"):
        return _csv(content)
    if name.lower().endswith(".xlsx"):
        return _workbook(content)
    raise Unreadable("Bring the sheet as CSV or as an Excel workbook (.xlsx).")


def _csv(content: bytes) -> list[list[Any]]:
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            text = content.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise Unreadable("The file is not text. Save it again as CSV UTF-8.")
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    try:
        return [
            row for _, row in zip(range(MOST_ROWS + 2), csv.reader(StringIO(text), delimiter=delimiter), strict=False)
        ]
    except csv.Error as error:
        raise Unreadable("The file could not be read as CSV. Save it again from your spreadsheet.") from error


def _workbook(content: bytes) -> list[list[Any]]:
    _ensure_modest(content)
    try:
        sheet = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0)
        return list(sheet.to_python(nrows=MOST_ROWS + 2, skip_empty_area=True))
    except CalamineError as error:
        raise Unreadable("The workbook could not be read. Open it, save it again as .xlsx, and bring that.") from error


def _ensure_modest(content: bytes) -> None:
    """Refuse what unpacks to more than any list of figures; what is said about sizes in the file proves nothing."""
    left = LARGEST_UNPACKED
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            for entry in archive.infolist():
                with archive.open(entry) as part:
                    while chunk := part.read(1 << 16):
                        left -= len(chunk)
                        if left < 0:
                            raise Unreadable(
                                "The workbook unpacks to more than a list of figures needs. Make it smaller."
                            )
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, ValueError, EOFError) as error:
        raise Unreadable("The workbook could not be read. Open it, save it again as .xlsx, and bring that.") from error
