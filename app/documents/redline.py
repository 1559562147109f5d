"""Compare two documents by the smallest honest difference: words in prose, cells in tables, rows as rows."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from app.documents.alignment import Signs, align, likeness
from app.documents.chart import Chart
from app.documents.compared import Change, Compared, Entries, Grid, Item, Items, Redline, Row, Rows, Text, Turn
from app.documents.differences import Runs, differ, replaced, whole, words
from app.documents.parts import (
    Bullets,
    Clause,
    Contents,
    Document,
    Heading,
    PageBreak,
    Paragraph,
    Part,
    Signature,
    Table,
    caption_of,
    contents,
)
from app.documents.redline_signs import LineSigns, PartSigns, RowSigns

T = TypeVar("T")
PROSE = 8
"""Words from which on a cell is prose, and compared word by word; one of fewer is a value, and replaced as a whole."""


OTHER = 0.3
"""The share of words in common below which a text is another text: in crumbs it could not be read."""


def compare(old: Document, new: Document) -> Redline:
    """The two as one. Without what came it says exactly what `old` says, without what went exactly what `new` says."""
    parts = tuple(_parts(old, new))
    return Redline(old, new, words(old.title, new.title), words(old.subtitle, new.subtitle), parts)


def _parts(old: Document, new: Document) -> Iterator[Compared]:
    """What either says, in order, with the page turned where the newer one turns it."""
    before, _ = _without_turns(old)
    after, turns = _without_turns(new)
    for one, other, place in _placed(before, after):
        if other is not None:
            yield from turns.pop(place, ())
        yield _compared(one, other, old, new)
    yield from turns.pop(len(after), ())


def _placed(before: Sequence[Part], after: Sequence[Part]) -> Iterator[tuple[Part | None, Part | None, int]]:
    for at, there in align(before, after, PartSigns()):
        yield _at(before, at), _at(after, there), -1 if there is None else there


def _without_turns(document: Document) -> tuple[list[Part], dict[int, list[Turn]]]:
    """The parts that have words, and before which of them the page turns."""
    said: list[Part] = []
    turns: dict[int, list[Turn]] = {}
    for part in document.parts:
        if isinstance(part, PageBreak):
            turns.setdefault(len(said), []).append(Turn(part))
        else:
            said.append(_as_shown(part))
    return said, turns


def _as_shown(part: Part) -> Part:
    """A table without rows is the sentence that stands for it."""
    return Paragraph(part.empty, record=part.record) if isinstance(part, Table) and not part.rows else part


def _compared(old: Part | None, new: Part | None, before: Document, after: Document) -> Compared:
    match old if new is None else new:
        case Heading() | Clause() | Paragraph() as part:
            return _text(old, new, part)
        case Bullets() as part:
            return _items(old, new, part)
        case Contents() as part:
            return _entries(old, new, part, before, after)
        case None | PageBreak() | Chart():
            raise ValueError("A page break or a picture has no words to compare.")
        case part:
            return _rows(old, new, part)


def _text(old: Part | None, new: Part | None, part: Heading | Clause | Paragraph) -> Text:
    number = _value(_said(old, "number"), _said(new, "number"))
    said = _prose(_said(old, "text"), _said(new, "text"))
    return Text(_change(old, new, differ(number) or differ(said)), part, number, said)


def _items(old: Part | None, new: Part | None, part: Bullets) -> Items:
    items = []
    for one, other in _pairs(_several(old, "items"), _several(new, "items"), LineSigns()):
        said = _prose(one, other)
        items.append(Item(_change(one, other, differ(said)), said))
    return Items(_change(old, new, _any_differs(items)), part, tuple(items))


def _entries(old: Part | None, new: Part | None, part: Contents, before: Document, after: Document) -> Entries:
    """A contents list is made from the headings of its document."""
    was: tuple[Part, ...] = contents(before, part.depth) if old else ()
    now: tuple[Part, ...] = contents(after, part.depth) if new else ()
    entries = tuple(
        _text(one, other, heading)
        for one, other in _pairs(was, now, PartSigns())
        if isinstance(heading := one if other is None else other, Heading)
    )
    title = _prose(_said(old, "title"), _said(new, "title"))
    return Entries(_change(old, new, differ(title) or _any_differs(entries)), part, title, entries)


def _rows(old: Part | None, new: Part | None, part: Grid) -> Rows:
    above = tuple(_prose(one, other) for one, other in _side_by_side(_above(old), _above(new)))
    was, now = _headers(old), _headers(new)
    header = _row(was or None, now or None) if was or now else None
    signs = RowSigns(with_reference="Ref" in (was or now)[:1])
    rows = tuple(_row(one, other) for one, other in _pairs(_cells(old), _cells(new), signs))
    changed = any(map(differ, above)) or _any_differs(rows) or (header is not None and header.change != "same")
    return Rows(_change(old, new, changed), part, above, header, rows)


def _row(old: tuple[str, ...] | None, new: tuple[str, ...] | None) -> Row:
    cells = tuple(_cell(one, other) for one, other in _side_by_side(old, new))
    return Row(_change(old, new, any(map(differ, cells))), cells)


# --- what a part holds; None where there is no such part ----


def _said(part: Part | None, name: str) -> str | None:
    return None if part is None else getattr(part, name, "")


def _several(part: Part | None, name: str) -> tuple[str, ...]:
    return getattr(part, name, ())


def _above(part: Part | None) -> tuple[str, ...] | None:
    match part:
        case None:
            return None
        case Table():
            return (caption_of(part),)
        case Signature():
            return (part.side, part.declaration)
        case _:
            return ()


def _headers(part: Part | None) -> tuple[str, ...]:
    return tuple(column.header for column in part.columns) if isinstance(part, Table) else ()


def _cells(part: Part | None) -> tuple[tuple[str, ...], ...]:
    if isinstance(part, Table):
        return part.rows
    if isinstance(part, Signature):
        return part.lines
    return getattr(part, "entries", ())


# --- differences ----


def _prose(old: str | None, new: str | None) -> Runs:
    if old is None or new is None:
        return whole("ins", new or "") if old is None else whole("del", old)
    is_other = likeness(frozenset(old.split()), frozenset(new.split())) < OTHER
    return replaced(old, new) if is_other else words(old, new)


def _value(old: str | None, new: str | None) -> Runs:
    return _prose(old, new) if old is None or new is None else replaced(old, new)


def _cell(old: str | None, new: str | None) -> Runs:
    is_prose = old is not None and new is not None and min(len(old.split()), len(new.split())) >= PROSE
    return _prose(old, new) if is_prose else _value(old, new)


def _change(old: object, new: object, changed: bool) -> Change:  # noqa: FBT001 (the one thing it is about)
    if old is None:
        return "ins"
    return "del" if new is None else "changed" if changed else "same"


def _any_differs(pieces: Iterable[Text | Item | Row]) -> bool:
    return any(piece.change != "same" for piece in pieces)


def _pairs(old: Sequence[T], new: Sequence[T], signs: Signs[T]) -> list[tuple[T | None, T | None]]:
    return [(_at(old, at), _at(new, there)) for at, there in align(old, new, signs)]


def _at(items: Sequence[T], place: int | None) -> T | None:
    return None if place is None else items[place]


def _side_by_side(old: Sequence[str] | None, new: Sequence[str] | None) -> list[tuple[str | None, str | None]]:
    """Cells of one row, or lines above one table: as many on both sides, or none on one."""
    count = len(old or new or ())
    return list(zip(old or (None,) * count, new or (None,) * count, strict=True))
