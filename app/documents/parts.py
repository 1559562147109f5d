"""What a document is made of: words as data, which the page and the Word file both show."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar, Literal

from app.documents.chart import Chart
from app.languages import _, language, speaking

LOCALES = {"en": "en-GB", "cy": "cy-GB"}
"""What files call the languages that the service speaks."""
Align = Literal["left", "right"]
Orientation = Literal["portrait", "landscape"]


@dataclass(frozen=True, slots=True)
class Heading:
    kind: ClassVar[str] = "heading"
    text: str
    level: int = 1
    number: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Clause:
    """One numbered paragraph."""

    kind: ClassVar[str] = "clause"
    number: str
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text. `record` marks what is said *about* the text (its state), which its fingerprint leaves out."""

    kind: ClassVar[str] = "paragraph"
    text: str
    style: Literal["body", "note", "strong"] = "body"
    record: bool = False


@dataclass(frozen=True, slots=True)
class Bullets:
    kind: ClassVar[str] = "bullets"
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Definitions:
    """Terms and their meanings."""

    kind: ClassVar[str] = "definitions"
    entries: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """Labels and values, as in a title block."""

    kind: ClassVar[str] = "facts"
    entries: tuple[tuple[str, str], ...]
    caption: str = "About this document"
    record: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A column's header, its share of the width (any unit) and how its cells are aligned."""

    header: str
    share: float = 1
    align: Align = "left"


@dataclass(frozen=True, slots=True)
class Table:
    """A captioned table; with no rows it is the sentence `empty`. `number` is given by `numbered`.

    `key` names what it lists (a schedule's key), for whoever must find it again in a stored text.
    """

    kind: ClassVar[str] = "table"
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    empty: str = "Nothing to show."
    description: str = ""
    number: int = 0
    total: bool = False
    record: bool = False
    key: str = ""


@dataclass(frozen=True, slots=True)
class HeatMap(Table):
    """A table that is a picture too: each field is darker the larger its number. Never part of what is signed.

    `shades` has a row for each of `rows`: 0 for no shade, to 5 for the darkest.
    """

    shades: tuple[tuple[int, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Contents:
    """The place of the contents list, made from the headings."""

    kind: ClassVar[str] = "contents"
    title: str = "Contents"
    depth: int = 2


@dataclass(frozen=True, slots=True)
class PageBreak:
    kind: ClassVar[str] = "page_break"
    orientation: Orientation = "portrait"


@dataclass(frozen=True, slots=True)
class Signature:
    """One side's signature; a line without a value is left blank to be signed. Never part of the fingerprint."""

    kind: ClassVar[str] = "signature"
    side: str
    declaration: str
    lines: tuple[tuple[str, str], ...]


Part = Heading | Clause | Paragraph | Bullets | Definitions | Facts | Table | Chart | Contents | PageBreak | Signature


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A whole document. `dated` is an ISO date: the file's own dates are taken from it, never from a clock."""

    title: str
    subtitle: str = ""
    marking: str = ""
    reference: str = ""
    version: str = ""
    language: str = "en-GB"
    demonstration: str | None = None
    draft: bool = False
    author: str = ""
    dated: str = "2012-01-01"
    parts: tuple[Part, ...]

    @property
    def spoken(self) -> str:
        """Its language as the service calls it: "en" or "cy"."""
        return self.language.partition("-")[0]

    @property
    def table_word(self) -> str:
        """What its tables are called before their number."""
        with speaking(self.spoken):
            return _("Table")


def locale() -> str:
    """The language of the page, as a document of it says."""
    return LOCALES[language()]


def numbered(parts: Iterable[Part]) -> tuple[Part, ...]:
    """Number the tables that have rows, in order of appearance.

    Records have no number: one that fills up after the text was agreed must not renumber the text.
    """
    counted: list[Part] = []
    number = 0
    for part in parts:
        if isinstance(part, Table) and part.rows and not part.record:
            number += 1
            counted.append(replace(part, number=number))
        else:
            counted.append(part)
    return tuple(counted)


def contents(document: Document, depth: int = 2) -> tuple[Heading, ...]:
    """The headings that a contents list of this depth shows."""
    return tuple(part for part in document.parts if isinstance(part, Heading) and part.level <= depth)


def caption_of(table: Table) -> str:
    return f"{_('Table')} {table.number}: {table.caption}" if table.number else table.caption


def heading_text(heading: Heading) -> str:
    return f"{heading.number} {heading.text}" if heading.number else heading.text


def lines_of(part: Part, headings: Sequence[Heading] = ()) -> list[str]:  # noqa: C901 (one branch a kind)
    """The words of one part in reading order, one entry a paragraph or cell, as every medium shows them."""
    match part:
        case Heading():
            return [heading_text(part)]
        case Clause(number, text):
            return [f"{number} {text}"]
        case Paragraph(text):
            return [text]
        case Bullets(items):
            return list(items)
        case Definitions(entries) | Facts(entries):
            return [word for entry in entries for word in entry]
        case Table():
            if not part.rows:
                return [part.empty]
            return [caption_of(part), *(c.header for c in part.columns), *(cell for row in part.rows for cell in row)]
        case Chart(title):
            return [title]
        case Contents(title):
            return [title, *(heading_text(heading) for heading in headings)]
        case Signature(side, declaration, lines):
            return [side, declaration, *(word for line in lines for word in line)]
        case PageBreak():
            return []


def words_of(document: Document) -> list[str]:
    """Every word of a document in reading order: what the page and the Word file must both show."""
    lines = [document.title, document.subtitle]
    with speaking(document.spoken):
        for part in document.parts:
            headings = contents(document, part.depth) if isinstance(part, Contents) else ()
            lines += lines_of(part, headings)
    return [" ".join(line.split()) for line in lines if line.strip()]
