"""The text of an agreement as notices of change have varied it: each changed passage names its notice."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from types import SimpleNamespace
from typing import Any

from app.documents.agreement_facts import FIGURE_TO_FOLLOW, AgreementFacts, ScheduleFacts, schedule
from app.documents.agreement_schedules import table_of
from app.documents.parts import Bullets, Clause, Document, Heading, PageBreak, Paragraph, Part, Table, numbered
from app.models import NoticeChange
from app.notices.register import register_rows
from app.signing.schedules import ROWS
from app.wording import money
from workflows.checks import operating_price
from workflows.schedule import Schedule

CAUSES = {"notice": "", "decision": ", price decided", "undo": ", undone"}
Marks = Mapping[int, Mapping[int, str]]
"""By the id of a term, the notice that each of its changed cells names."""


def varied(
    kept: Document, facts: AgreementFacts, terms: Sequence[Any], changes: Sequence[NoticeChange], number: str, on: date
) -> Document:
    """The kept text as `changes` (all that were ever made, in order) leave it, as version `number`.

    Only schedules that a notice has touched, the total where it is named, and the change register are written anew:
    every other word stays as it was signed.
    """
    marks = marks_of(terms, changes)
    total = _total(terms, changes)
    known = replace(facts, price_total=total)
    tables = {key: table_of(known, rows) for key, rows in _schedules(terms, changes, marks).items()}
    tables["changes"] = table_of(known, schedule("changes", register_rows(changes)))
    before = _total_of(kept)
    parts = [_written(part, tables, before, total) for part in kept.parts]
    parts += _missing(kept, tables)
    return replace(kept, version=number, draft=False, dated=on.isoformat(), parts=numbered(parts))


def next_number(number: str) -> str:
    """Version 2.0 follows 1.0."""
    return f"{int(number.split('.', maxsplit=1)[0]) + 1}.0"


def name_of(change: NoticeChange) -> str:
    """How a passage names its notice."""
    return f"notice {change.notice.number}{CAUSES[change.cause]}"


def marks_of(terms: Sequence[Any], changes: Sequence[NoticeChange]) -> dict[int, dict[int, str]]:
    """The last notice that changed each cell of each term's row."""
    by_id = {term.id: term for term in terms}
    marks: dict[int, dict[int, str]] = {}
    for change in changes:
        term = by_id[change.term_id]
        before, after = (_row(term, {**term.fields, **cells}) for cells in (change.before, change.after))
        for place, (was, is_) in enumerate(zip(before, after, strict=True)):
            if was != is_:
                marks.setdefault(term.id, {})[place] = name_of(change)
    return marks


def _row(term: Any, fields: Mapping[str, Any]) -> tuple[str, ...]:
    line = SimpleNamespace(ref=term.ref, title=term.title, intentions=term.intentions, fields=fields)
    return ROWS[term.schedule](line)


def _schedules(terms: Sequence[Any], changes: Sequence[NoticeChange], marks: Marks) -> dict[str, ScheduleFacts]:
    touched = {change.term.schedule for change in changes}
    return {
        kind.value: schedule(
            kind.value,
            tuple(_marked(_row(t, t.fields), marks.get(t.id, {})) for t in terms if t.schedule is kind),
        )
        for kind in Schedule
        if kind in touched
    }


def _marked(row: tuple[str, ...], marks: Mapping[int, str]) -> tuple[str, ...]:
    return tuple(f"{cell} ({marks[place]})" if place in marks else cell for place, cell in enumerate(row))


# --- the total --------------------------------------------------------------------------------------------------------


def _total(terms: Sequence[Any], changes: Sequence[NoticeChange]) -> str:
    """The annual operating price in words, naming the notice that last changed it."""
    priced = [term for term in terms if term.schedule is Schedule.PRICE]
    words = money(operating_price(priced)) if priced else FIGURE_TO_FOLLOW
    of_price = [
        c for c in changes if c.term.schedule is Schedule.PRICE and c.before.get("price") != c.after.get("price")
    ]
    return f"{words} ({name_of(of_price[-1])})" if of_price else words


def _total_of(kept: Document) -> str:
    """The total as the kept text has it; empty when it has none, or only a figure to follow."""
    tables = (part for part in kept.parts if isinstance(part, Table) and part.key == "price" and part.total)
    table = next(tables, None)
    total = table.rows[-1][3] if table else ""
    return "" if total == FIGURE_TO_FOLLOW else total


# --- the parts --------------------------------------------------------------------------------------------------------


def _written(part: Part, tables: Mapping[str, Table], before: str, total: str) -> Part:
    match part:
        case Table() if part.key in tables:
            return tables[part.key]
        case Clause() | Paragraph() if before and before in part.text:
            return replace(part, text=part.text.replace(before, total))
        case Bullets() if before and any(before in item for item in part.items):
            return replace(part, items=tuple(item.replace(before, total) for item in part.items))
        case _:
            return part


def _missing(kept: Document, tables: Mapping[str, Table]) -> Iterator[Part]:
    """Tables that the signed text had no place for."""
    placed = {part.key for part in kept.parts if isinstance(part, Table)}
    left = [table for key, table in tables.items() if key not in placed]
    if left:
        yield PageBreak("landscape")
        yield Heading("Changed since signature", anchor="changed-since-signature")
        yield from left
