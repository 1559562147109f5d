"""A redline as its page shows it: changed terms first, then the text by sections, unchanged stretches apart."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby

from app.documents.compared import Change, Compared, Entries, Redline, Row, Rows, Text, Turn, is_record
from app.documents.differences import differ, newer, older
from app.documents.parts import Heading, Table, heading_text
from app.documents.schedules import SCHEDULES

WHOLE = "The whole term"
ORDER: tuple[Change, ...] = ("changed", "del", "ins", "same")
"""Terms that changed before those that went or came, each in the order of the text."""
_NUMBER = re.compile(r"^Table \d+: ")


@dataclass(frozen=True)
class ChangedTerm:
    """One cell of a term that differs, or a term that came or went as a whole."""

    place: str
    term: str
    cell: str
    change: Change
    before: str
    after: str
    is_total: bool


@dataclass(frozen=True)
class Stretch:
    """Parts that follow one another and differ, or of which none does."""

    changed: bool
    parts: list[Compared]

    @property
    def passages(self) -> int:
        """How many of them are more than a heading."""
        return sum(1 for part in self.parts if not isinstance(part.part, Heading))


@dataclass(frozen=True)
class Section:
    """One section of the text. `standing`: what is said about the text differs, such as its version or who signed."""

    id: str
    title: str
    heading: Text | None
    changed: bool
    standing: bool
    stretches: list[Stretch] = field(default_factory=list)


@dataclass(frozen=True)
class Reading:
    """What the page shows."""

    terms: list[ChangedTerm]
    passages: int
    sections: list[Section]

    @property
    def count_of_terms(self) -> int:
        """Terms that differ, however many of their cells do; a total is none."""
        return len({(term.place, term.term) for term in self.terms if not term.is_total})


def read(redline: Redline) -> Reading:
    """The page of a redline."""
    shown: list[Compared] = [part for part in redline.parts if not isinstance(part, Turn | Entries)]
    sections = [_section(number, parts) for number, parts in enumerate(_by_section(shown))]
    terms = [
        term
        for section, parts in zip(sections, _by_section(shown), strict=True)
        for part in parts
        for term in _terms(part, section.id)
    ]
    terms.sort(key=lambda term: ORDER.index(term.change))
    passages = sum(1 for part in shown if differs(part) and not _has_terms(part) and not _is_new_heading(part))
    return Reading(terms, passages, sections)


def differs(part: Compared) -> bool:
    """Whether the words agreed to differ: numbers move when something comes before them, and records are no part."""
    match part:
        case Turn() | Entries():
            return False
        case _ if is_record(part) or part.change == "same":
            return False
        case Text(change="changed"):
            return differ(part.words)
        case Rows(change="changed"):
            moved = all(_NUMBER.sub("", older(runs)) == _NUMBER.sub("", newer(runs)) for runs in part.above)
            header = part.header is not None and part.header.change != "same"
            return not moved or header or any(row.change != "same" for row in part.rows)
        case _:
            return True


def _by_section(parts: list[Compared]) -> list[list[Compared]]:
    """What stands before the first heading of the first level, then each such heading with what follows."""
    sections: list[list[Compared]] = [[]]
    for part in parts:
        if isinstance(part.part, Heading) and part.part.level == 1:
            sections.append([])
        sections[-1].append(part)
    return [section for section in sections if section]


def _section(number: int, parts: list[Compared]) -> Section:
    first = parts[0]
    heading = first if isinstance(first, Text) and isinstance(first.part, Heading) else None
    title = heading_text(heading.part) if heading and isinstance(heading.part, Heading) else "The front of the document"
    return Section(
        id=f"part-{number}",
        title=title,
        heading=heading,
        changed=any(differs(part) for part in parts),
        standing=any(is_record(part) and part.change != "same" for part in parts),
        stretches=list(_stretches(parts[1:] if heading else parts)),
    )


def _stretches(parts: list[Compared]) -> Iterator[Stretch]:
    """What differs with the headings above it, and what does not, in turn."""
    headings: list[Compared] = []
    for changed, group in groupby(parts, differs):
        stretch = [*headings, *group]
        headings = []
        while not changed and stretch and isinstance(stretch[-1].part, Heading):
            headings.insert(0, stretch.pop())
        if stretch:
            yield Stretch(changed, stretch)
    if headings:
        yield Stretch(changed=False, parts=headings)


# --- terms ----


def _is_new_heading(part: Compared) -> bool:
    """A heading that came or went with what stands beneath it."""
    return isinstance(part.part, Heading) and part.change != "changed"


def _has_terms(part: Compared) -> bool:
    return isinstance(part.part, Table) and part.part.key in SCHEDULES


def _terms(part: Compared, place: str) -> Iterator[ChangedTerm]:
    if not isinstance(part, Rows) or not isinstance(part.part, Table) or not _has_terms(part) or is_record(part):
        return
    for row in part.rows:
        if row.change != "same":
            yield from _of_row(part.part, row, place, is_total=part.part.total and row is part.rows[-1])


def _of_row(table: Table, row: Row, place: str, *, is_total: bool) -> Iterator[ChangedTerm]:
    shown = [newer(cell) or older(cell) for cell in row.cells]
    headers = [column.header for column in table.columns]
    term = " ".join(shown[:2]) if headers[0] == "Ref" else shown[0]
    if row.change == "changed":
        for header, cell in zip(headers, row.cells, strict=True):
            if differ(cell):
                yield ChangedTerm(place, term, header, row.change, older(cell), newer(cell), is_total)
        return
    said = "; ".join(
        f"{header}: {cell}" for header, cell in zip(headers, shown, strict=True) if cell and cell not in term
    )
    before, after = ("", said) if row.change == "ins" else (said, "")
    yield ChangedTerm(place, term, WHOLE, row.change, before, after, is_total)
