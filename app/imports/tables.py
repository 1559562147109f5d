"""What is in a file of answers: its sheets, their first rows, and every row one after another, in little memory."""

import marshal
import struct
import subprocess
import sys
import zipfile
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

from app.imports import plain_text
from app.imports.cells import clean

READER = Path(__file__).with_name("workbook_reader.py")
MEGABYTES = 1024
"""What the reader may use at most; a workbook that lies about its size ends there."""
SECONDS = 150
MOST_ROWS = 60_000
MOST_NOUGHTS = 100
"""In the first ten thousand letters: a text has none, and a program's own file is full of them."""
MOST_COLUMNS = 400
SAMPLE_ROWS = 40
TEXT_ENDINGS, BOOK_ENDINGS = (".csv", ".tsv", ".txt", ".tab"), (".xlsx", ".xls", ".ods")
ENDINGS = (*TEXT_ENDINGS, *BOOK_ENDINGS)
LARGEST_UNPACKED = 400 * 1024 * 1024
LARGEST = 80 * 1024 * 1024
BOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
PAGES = (b"<html", b"<!doctype", b"<table", b"<?xml")
"""How a file begins that a survey tool calls .xls and that is no workbook."""

Row = list[str]
Layout = Mapping[str, Any]
"""How the rows stand in the file: sheet, encoding, delimiter, first (row of headings), headings (how many rows)."""


class Unreadable(Exception):
    """The file as a whole was not understood. The message says what to do."""


def look(name: str, content: bytes) -> list[dict[str, Any]]:
    """Each sheet with its name, number of rows, first rows and merged cells; of text also how it is written.

    Raises Unreadable.
    """
    ending = Path(name).suffix.lower()
    if ending not in ENDINGS:
        raise Unreadable(
            "Choose a CSV, TSV, Excel (.xlsx or .xls) or OpenDocument (.ods) file: export or save it as one of these."
        )
    if not content.strip():
        raise Unreadable("The file is empty: export the answers again, and choose the new file.")
    if content.startswith(plain_text.PACKED):
        raise Unreadable("The file is packed: unpack it, and choose the file of answers that was in it.")
    if content[:1000].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(PAGES):
        raise Unreadable("The file is a web page or XML, whatever its name says: open it in a spreadsheet, save it as "
                         ".xlsx or CSV, and choose the new file.")  # fmt: skip
    if is_book(content) and _unpacks_to(content) > LARGEST_UNPACKED:
        raise Unreadable(TOO_MUCH)
    if len(content) > LARGEST:
        raise Unreadable("The file must be 80 MB or smaller: export the answers in parts, and import each.")
    sheets = _sheets(content) if is_book(content) else [_text(name, content)]
    filled = [sheet for sheet in sheets if any(any(row) for row in sheet["first"])]
    if not filled:
        raise Unreadable("There is nothing in the first rows of the file: open it, check that the answers are there, "
                         "save it and choose it again.")  # fmt: skip
    return sheets


def is_book(content: bytes) -> bool:
    """Whether it is a workbook, whatever its name says."""
    return content.startswith(BOOKS)


def _unpacks_to(content: bytes) -> int:
    """The bytes that a workbook says it unpacks to; none for an older kind, and for what is no sound zip."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            return sum(entry.file_size for entry in archive.infolist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return 0


def rows(content: bytes, layout: Layout) -> Iterator[Row]:
    """Every row of the chosen sheet from its first, cleaned. Raises Unreadable."""
    if not is_book(content):
        yield from plain_text.records(content, layout["encoding"], layout["delimiter"])
        return
    for frame in _read(content, str(int(layout["sheet"]))):
        yield from ([clean(cell) for cell in row] for row in frame)


def first_rows(content: bytes, layout: Layout) -> list[Row]:
    """The rows that a layout is judged by, as it makes them."""
    return [row for _, row in zip(range(SAMPLE_ROWS), rows(content, layout), strict=False)]


def _text(name: str, content: bytes) -> dict[str, Any]:
    encoding = plain_text.guess_encoding(content)
    if plain_text.opened(content, encoding).read(10_000).count("\0") > MOST_NOUGHTS:
        raise Unreadable("The file holds something other than text: export the answers again as CSV or Excel.")
    delimiter = "tab" if name.lower().endswith((".tsv", ".tab")) else plain_text.guess_delimiter(content, encoding)
    layout = {"encoding": encoding, "delimiter": delimiter}
    first = first_rows(content, layout)
    return {"name": "", "rows": 0, "first": first, "merged": [], **layout}


def _sheets(content: bytes) -> list[dict[str, Any]]:
    sheets: list[dict[str, Any]] = next(iter(_read(content, "-")), [])
    for sheet in sheets:
        sheet["first"] = [[clean(cell) for cell in row] for row in sheet["first"]]
    return sheets


def _read(content: bytes, which: str) -> Iterator[Any]:
    """What the reader says of a workbook, frame by frame. Raises Unreadable when it fails, and it may die of it."""
    with TemporaryFile() as given, TemporaryFile() as found:
        given.write(content)
        given.seek(0)
        command = [sys.executable, "-I", str(READER), str(MEGABYTES), which]
        try:
            ended = subprocess.run(  # noqa: S603 - our own reader, and two numbers
                command, stdin=given, stdout=found, stderr=subprocess.DEVNULL, timeout=SECONDS, check=False
            ).returncode
        except subprocess.TimeoutExpired:
            ended = 4
        if ended:
            raise Unreadable(WHY.get(ended, TOO_MUCH))
        found.seek(0)
        while size := found.read(4):
            yield marshal.loads(found.read(struct.unpack(">I", size)[0]))  # noqa: S302 - our own reader wrote it  # nosec B302


TOO_MUCH = (
    "The workbook spans more cells than a list of answers needs, or unpacks to too much: copy the answers alone into "
    "a new workbook, or save the sheet as CSV, and choose that."
)
WHY = {
    3: "The workbook could not be read: open it, save it again as .xlsx or CSV, and choose the new file.",
    5: "The workbook is locked with a password: open it, save it without one, and choose the new file.",
}
