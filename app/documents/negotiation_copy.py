"""What a negotiation copy says: how to use it, then the agreement with every negotiable value as a field to edit."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from app.documents.agreement_document import compose
from app.documents.agreement_facts import AgreementFacts
from app.documents.parts import Bullets, Column, Document, Facts, Heading, PageBreak, Paragraph, Part, Signature, Table
from app.documents.parts import numbered as count_tables
from app.documents.phrases import long_date
from app.documents.schedules import SCHEDULES
from workflows.schedule import FIGURE_TO_FOLLOW, LAYOUTS, Kind, Layout, Schedule, cell
from workflows.schedule import Column as TermColumn

NOTHING = "Nothing written"
"""What stands in a field that is empty, so that there is something to press."""
CHOICES = ("Firm", "Indicative", "Figure to follow")
SHARES = {Kind.LONG: 24, Kind.TEXT: 14, Kind.WHOLE: 11, Kind.MONEY: 14, Kind.YES_NO: 13, Kind.DATE: 14}
NUMBERS = {Kind.WHOLE, Kind.MONEY}
ADDED_UP = "the sum of the price lines"


@dataclass(frozen=True, slots=True)
class Field:
    """One value to edit: its mark, what it is called, and what one may choose from where there is a choice."""

    mark: str
    title: str
    choices: tuple[str, ...] = ()
    is_empty: bool = False


@dataclass(frozen=True, slots=True)
class FieldTable(Table):
    """A schedule whose cells are fields; its first two columns, reference and term, are not."""

    fields: tuple[tuple[Field | None, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class CopyFacts:
    """What a copy says about itself, and how it signs its fields."""

    number: int
    offer: int
    made_on: date
    address: str
    mark: Callable[[int, int], str]


def copy_of(facts: AgreementFacts, terms: Iterable[Any], copy: CopyFacts) -> Document:
    """The negotiation copy. A term is a Term, or a row with the same names.

    What is said *about* the text (versions, approvals, signatures, the total) is left out: only values are edited.
    """
    lines = list(terms)
    whole = compose(replace(facts, version_rows=(), approvals=(), signatures=(), price_total=ADDED_UP))
    tables = {schedule.value: _table(schedule, lines, copy) for schedule in Schedule}
    parts = [tables.get(getattr(part, "key", ""), part) if _has_rows(part) else part for part in _kept(whole.parts)]
    return replace(
        whole,
        title=f"Negotiation copy {copy.number}",
        subtitle=f"{whole.title}: {whole.subtitle}",
        reference=f"{whole.reference}, copy {copy.number}",
        version="",
        dated=copy.made_on.isoformat(),
        parts=count_tables([*_first_page(facts, copy), PageBreak(), *parts]),
    )


def printed(column: TermColumn, value: Any) -> str:
    """A value as the copy shows it; the same words come back when nobody has changed it."""
    if column.kind is Kind.DATE and value not in (None, "", FIGURE_TO_FOLLOW):
        return _day(value)
    return cell(column, value)


def _day(value: Any) -> str:
    try:
        return long_date(date.fromisoformat(str(value)))
    except ValueError:
        return str(value)


def _kept(parts: Sequence[Part]) -> Iterator[Part]:
    for part in parts:
        if not isinstance(part, Signature) and not getattr(part, "record", False):
            yield part


def _has_rows(part: Part) -> bool:
    return isinstance(part, Table) and bool(part.rows)


def _table(schedule: Schedule, terms: Sequence[Any], copy: CopyFacts) -> FieldTable:
    layout, shape = LAYOUTS[schedule], SCHEDULES[schedule.value]
    lines = [term for term in terms if term.schedule is schedule]
    return FieldTable(
        shape.caption,
        _columns(layout),
        tuple(_row(term, layout) for term in lines),
        empty=shape.empty,
        description=f"{shape.title}: the first two columns name the term, every other cell can be changed.",
        key=schedule.value,
        fields=tuple(_fields(term, layout, copy) for term in lines),
    )


def _columns(layout: Layout) -> tuple[Column, ...]:
    named = (Column(c.label, SHARES[c.kind], "right" if c.kind in NUMBERS else "left") for c in layout.columns)
    return (Column("Ref", 8), Column("Term", 16), *named)


def _row(term: Any, layout: Layout) -> tuple[str, ...]:
    return (term.ref, term.title, *(printed(c, term.fields.get(c.key)) or NOTHING for c in layout.columns))


def _fields(term: Any, layout: Layout, copy: CopyFacts) -> tuple[Field | None, ...]:
    made = (
        Field(
            mark=copy.mark(term.id, place),
            title=f"{term.ref} {column.label}",
            choices=CHOICES if column.kind is Kind.YES_NO else (),
            is_empty=not printed(column, term.fields.get(column.key)),
        )
        for place, column in enumerate(layout.columns)
    )
    return (None, None, *made)


def _first_page(facts: AgreementFacts, copy: CopyFacts) -> Iterator[Part]:
    came_from = f"Offer {copy.offer}, as it is on the table" if copy.offer else "The draft, which nobody else has seen"
    yield Facts(
        (
            ("Provider", facts.provider.name),
            ("Copy", f"{copy.number}, made on {long_date(copy.made_on)}"),
            ("Came from", came_from),
            ("Bring it back to", copy.address),
        ),
        caption="About this copy",
    )
    yield Heading("How to use this copy", anchor="how-to-use")
    yield Bullets(
        (
            "Change the shaded cells of the schedules. Everything else is the agreed template and cannot be negotiated "
            "here, so it is locked.",
            "Changes are tracked, and stay so. You need not accept them: they come back as if you had.",
            "Write sums and dates as you are used to: “£1.2m”, “1,200 places” and “end of March 2013” are understood. "
            "Where a figure is not known yet, write “figure to follow”.",
            "Put comments on cells. They come back as remarks on the term, for your own side unless you share them.",
            "To add or drop a line, say so in a comment. A row that you add or delete comes back too, for you to put "
            "in its place.",
            "Don’t copy rows in from another agreement: values that belong elsewhere are left out.",
        )
    )
    yield Heading("When you have finished", anchor="when-finished")
    yield Bullets(
        (
            "Save it as a Word document (.docx), with this name or any other.",
            "Bring it back on the page named above. You see each change, old and new, before anything is done with it.",
            "Nothing reaches the other side until somebody on your side sends the offer.",
        )
    )
    yield Paragraph(
        "This copy shows what is on the table and nothing that either side keeps to itself. Tracked changes and "
        "comments that you add are yours: send the file to the other side only if they may read them.",
        "note",
    )
