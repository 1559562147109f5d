"""Withhold parts of a signed text from its published version, each with its reason where it stood (domain §9)."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from app.documents.parts import Column, Document, Heading, PageBreak, Paragraph, Part, Signature, Table
from app.documents.schedules import SCHEDULES
from workflows.engine import Refused

PEOPLE, PROFILE = "people", "profile"
PERSONAL = {"Name", "Contact"}
"""Columns and lines that tell who a person is and where to reach them; their post stays."""
NAMED = {"partners"}
"""Schedules whose first column is itself what one withholds."""
NOT_WORDS = {"anchor", "key", "style", "orientation", "columns"}
REMOVED = "[withheld]"


@dataclass(frozen=True)
class Place:
    """Something that can be withheld: `key` is kept with the publication, `words` show it to whoever chooses."""

    key: str
    words: str


def places(document: Document) -> list[Place]:
    """What can be withheld of this text: people, the proposal, a whole schedule, or one line of it."""
    found = [Place(PEOPLE, "Names and contact details of people")]
    if any(_is_proposal(part) for part in document.parts):
        found.append(Place(PROFILE, "The provider's proposal"))
    for table in _schedules(document):
        title = SCHEDULES[table.key].title
        found.append(Place(table.key, f"{title}: every line"))
        found += [Place(f"{table.key}/{n}", f"{title}: {row[0]}") for n, row in _lines(table)]
    return found


def redacted(document: Document, redactions: Iterable[Mapping[str, str]]) -> Document:
    """The text as the public sees it: without what is withheld, with a list of that at the end.

    Drafts leave the version table: why each offer was made is between the two sides.
    Raises Refused for a place that the text does not have, and for one without a reason.
    """
    reasons = {redaction["place"]: redaction["reason"].strip() for redaction in redactions}
    known = {place.key for place in places(document)}
    for place, reason in reasons.items():
        if place not in known:
            raise Refused(f"This text has no place called {place}. Choose what to withhold from the list.")
        if not reason:
            raise Refused("Give the reason for each thing that is withheld: it stands in its place.")
    removed = _removed(document, reasons)
    parts = [_reworded(part, removed) for part in _masked(document.parts, reasons)]
    return replace(document, parts=(*parts, *(_list_of(document, reasons) if reasons else ())))


# --- where things stand -----------------------------------------------------------------------------------------------


def _schedules(document: Document) -> Iterator[Table]:
    for part in document.parts:
        if isinstance(part, Table) and part.key in SCHEDULES and part.key != "parties" and part.rows:
            yield part


def _lines(table: Table) -> list[tuple[int, tuple[str, ...]]]:
    """The lines of a schedule with their numbers, without its total."""
    return list(enumerate(table.rows[:-1] if table.total else table.rows, start=1))


def _is_proposal(part: Part) -> bool:
    return isinstance(part, Heading) and part.anchor.startswith("proposal-")


def _reason(table: Table, n: int, reasons: Mapping[str, str]) -> str:
    return reasons.get(f"{table.key}/{n}") or reasons.get(table.key, "")


# --- masking ----------------------------------------------------------------------------------------------------------


def _masked(parts: Sequence[Part], reasons: Mapping[str, str]) -> Iterator[Part]:
    skipping = False
    for part in parts:
        if PROFILE in reasons and _is_proposal(part):
            yield from () if skipping else (Paragraph(f"Withheld: {reasons[PROFILE]}"),)
            skipping = True
        elif isinstance(part, PageBreak):
            skipping = False
        if not skipping:
            yield _masked_part(part, reasons)


def _masked_part(part: Part, reasons: Mapping[str, str]) -> Part:
    match part:
        case Table(key="parties" | "approvals") if PEOPLE in reasons:
            personal = {i for i, column in enumerate(part.columns) if column.header in PERSONAL}
            return replace(part, rows=tuple(_without(row, personal, reasons[PEOPLE]) for row in part.rows))
        case Table(key="versions"):
            return replace(part, rows=tuple(row for row in part.rows if not row[0].startswith("0.")))
        case Table() if part.key in SCHEDULES:
            return replace(part, rows=tuple(_masked_rows(part, reasons)))
        case Signature() if PEOPLE in reasons:
            said = f"Withheld: {reasons[PEOPLE]}"
            return replace(part, lines=tuple((k, said if k in PERSONAL and v else v) for k, v in part.lines))
        case _:
            return part


def _masked_rows(table: Table, reasons: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    first = 0 if table.key in NAMED else 1
    hidden = ""
    for n, row in _lines(table):
        reason = _reason(table, n, reasons)
        hidden = hidden or reason
        yield _without(row, set(range(first, len(row))), reason) if reason else row
    if table.total:
        total = table.rows[-1]
        yield _without(total, {i for i, cell in enumerate(total) if cell and i}, hidden) if hidden else total


def _without(row: tuple[str, ...], cells: set[int], reason: str) -> tuple[str, ...]:
    """The row with these cells withheld; the first of them says why."""
    first = min(cells, default=-1)
    said = {first: f"Withheld: {reason}"}
    return tuple(said.get(i, "Withheld") if i in cells else cell for i, cell in enumerate(row))


# --- the same words elsewhere -----------------------------------------------------------------------------------------


def _removed(document: Document, reasons: Mapping[str, str]) -> re.Pattern[str] | None:
    """Names of withheld people and partners, and the total that would give a withheld price away by subtraction."""
    words: set[str] = set()
    for table in (part for part in document.parts if isinstance(part, Table)):
        if PEOPLE in reasons and table.key in ("parties", "approvals"):
            at = [i for i, column in enumerate(table.columns) if column.header in PERSONAL]
            words |= {row[i] for row in table.rows for i in at}
        elif table.key in NAMED:
            words |= {row[0] for n, row in _lines(table) if _reason(table, n, reasons)}
        elif table.total and any(_reason(table, n, reasons) for n, _ in _lines(table)):
            words |= {cell for cell in table.rows[-1][1:] if any(c.isdigit() for c in cell)}
    if PEOPLE in reasons:
        signed = (part for part in document.parts if isinstance(part, Signature))
        words |= {value for part in signed for label, value in part.lines if label in PERSONAL}
    exact = sorted((re.escape(word) for word in words if len(word) > 3), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(exact)})(?!\w)") if exact else None


def _reworded(part: Part, removed: re.Pattern[str] | None) -> Part:
    if removed is None:
        return part
    names = [field.name for field in fields(part) if field.name not in NOT_WORDS]
    return replace(part, **{name: _reworded_value(getattr(part, name), removed) for name in names})


def _reworded_value(value: Any, removed: re.Pattern[str]) -> Any:
    if isinstance(value, str):
        return removed.sub(REMOVED, value)
    return tuple(_reworded_value(one, removed) for one in value) if isinstance(value, tuple) else value


# --- the list of it ---------------------------------------------------------------------------------------------------


def _list_of(document: Document, reasons: Mapping[str, str]) -> Iterator[Part]:
    chosen = [place for place in places(document) if place.key in reasons]
    yield PageBreak("portrait")
    yield Heading("What this published version withholds", anchor="withheld")
    yield Table(
        "What is withheld and why",
        (Column("Where", 40), Column("Reason", 60)),
        tuple((_in_public(place), reasons[place.key]) for place in chosen),
        key="withheld",
    )


def _in_public(place: Place) -> str:
    """Where something is withheld, without saying what it is."""
    schedule, _, line = place.key.partition("/")
    return f"{SCHEDULES[schedule].title}: line {line}" if line and schedule in NAMED else place.words
