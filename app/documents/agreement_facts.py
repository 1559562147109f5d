"""Everything that an agreement document needs to know, as plain values: no database, no web."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal

from app.documents.parts import Column
from app.documents.schedules import SCHEDULES

Instrument = Literal["SLA", "contract schedule"]
Side = Literal["provider", "commissioner"]

FIGURE_TO_FOLLOW = "Figure to follow"


@dataclass(frozen=True, slots=True)
class ProviderFacts:
    name: str
    sector: str
    region: str = ""
    nation: str = "England"
    code: str = ""


@dataclass(frozen=True, slots=True)
class CommissionerFacts:
    name: str
    address: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TemplateClause:
    number: str
    text: str
    heading: str = ""
    bullets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TemplateSection:
    """A section of the national template; `schedules` names what is placed after its clauses."""

    number: str
    title: str
    clauses: tuple[TemplateClause, ...] = ()
    schedules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TemplateFacts:
    """A locked version of the national template."""

    title: str
    version: str
    sections: tuple[TemplateSection, ...]
    glossary: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class VersionRow:
    number: str
    reason: str
    date: date


@dataclass(frozen=True, slots=True)
class ScheduleFacts:
    """One schedule. Make it with `schedule`, which knows the columns of each kind."""

    key: str
    title: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""
    empty: str = ""


@dataclass(frozen=True, slots=True)
class ApprovalFacts:
    side: Side
    name: str
    post: str
    at: datetime


@dataclass(frozen=True, slots=True)
class SignatureFacts:
    """One side's signature; `fingerprint` is the digest of the text that was signed."""

    side: Side
    name: str
    post: str
    authority: str
    declaration: str
    at: datetime
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Redaction:
    """What a published version withholds, and why.

    A place is a schedule (`price`), a row by its first cell or its number (`price/Staff`, `price/#2`) or a
    cell (`price/Staff/Price`); `price/Annual operating price` is the total, wherever it is printed; `profile`,
    `profile/<heading>`, and `signatures` or `approvals` for the names in them.
    """

    place: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementFacts:
    """One version of one agreement, with what has happened to it so far."""

    instrument: Instrument
    reference: str
    provider: ProviderFacts
    commissioner: CommissionerFacts
    round_title: str
    starts_on: date
    ends_on: date
    template: TemplateFacts
    document_version: str
    version_rows: tuple[VersionRow, ...]
    state: str
    is_draft: bool
    dated: date
    marking: str = "NOT PROTECTIVELY MARKED"
    demonstration: str | None = None
    schedules: tuple[ScheduleFacts, ...] = ()
    price_total: str = FIGURE_TO_FOLLOW
    intentions: tuple[tuple[str, str], ...] = ()
    glossary: tuple[tuple[str, str], ...] = ()
    approvals: tuple[ApprovalFacts, ...] = ()
    signatures: tuple[SignatureFacts, ...] = ()
    redactions: tuple[Redaction, ...] = ()
    illustrative: bool = False
    profile: tuple[tuple[str, str], ...] = field(default=())
    """The provider's opening proposal as (heading, text): local need, rationale, sub-contracting, delivery plan."""


def schedule(key: str, rows: tuple[tuple[str, ...], ...], note: str = "") -> ScheduleFacts:
    """One of the known schedules with these rows. Raises KeyError for an unknown key, ValueError for a ragged row."""
    shape = SCHEDULES[key]
    for row in rows:
        if len(row) != len(shape.columns):
            raise ValueError(f"A row of {key} has {len(row)} cells; {len(shape.columns)} are needed: {row!r}")
    return ScheduleFacts(key, shape.title, shape.caption, shape.columns, rows, note, shape.empty)


def template_from(stored: Mapping[str, Any]) -> TemplateFacts:
    """The template that a stored (JSON) template describes. Raises KeyError when a part of it is missing."""
    return TemplateFacts(
        title=stored["title"],
        version=stored["version"],
        sections=tuple(_section(section) for section in stored["sections"]),
        glossary=tuple((entry["term"], entry["meaning"]) for entry in stored.get("glossary", ())),
    )


def _section(stored: Mapping[str, Any]) -> TemplateSection:
    return TemplateSection(
        number=stored["number"],
        title=stored["title"],
        clauses=tuple(
            TemplateClause(c["number"], c["text"], c.get("heading", ""), tuple(c.get("bullets", ())))
            for c in stored.get("clauses", ())
        ),
        schedules=tuple(stored.get("schedules", ())),
    )
