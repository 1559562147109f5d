"""Read a sheet that people bring, CSV or Excel: small, and refused in words that say what to do."""

import csv
import zipfile
from collections.abc import Collection, Mapping, Sequence
from io import BytesIO, StringIO
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

MOST_ROWS = 5_000
LARGEST = 2 * 1024 * 1024
LARGEST_UNPACKED = 30 * 1024 * 1024


class Unreadable(Exception):
    """The file as a whole was not understood. The message says what to do."""


def places(headings: list[Any], known: Mapping[str, Sequence[str]], needed: Collection[str]) -> dict[str, int]:
    """Where each known column stands, by what it may be called. Raises Unreadable when a needed one is missing."""
    said = [text(each).lower() for each in headings]
    found = {key: next((at for at, words in enumerate(said) if words in names), -1) for key, names in known.items()}
    missing = [known[key][0] for key in known if key in needed and found[key] < 0]
    if missing:
        raise Unreadable(f"The first row must name the columns. Not found: {', '.join(missing)}.")
    return {key: at for key, at in found.items() if at >= 0}


def text(cell: Any) -> str:
    """A cell as it would be typed: whole numbers without a point."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell if cell is not None else "").strip()


def rows(name: str, content: bytes) -> list[list[Any]]:
    """The rows of a CSV file or of a workbook's first sheet, the headings first. Raises Unreadable."""
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
    """Refuse what unpacks to more than any list; what is said about sizes in the file proves nothing."""
    left = LARGEST_UNPACKED
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            for entry in archive.infolist():
                with archive.open(entry) as part:
                    while chunk := part.read(1 << 16):
                        left -= len(chunk)
                        if left < 0:
                            raise Unreadable("The workbook unpacks to more than a list needs. Make it smaller.")
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, ValueError, EOFError) as error:
        raise Unreadable("The workbook could not be read. Open it, save it again as .xlsx, and bring that.") from error
