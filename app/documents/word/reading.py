"""Read an edited Word file as it would be with every tracked change accepted: rows of fields, lines, and comments.

Markup is that of ECMA-376 part 1: revisions (17.13.5), comments (17.13.4), bookmarks (17.13.6), content controls
(17.5.2), complex fields (17.16). Insertions and the places moved to are text; deletions and those moved from are not.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from app.documents.field_marks import is_like_one
from app.documents.negotiation_copy import NOTHING
from app.documents.word.inline import Inline, Words
from app.documents.word.package import NotReadable, Package, W

BLOCKS = {f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag")}
GONE = {f"{W}{name}" for name in ("del", "moveFrom")}
MOST_ROWS = 5_000


@dataclass(slots=True)
class Cell:
    """A cell of a row of fields: its text, and the marks of the controls and bookmarks in it."""

    text: str
    marks: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()


@dataclass(slots=True)
class Row:
    """A row of a table, which may hold fields."""

    cells: list[Cell]
    where: str
    gone: bool = False
    authors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph outside tables; `where` is the heading above it."""

    text: str
    where: str
    authors: tuple[str, ...] = ()
    is_row: bool = False


@dataclass(frozen=True, slots=True)
class Comment:
    """What somebody noted beside the text; `row` and `cell` say at which field, where it is at one."""

    author: str
    at: str
    text: str
    where: str
    row: int | None = None
    cell: int | None = None


@dataclass(slots=True)
class Reading:
    """A whole file. `has_controls` is False once LibreOffice has saved it: a field may then have lost its mark."""

    rows: list[Row] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)
    has_controls: bool = False


def read(package: Package) -> Reading:
    """What the file says. Raises NotReadable when it holds more than a person would read, or fields that act."""
    body = package.document.find(f"{W}body")
    reader = _Reader()
    if body is not None:
        reader.blocks(body)
        reader.finish()
        reader.reading.has_controls = any(is_like_one(tag.get(f"{W}val", "")) for tag in body.iter(f"{W}tag"))
    reader.reading.comments = list(_comments(package.comments, reader))
    return reader.reading


class _Reader:
    """Where the reading is: the heading above, the table it is in, and what a comment hangs on."""

    def __init__(self) -> None:
        self.reading = Reading()
        self.inline = Inline()
        self.where = ""
        self.unfinished = Words()
        self.anchors: dict[str, tuple[str, int | None, int | None]] = {}

    def blocks(self, holder: Any) -> None:
        for block in holder:
            if block.tag == f"{W}p":
                self._paragraph(block)
            elif block.tag == f"{W}tbl":
                self._table(block)
            elif block.tag in BLOCKS:
                self.blocks(block)

    def _paragraph(self, paragraph: Any) -> None:
        listed = self.inline.in_contents
        words = self.inline.words(paragraph)
        self._anchor(words)
        if listed or self.inline.in_contents or _style(paragraph).startswith(("TOC", "Contents")):
            return
        self.unfinished.add(words)
        if not _mark_is_gone(paragraph):
            self.finish(is_heading=_style(paragraph).startswith("Heading"))

    def finish(self, *, is_heading: bool = False) -> None:
        """Write down the paragraph that was being read."""
        words, self.unfinished = self.unfinished, Words()
        if is_heading and words.text:
            self.where = words.text
        if words.text:
            self.reading.lines.append(Line(words.text, self.where, words.authors))
        for box in words.boxes:
            self.blocks(box)

    def _table(self, table: Any) -> None:
        self.finish()
        rows: list[Row] = []
        for row in _descend(table, f"{W}tr"):
            rows.append(self._row(row, len(self.reading.rows) + len(rows)))
            if len(rows) > MOST_ROWS:
                raise NotReadable(
                    "A table in the file has more rows than an agreement: take them out, and choose it again"
                )
        self.reading.rows += rows

    def _row(self, row: Any, place: int) -> Row:
        cells, authors = [], list(_authors_of(row.find(f"{W}trPr")))
        for number, cell in enumerate(_descend(row, f"{W}tc")):
            if cell.find(f"{W}tcPr/{W}cellDel") is not None:
                continue
            words = self._cell(cell)
            self._anchor(words, place, number)
            text = "" if words.text == NOTHING else words.text
            cells.append(Cell(text, tuple(dict.fromkeys(words.marks)), words.authors))
            authors += [author for author in words.authors if author not in authors]
        gone = any(row.find(f"{W}trPr/{tag}") is not None for tag in GONE)
        return Row(cells, self.where, gone, tuple(authors))

    def _cell(self, cell: Any) -> Words:
        """Everything in a cell as one text, a paragraph a line."""
        whole = Words()
        joined = True
        for paragraph in cell.iter(f"{W}p"):
            whole.add(self.inline.words(paragraph), "" if joined else "\n")
            joined = _mark_is_gone(paragraph)
        whole.marks += [tag for tag in _tags_round(cell) if is_like_one(tag)]
        return whole

    def _anchor(self, words: Words, row: int | None = None, cell: int | None = None) -> None:
        for comment in words.comments:
            self.anchors.setdefault(comment, (self.where, row, cell))


def _descend(holder: Any, tag: str) -> Iterator[Any]:
    """The rows of a table, or the cells of a row, out of whatever is wrapped round them."""
    for child in holder:
        if child.tag == tag:
            yield child
        elif child.tag in BLOCKS:
            yield from _descend(child, tag)


def _tags_round(cell: Any) -> Iterator[str]:
    """Tags of controls that hold whole paragraphs of the cell, or the cell itself."""
    for tag in cell.iter(f"{W}tag"):
        yield tag.get(f"{W}val", "")
    outer = cell.getparent()
    if outer is not None and outer.tag == f"{W}sdtContent":
        tag = outer.getparent().find(f"{W}sdtPr/{W}tag")
        if tag is not None:
            yield tag.get(f"{W}val", "")


def _mark_is_gone(paragraph: Any) -> bool:
    """Whether the end of a paragraph is deleted, so that the next one runs on from it."""
    properties = paragraph.find(f"{W}pPr/{W}rPr")
    return properties is not None and any(properties.find(tag) is not None for tag in GONE)


def _style(paragraph: Any) -> str:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return style.get(f"{W}val", "") if style is not None else ""


def _authors_of(properties: Any) -> Iterator[str]:
    for change in properties if properties is not None else ():
        if author := change.get(f"{W}author"):
            yield author


def _comments(part: Any | None, reader: _Reader) -> Iterator[Comment]:
    """Comments in the order of the file. One whose place is gone is about the whole."""
    for comment in part.iter(f"{W}comment") if part is not None else ():
        where, row, cell = reader.anchors.get(comment.get(f"{W}id", ""), ("", None, None))
        text = "\n".join(filter(None, (Inline().words(p).text for p in comment.iter(f"{W}p"))))
        if text:
            at = re.sub(r"[^0-9T:.Z+-]", "", comment.get(f"{W}date", ""))[:25]
            yield Comment(comment.get(f"{W}author", "")[:200], at, text[:4000], where, row, cell)
