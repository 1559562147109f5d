"""The list of a round's responses: a page at a time, found by who sent them and how."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import UTC, datetime, timedelta
from typing import Any

import sqlalchemy as sa

from app.areas import AREAS, NOT_KNOWN
from app.extensions import db
from app.models import Person, Response, Round
from app.permissions import responses_seen_by
from workflows.response import ResponseState

AT_ONCE = 50
BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


@dataclass(frozen=True)
class Asked:
    """What the list is narrowed to, as it stands in the address."""

    name: str = ""
    kind: str = ""
    area: str = ""
    late: str = ""
    language: str = ""

    def as_arguments(self) -> dict[str, Any]:
        return {name: value for name, value in vars(self).items() if value}


@dataclass(frozen=True, slots=True)
class Page:
    """Some responses, the newest first; how many there are, and how many of them late; where the next page begins."""

    rows: Sequence[Any]
    total: int
    late: int
    after: str


def from_arguments(arguments: Mapping[str, str]) -> Asked:
    return Asked(**{each.name: (arguments.get(each.name) or "").strip()[:100] for each in fields(Asked)})


def page(round_: Round, asked: Asked, *, seen_by: Person, after: str = "") -> Page:
    """A page of the responses that were sent, as far as this person may see them."""
    found = sa.select(Response.id).where(
        Response.round_id == round_.id,
        Response.state.not_in(NOT_SENT),
        responses_seen_by(seen_by),
        *_conditions(asked),
    )
    late = sa.func.coalesce(sa.func.sum(sa.case((Response.late_days > 0, 1), else_=0)), 0)
    total, number_late = db.session.execute(found.with_only_columns(sa.func.count(), late)).one()
    columns = found.with_only_columns(
        Response.id, Response.name, Response.organisation_name, Response.organisation_kind, Response.submitted_at,
        Response.late_days, Response.channel, Response.permission,
    )  # fmt: skip
    order = (Response.submitted_at, Response.id)
    place = _place(after)
    if place is not None:
        columns = columns.where(sa.tuple_(*order) < sa.tuple_(sa.literal(place[0], order[0].type), place[1]))
    rows = list(db.session.execute(columns.order_by(*[each.desc() for each in order]).limit(AT_ONCE + 1)))
    last = rows[AT_ONCE - 1] if len(rows) > AT_ONCE else None
    return Page(rows[:AT_ONCE], total, number_late, _key(last) if last else "")


NOT_SENT = (ResponseState.DRAFT,)


def _conditions(asked: Asked) -> list[sa.ColumnElement[bool]]:
    found = []
    if asked.name:
        found.append(sa.or_(*[_has(column, asked.name) for column in (Response.name, Response.organisation_name)]))
    for value, column in (
        (asked.kind, Response.organisation_kind), (asked.area, Response.area), (asked.language, Response.language),
    ):  # fmt: skip
        if value:
            found.append(column == ("" if value == "unknown" else value))
    if asked.late:
        found.append(Response.late_days > 0 if asked.late == "late" else Response.late_days == 0)
    return found


def _has(column: Any, words: str) -> sa.ColumnElement[bool]:
    """Words within a name, as typed or as names are commonly written: databases do not agree on other letters' case."""
    place_in = sa.func.instr if db.engine.dialect.name == "sqlite" else sa.func.strpos
    spellings = {words, words.lower(), words.upper(), words.title(), words.capitalize()}
    return sa.or_(*[place_in(column, each) > 0 for each in sorted(spellings)])


def options() -> dict[str, list[tuple[str, str]]]:
    """What each filter offers."""
    kinds = ("provider", "department", "voluntary body", "private company", "representative body", "other")
    return {
        "kind": [("public", "Members of the public"), *[(kind, kind.capitalize()) for kind in kinds]],
        "area": [*[(area, area) for area in AREAS], ("unknown", NOT_KNOWN)],
        "late": [("late", "Late"), ("in time", "In time")],
        "language": [("en", "English"), ("cy", "Welsh")],
    }


def _key(row: Any) -> str:
    return f"{(row.submitted_at - BEGINNING) // MICROSECOND}.{row.id}"


def _place(key: str) -> tuple[datetime, int] | None:
    """The place that a key from an address means; None for anything else, which is the beginning."""
    parts = key.split(".")
    if len(parts) != 2 or not all(part.isascii() and part.isdecimal() and len(part) < 17 for part in parts):
        return None
    return (BEGINNING + int(parts[0]) * MICROSECOND, int(parts[1])) if int(parts[1]) < 2**31 else None
