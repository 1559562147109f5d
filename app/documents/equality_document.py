"""What an equality document says: the screening, the full assessment where there is one, and the action plan."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from app.documents.agreement_facts import VersionRow
from app.documents.parts import Column, Contents, Document, Facts, Heading, PageBreak, Paragraph, Part, Table, numbered
from app.documents.phrases import long_date


@dataclass(frozen=True, slots=True)
class ScreeningRow:
    characteristic: str
    finding: str
    reason: str


@dataclass(frozen=True, slots=True)
class ImpactRow:
    characteristic: str
    impact: str
    level: str
    reason: str
    limb: str


@dataclass(frozen=True, slots=True)
class ActionRow:
    """One row of the action plan; `due` is a date in words, or "Ongoing" with its review date."""

    ref: str
    action: str
    characteristic: str
    intention: str
    lead: str
    due: str
    success: str
    status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EqualityFacts:
    """`assessment` holds (heading, text): evidence, consultation and so on; empty when screening asked for none."""

    round_title: str
    screened: str
    version: str
    commissioner: str
    dated: date
    author: str
    approver: str
    state: str
    is_draft: bool
    versions: tuple[VersionRow, ...]
    screening: tuple[ScreeningRow, ...]
    assessment: tuple[tuple[str, str], ...] = ()
    impacts: tuple[ImpactRow, ...] = ()
    outcome: str = ""
    justification: tuple[str, ...] = ()
    actions: tuple[ActionRow, ...] = ()
    marking: str = "NOT PROTECTIVELY MARKED"
    demonstration: str | None = None


def compose(facts: EqualityFacts) -> Document:
    """Screening, assessment and action plan as one document."""
    return Document(
        title=f"Equality assessment and action plan {facts.round_title}",
        subtitle=facts.screened,
        marking=facts.marking,
        reference=f"Equality {facts.round_title}",
        version=facts.version,
        demonstration=facts.demonstration,
        draft=facts.is_draft,
        author=facts.commissioner,
        dated=facts.dated.isoformat(),
        parts=numbered([*_front(facts), *_screening(facts), *_assessment(facts), *_actions(facts)]),
    )


def _front(facts: EqualityFacts) -> Iterator[Part]:
    yield Facts(
        (
            ("Commissioner", facts.commissioner),
            ("What was screened", facts.screened),
            ("Written by", facts.author),
            ("Approved by", facts.approver or "Not yet approved"),
            ("Version", facts.version),
        )
    )
    yield Paragraph(facts.state, "strong", record=True)
    yield Table(
        "Versions of this document",
        (Column("Version", 15), Column("Reason for issue or changes", 60), Column("Date issued", 25)),
        tuple((row.number, row.reason, long_date(row.date)) for row in facts.versions),
        empty="No version has been issued.",
    )
    yield PageBreak()
    yield Contents()


def _screening(facts: EqualityFacts) -> Iterator[Part]:
    yield PageBreak()
    yield Heading("Screening", 1, "1", "screening")
    yield Paragraph("A characteristic found relevant or unknown leads to a full assessment: unknown is not neutral.")
    yield Table(
        "Screening by protected characteristic",
        (Column("Characteristic", 26), Column("Finding", 18), Column("Reason", 56)),
        tuple((row.characteristic, row.finding, row.reason) for row in facts.screening),
        empty="No characteristic has been screened yet.",
    )


def _assessment(facts: EqualityFacts) -> Iterator[Part]:
    yield PageBreak("landscape" if facts.impacts else "portrait")
    yield Heading("Full assessment", 1, "2", "assessment")
    if not (facts.assessment or facts.impacts):
        yield Paragraph("Screening did not call for a full assessment.")
        return
    for index, (title, text) in enumerate(facts.assessment, start=1):
        yield Heading(title, 2, f"2.{index}", f"assessment-{index}")
        yield from (Paragraph(block) for block in text.split("\n\n") if block.strip())
    yield _impacts(facts.impacts)
    if facts.outcome:
        yield Paragraph(f"Outcome: {facts.outcome}", "strong")
    yield from (Paragraph(reason) for reason in facts.justification)


def _impacts(rows: tuple[ImpactRow, ...]) -> Table:
    return Table(
        "Impact by protected characteristic",
        _columns(("Characteristic", 18), ("Impact", 11), ("Level", 9), ("Reason", 40), ("Limb of the duty", 22)),
        tuple((row.characteristic, row.impact, row.level, row.reason, row.limb) for row in rows),
        empty="No impact has been recorded yet.",
    )


def _actions(facts: EqualityFacts) -> Iterator[Part]:
    yield PageBreak("landscape" if facts.actions else "portrait")
    yield Heading("Action plan", 1, "3", "action-plan")
    yield Table(
        "Actions, their leads and dates",
        _columns(
            ("Ref", 7),
            ("Action", 25),
            ("Characteristic", 14),
            ("Intention", 10),
            ("Lead", 13),
            ("Due", 13),
            ("How success is judged", 20),
            ("Status", 10),
        ),
        tuple(
            (row.ref, row.action, row.characteristic, row.intention, row.lead, row.due, row.success, row.status)
            for row in facts.actions
        ),
        empty="The plan has no actions.",
    )


def _columns(*named: tuple[str, float]) -> tuple[Column, ...]:
    return tuple(Column(header, share) for header, share in named)
