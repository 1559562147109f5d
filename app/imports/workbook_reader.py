"""Read a workbook in a process of its own, which may fail, hang or run out of memory without harm to anyone.

Run by path, with the standard library and calamine only: `python workbook_reader.py <megabytes> <sheet number or ->`.
The workbook comes in by the standard input; what is read goes out as frames: a length, then marshalled rows.
"""

import io
import marshal
import resource
import struct
import sys
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

ROWS_A_FRAME = 500
SECONDS = 120
SAMPLE_ROWS = 40
MOST_CELLS = 6_000_000
"""Of the rectangle that a sheet spans, empty cells included: 50,000 rows of 120 columns."""


def main() -> None:
    """Read what is asked for and write it out; the exit code is 3 for what cannot be read, 4 for what is too large."""
    limit = int(sys.argv[1]) * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError  # noqa: PLC0415 - within the limits

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(sys.stdin.buffer.read()))
        if sys.argv[2] == "-":
            _send([_about(book, number, name) for number, name in enumerate(book.sheet_names)])
        else:
            for rows in _frames(book.get_sheet_by_index(int(sys.argv[2]))):
                _send(rows)
    except PasswordError:
        sys.exit(5)
    except MemoryError:
        sys.exit(4)
    except (CalamineError, ValueError, IndexError, OSError):
        sys.exit(3)


def _send(value: Any) -> None:
    frame = marshal.dumps(value)
    sys.stdout.buffer.write(struct.pack(">I", len(frame)) + frame)


def _about(book: Any, number: int, name: str) -> dict[str, Any]:
    """What choosing a sheet and its headings needs to know: its size, its first rows, its merged cells."""
    sheet = book.get_sheet_by_index(number)
    _ensure_modest(sheet)
    merged = [[*start, *end] for start, end in sheet.merged_cell_ranges or []]
    first = list(_cells(sheet, SAMPLE_ROWS))
    return {"name": name, "rows": sheet.end[0] + 1 if sheet.end else 0, "first": first, "merged": merged}


def _ensure_modest(sheet: Any) -> None:
    if sheet.height * sheet.width > MOST_CELLS:
        sys.exit(4)


def _frames(sheet: Any) -> Iterator[list[list[str]]]:
    _ensure_modest(sheet)
    fill = _down(sheet.merged_cell_ranges or [])
    above: dict[int, str] = {}
    frame: list[list[str]] = []
    for number, row in enumerate(_cells(sheet, None)):
        for column in fill.get(number, ()):
            if not row[column]:
                row[column] = above.get(column, "")
        for column in fill.get(number + 1, ()):
            above[column] = row[column] if column < len(row) else ""
        frame.append(row)
        if len(frame) == ROWS_A_FRAME:
            yield frame
            frame = []
    if frame:
        yield frame


def _down(merged: list[Any]) -> dict[int, list[int]]:
    """For each row, the columns whose cell is merged with the one above it: it says the same."""
    found: dict[int, list[int]] = {}
    for (top, left), (bottom, _) in merged:
        for row in range(top + 1, bottom + 1):
            found.setdefault(row, []).append(left)
    return found


def _cells(sheet: Any, most: int | None) -> Iterator[list[str]]:
    """Every row from the first of the sheet, each from its column A, so that letters and numbers are its own.

    Calamine gives the empty rows above the first cell, and leaves out the empty columns before it.
    """
    before = [""] * (sheet.start or (0, 0))[1]
    for number, row in enumerate(sheet.iter_rows()):
        if number == most:
            return
        yield before + [text(cell) for cell in row]


def text(cell: Any) -> str:
    """A cell as it would be typed."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "Yes" if cell else "No"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, datetime):
        return f"{cell:%Y-%m-%d}" if cell.time() == time() else f"{cell:%Y-%m-%d %H:%M:%S}"
    if isinstance(cell, date):
        return f"{cell:%Y-%m-%d}"
    return str(cell) if isinstance(cell, int | float | time | timedelta) else ""


if __name__ == "__main__":
    main()
