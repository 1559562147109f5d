"""Everything that a published edition of the intentions needs to know, as plain values."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from app.documents.agreement_facts import VersionRow
from app.documents.parts import Table

EditionKind = Literal["draft", "discussion", "revised", "final"]


@dataclass(frozen=True, slots=True)
class SaidAndDecided:
    """What was said of one intention and what was decided; "no view" is counted apart: silence is not support.

    None is a number that is held back, because it is small or would tell one that is.
    """

    agree: int | None
    partly: int | None
    disagree: int | None
    no_view: int | None
    decided: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class IntentionFacts:
    ref: str
    title: str
    direction: str
    explanation: str
    concerns: str
    said: SaidAndDecided | None = None


@dataclass(frozen=True, slots=True)
class GroupFacts:
    name: str
    introduction: str
    intentions: tuple[IntentionFacts, ...]


@dataclass(frozen=True, slots=True)
class NeedTable:
    """A table of need as it was published, with the sentence that explains it."""

    table: Table
    introduction: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionFacts:
    """One edition of one round's intentions. `respond` says how and by when; a final edition leaves it empty."""

    round_title: str
    kind: EditionKind
    number: str
    commissioner: str
    address: str
    published_on: date
    versions: tuple[VersionRow, ...]
    introduction: tuple[str, ...]
    assumptions: tuple[tuple[str, str], ...]
    groups: tuple[GroupFacts, ...]
    need: tuple[NeedTable, ...] = ()
    respond: tuple[str, ...] = ()
    respond_by: date | None = None
    equality_questions: tuple[str, ...] = ()
    marking: str = "NOT PROTECTIVELY MARKED"
    demonstration: str | None = None
