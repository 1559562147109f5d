"""Two documents as one: their parts as data, with the words, cells, rows and items that came and went."""

from dataclasses import dataclass
from typing import Literal

from app.documents.differences import Runs
from app.documents.parts import (
    Bullets,
    Clause,
    Contents,
    Definitions,
    Document,
    Facts,
    Heading,
    PageBreak,
    Paragraph,
    Signature,
    Table,
)

Change = Literal["same", "changed", "ins", "del"]
Grid = Table | Facts | Definitions | Signature


@dataclass(frozen=True, slots=True)
class Text:
    """A heading, clause or paragraph."""

    change: Change
    part: Heading | Clause | Paragraph
    number: Runs
    words: Runs


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a list."""

    change: Change
    words: Runs


@dataclass(frozen=True, slots=True)
class Items:
    """A list of lines."""

    change: Change
    part: Bullets
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Entries:
    """A contents list: its title and the headings that it names."""

    change: Change
    part: Contents
    title: Runs
    entries: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Row:
    change: Change
    cells: tuple[Runs, ...]


@dataclass(frozen=True, slots=True)
class Rows:
    """Anything made of rows; `above` stands over them: a caption, or a signature's side and declaration."""

    change: Change
    part: Grid
    above: tuple[Runs, ...]
    header: Row | None
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Turn:
    """Where the newer document turns the page: layout is not words, so it is never marked."""

    part: PageBreak
    change: Change = "same"


Compared = Text | Items | Entries | Rows | Turn


@dataclass(frozen=True, slots=True)
class Redline:
    """Two documents as one; the newer says how it looks."""

    old: Document
    new: Document
    title: Runs
    subtitle: Runs
    parts: tuple[Compared, ...]


def is_record(compared: Compared) -> bool:
    """Whether it is said about the text, and is no part of what was agreed."""
    return isinstance(compared.part, Signature) or bool(getattr(compared.part, "record", False))
