"""Look through every row of a file before it is imported: what is new, there already, changed, or to be mended."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import sqlalchemy as sa

from app import clock
from app.extensions import db
from app.imports import built, tables
from app.imports.cells import is_blank
from app.imports.meaning import WHOLE_ROW, Meaning, Said
from app.models import ImportedRow, ResponseImport, Round
from app.wording import day
from workflows.deadline import days_late, passed

REPORT_EVERY = 1_000
EXAMPLES = 5
Report = Callable[[int, int], None]
TOO_MANY = f"It holds more than {tables.MOST_ROWS:,} rows. Split the file, and import each part."


class Outcome(StrEnum):
    """What importing a row does."""

    NEW = "new"
    SAME = "same"
    CHANGED = "changed"
    REFUSED = "refused"
    LEFT_OUT = "left out"


@dataclass(slots=True)
class Judged:
    """A row, what importing it does, and how the same row of another file is known again."""

    said: Said
    outcome: Outcome
    identity: str = ""
    content: str = ""
    response_id: int | None = None


@dataclass
class Found:
    """What a look through a file found: counts, what has to be mended, and the first rows as examples."""

    counts: Counter[str] = field(default_factory=Counter)
    problems: list[list[Any]] = field(default_factory=list)
    examples: list[dict[str, Any]] = field(default_factory=list)
    digest: Any = field(default_factory=hashlib.sha256)

    def as_dict(self) -> dict[str, Any]:
        return {"counts": dict(self.counts), "examples": self.examples, "digest": self.digest.hexdigest()[:16]}


def look_through(one: ResponseImport, report: Report = lambda _done, _total: None) -> Found:
    """Judge every row. Raises tables.Unreadable."""
    found, closes = Found(), one.round.day("feedback_closes")
    for judged in judge(one, report):
        said = judged.said
        found.counts[judged.outcome] += 1
        found.digest.update(f"{said.row} {judged.outcome} {judged.content}\n".encode())
        found.problems += [[said.row, column, sentence] for column, sentence in said.problems]
        if judged.outcome in (Outcome.NEW, Outcome.CHANGED):
            found.counts["late"] += bool(closes and said.received and days_late(closes, said.received))
            found.counts["unnamed"] += said.about.get("name") == one.mapping["defaults"].get("name")
            found.counts["addresses"] += "email" in said.about
            found.counts["views"] += len(said.views)
            if len(found.examples) < EXAMPLES:
                found.examples.append(_example(judged))
    return found


def judge(one: ResponseImport, report: Report) -> Iterator[Judged]:
    """Every row that says anything, judged, in the order of the file. Raises tables.Unreadable."""
    meaning = Meaning(one.mapping, now=clock.now())
    known = {row.identity: row for row in db.session.execute(_known(one.round_id))}
    refused = _refusals(one.round, any_known=bool(known))
    seen: dict[str, int] = {}
    total = one.found.get("rows", 0)
    for count, (number, cells) in enumerate(body(one)):
        if count == tables.MOST_ROWS:
            raise tables.Unreadable(TOO_MANY)
        if count % REPORT_EVERY == 0:
            report(min(count, total), total)
        yield _judged(meaning.read(number, cells), one.survey, known, refused, seen)


def body(one: ResponseImport) -> Iterator[tuple[int, list[str]]]:
    """The rows below the headings that say anything, each with its number in the sheet."""
    start = one.layout["first"] - 1 + one.layout["headings"]
    content = one.upload.content if one.upload else b""
    for number, cells in enumerate(tables.rows(content, one.layout), 1):
        if number > start and not is_blank(cells):
            yield number, cells


def _judged(said: Said, survey: str, known: Any, refused: "Refusals", seen: dict[str, int]) -> Judged:
    content = said.content
    identity = _identity(said, survey, content, seen)
    if not identity:
        said.problems.append(
            (WHOLE_ROW, f"It has the same number as row {seen[_own(said, survey)]}. Leave one of them.")
        )
    if said.problems:
        return Judged(said, Outcome.LEFT_OUT, identity, content)
    there = known.get(identity)
    if there is None:
        return Judged(said, Outcome.NEW, identity, content)
    outcome = Outcome.SAME if there.content == content else Outcome.CHANGED
    if outcome is Outcome.CHANGED and (why := refused.why(there.response_id)):
        said.problems.append((WHOLE_ROW, why))
        outcome = Outcome.REFUSED
    return Judged(said, outcome, identity, content, there.response_id)


def _identity(said: Said, survey: str, content: str, seen: dict[str, int]) -> str:
    """By their own number within the survey; else by what it says, and how often the file has said it before.

    Empty for a number that the file has given before.
    """
    if said.own_id:
        own = _own(said, survey)
        if own in seen:
            return ""
        seen[own] = said.row
        return own
    times = seen[content] = seen.get(content, 0) + 1
    return hashlib.sha256(f"{content} {times}".encode()).hexdigest()


def _own(said: Said, survey: str) -> str:
    return hashlib.sha256(f"{survey.strip().lower()}\n{said.own_id}".encode()).hexdigest()


def _known(round_id: int) -> sa.Select[str, str, int]:
    return sa.select(ImportedRow.identity, ImportedRow.content, ImportedRow.response_id).where(
        ImportedRow.round_id == round_id
    )


@dataclass
class Refusals:
    """Which responses that were imported before can't be changed by another file, and why."""

    closed: str
    built_on: set[int]

    def why(self, response_id: int) -> str:
        if response_id in self.built_on:
            return "It has changed since it was imported, but its points are being worked on. What was imported stands."
        return self.closed


def _refusals(round_: Round, *, any_known: bool) -> Refusals:
    closes = round_.day("feedback_closes")
    closed = closes is not None and passed(closes, clock.now())
    words = f"It has changed since it was imported, but feedback closed at the end of {day(closes)}. What came stands."
    return Refusals(words if closed else "", built.responses(round_.id) if any_known else set())


def _example(judged: Judged) -> dict[str, Any]:
    said = judged.said
    words = next((view[1] for view in said.views.values() if view[1]), "")
    return {
        "row": said.row,
        "outcome": str(judged.outcome),
        "name": said.about.get("name", ""),
        "kind": said.about.get("organisation_name") or said.about["capacity"],
        "received": day(said.received),
        "places": sorted(said.views),
        "words": words if len(words) <= 120 else f"{words[:119]}…",
    }
