"""What a dispute pack says: the report, both positions, what was said and decided, and the timeline."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from app.documents.parts import (
    Column,
    Contents,
    Document,
    Facts,
    Heading,
    PageBreak,
    Paragraph,
    Part,
    Table,
    numbered,
)
from app.documents.phrases import long_date

MARKING = "NOT PROTECTIVELY MARKED"


@dataclass(frozen=True, slots=True)
class PositionFacts:
    """One disputed term: its cells with the commissioner's words and the provider's."""

    ref: str
    title: str
    rows: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class SaidFacts:
    """Something said in writing: when, by whom, for whom, about what."""

    when: str
    who: str
    about: str
    text: str


@dataclass(frozen=True, slots=True)
class RulingFacts:
    """A decision, or a settlement; `rows` are term, cell, from, to."""

    title: str
    standing: str
    reasons: str
    rows: tuple[tuple[str, str, str, str], ...]


@dataclass(frozen=True, slots=True)
class AnnexFacts:
    file: str
    title: str
    source: str
    sha256: str


Event = tuple[str, str, str, str]
"""When, what, by whom, in which words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeFacts:
    """Everything a pack says, in words; only what both sides may read."""

    title: str
    parties: str
    reference: str
    route: str
    paper: str
    commissioner: str
    made_on: date
    front: tuple[tuple[str, str], ...]
    report: tuple[tuple[str, str], ...]
    positions: tuple[PositionFacts, ...]
    comments: tuple[SaidFacts, ...]
    rulings: tuple[RulingFacts, ...]
    discussion: tuple[SaidFacts, ...] | None
    dispute_timeline: tuple[Event, ...]
    agreement_timeline: tuple[Event, ...] | None
    annexes: tuple[AnnexFacts, ...]
    demonstration: str | None = None


def compose(facts: DisputeFacts) -> Document:
    """The pack as a document; sections that this dispute cannot have (between two providers) are left out."""
    return Document(
        title="Dispute pack",
        subtitle=facts.title,
        marking=MARKING,
        reference=facts.reference,
        demonstration=facts.demonstration,
        author=facts.commissioner,
        dated=facts.made_on.isoformat(),
        parts=numbered([*_front(facts), *_sections(facts)]),
    )


def _front(facts: DisputeFacts) -> Iterator[Part]:
    yield Paragraph(facts.parties, style="strong")
    yield Facts((*facts.front, ("Pack made", long_date(facts.made_on))), caption="This dispute")
    yield Paragraph(
        "This pack holds only what both sides may read: nothing that one side keeps to itself, and no offer that was "
        "not sent. It is the same whoever asks for it.",
        style="note",
    )
    yield Contents(depth=1)


def _sections(facts: DisputeFacts) -> Iterator[Part]:
    sections = [
        (f"The {facts.paper}", _report),
        ("Where the two sides stand", _positions),
        ("Comments", _comments),
        ("What was decided or proposed", _rulings),
        ("Discussion", _discussion),
        ("Timeline of the dispute", _dispute_timeline),
        ("Timeline of the agreement", _agreement_timeline),
        ("Annexes", _annexes),
    ]
    number = 0
    for title, write in sections:
        parts = list(write(facts))
        if parts:
            number += 1
            if number == 1:
                yield PageBreak()
            yield Heading(title, number=str(number), anchor=f"section-{number}")
            yield from parts


def _report(facts: DisputeFacts) -> Iterator[Part]:
    for label, text in facts.report:
        yield Heading(label, level=2)
        yield Paragraph(text)


def _positions(facts: DisputeFacts) -> Iterator[Part]:
    for one in facts.positions:
        yield Table(
            f"{one.ref} {one.title}",
            (Column("What", 22), Column("The commissioner’s last offer", 39), Column("The provider’s last offer", 39)),
            one.rows,
        )


def _comments(facts: DisputeFacts) -> Iterator[Part]:
    yield from _said(facts.comments, "Nobody has commented.")


def _said(every: tuple[SaidFacts, ...], empty: str) -> Iterator[Part]:
    if not every:
        yield Paragraph(empty)
    for said in every:
        about = f", on {said.about}" if said.about else ""
        yield Paragraph(f"{said.who}{about}, {said.when}", style="strong")
        yield Paragraph(said.text)


def _rulings(facts: DisputeFacts) -> Iterator[Part]:
    if not facts.rulings:
        yield Paragraph("Nothing has been decided, and no settlement is proposed.")
    for ruling in facts.rulings:
        yield Heading(ruling.title, level=2)
        yield Paragraph(ruling.standing, style="strong")
        yield Paragraph(ruling.reasons)
        if ruling.rows:
            columns = (Column("Term", 26), Column("What", 18), Column("From", 28), Column("To", 28))
            yield Table("What it says of each term", columns, ruling.rows)


def _discussion(facts: DisputeFacts) -> Iterator[Part]:
    if facts.discussion is not None:
        yield from _said(facts.discussion, "Neither side has said anything in the shared discussion.")


def _dispute_timeline(facts: DisputeFacts) -> Iterator[Part]:
    yield _events("What happened in the dispute", facts.dispute_timeline)


def _agreement_timeline(facts: DisputeFacts) -> Iterator[Part]:
    if facts.agreement_timeline is not None:
        yield _events("What happened to the agreement", facts.agreement_timeline)


def _events(caption: str, events: tuple[Event, ...]) -> Table:
    columns = (Column("When", 22), Column("What", 22), Column("By", 18), Column("In detail", 38))
    return Table(caption, columns, events)


def _annexes(facts: DisputeFacts) -> Iterator[Part]:
    yield Table(
        "Files beside this document",
        (Column("File", 30), Column("What it is", 28), Column("From", 17), Column("Fingerprint (SHA-256)", 25)),
        tuple((annex.file, annex.title, annex.source, annex.sha256) for annex in facts.annexes),
        empty="There is no annex: nobody has added evidence.",
    )
