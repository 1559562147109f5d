"""By what the parts, rows and lines of one document are recognised in another."""

from collections.abc import Hashable

from app.documents.parts import (
    Bullets,
    Clause,
    Contents,
    Definitions,
    Facts,
    Heading,
    Paragraph,
    Part,
    Signature,
    Table,
)


class PartSigns:
    """Parts: a table by its schedule, a clause or heading by its number, prose by its words."""

    least = 0.2

    def equal(self, item: Part, /) -> Hashable:
        """What it says but for its number, which changes when something comes before it."""
        match item:
            case Table():
                return (_kind(item), item.caption, item.columns, item.rows)
            case Heading() | Clause():
                return (_kind(item), item.text)
            case _:
                return item

    def name(self, item: Part, /) -> Hashable:
        """What it is called, where it has a name."""
        match item:
            case Heading() | Clause():
                return (_kind(item), item.number) if item.number else None
            case Paragraph() | Bullets() | Signature():
                return None
            case _:
                return _kind(item)

    def words(self, item: Part, /) -> frozenset[str]:
        """Its words, marked with its kind; of a table its name, since rows are compared by themselves."""
        kind = str(_kind(item))
        match item:
            case Heading() | Clause() | Paragraph():
                said = item.text.split()
            case Bullets():
                said = " ".join(item.items).split()
            case Signature():
                said = item.side.split()
            case _:
                said = [""]
        return frozenset(f"{kind}{word}" for word in said)


def _kind(part: Part) -> Hashable:
    """Parts of different kinds are never one that changed: Word could not show that as a change of words."""
    match part:
        case Heading():
            return ("heading", part.level, bool(part.number))
        case Paragraph():
            return ("paragraph", part.style, part.record)
        case Table():
            return ("table", part.key or part.caption, len(part.columns))
        case Facts():
            return ("facts", part.caption)
        case Signature():
            return ("signature", len(part.lines))
        case Contents() | Definitions() | _:
            return (part.kind,)


class RowSigns:
    """Rows: by their title. A reference is a place in the table, which another term may take, so it counts with it."""

    least = 0.0

    def __init__(self, *, with_reference: bool = False) -> None:
        self._named = 2 if with_reference else 1

    def equal(self, item: tuple[str, ...], /) -> Hashable:
        return item

    def name(self, item: tuple[str, ...], /) -> Hashable:
        """The title, with the reference before it."""
        return item[: self._named] or None

    def words(self, item: tuple[str, ...], /) -> frozenset[str]:
        """The words of every cell, marked with their column: equal figures elsewhere are no likeness."""
        return frozenset(f"{column}\t{word}" for column, cell in enumerate(item) for word in cell.split())


class LineSigns:
    """Lines of a list: only by their words."""

    least = 0.0

    def equal(self, item: str, /) -> Hashable:
        return item

    def name(self, _item: str, /) -> Hashable:
        return None

    def words(self, item: str, /) -> frozenset[str]:
        return frozenset(item.split())
