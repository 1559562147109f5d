"""Write imported responses by the thousand: plain inserts in the caller's transaction, so all are there or none."""

import pickle
import secrets
from collections.abc import Iterable, Iterator
from datetime import date
from typing import IO, Any

import sqlalchemy as sa

from app import chain, clock
from app.extensions import db
from app.imports.checking import Judged
from app.imports.meaning import Said
from app.inserting import Insert
from app.models import ImportedRow, Intention, Invitee, Person, Point, Response, ResponseImport, View
from app.models.point import order_of_place
from app.responses.points import adverse_place, text_of
from workflows.deadline import days_late
from workflows.point import PointState
from workflows.response import ResponseState

AT_ONCE = 1_000
"""Rows written by one insert."""
CHANNEL = "survey"
Rows = list[tuple[Any, ...]]


class Spool:
    """Judged rows put by on disk while nothing is locked, and given back in lots: memory stays small."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.count = 0

    def put(self, judged: Iterable[Judged]) -> None:
        lot: list[Judged] = []
        for one in judged:
            lot.append(one)
            if len(lot) == AT_ONCE:
                self._keep(lot)
                lot = []
        self._keep(lot)

    def _keep(self, lot: list[Judged]) -> None:
        if lot:
            self.count += len(lot)
            pickle.dump(lot, self._file, pickle.HIGHEST_PROTOCOL)

    def lots(self) -> Iterator[list[Judged]]:
        self._file.seek(0)
        given = 0
        while given < self.count:
            lot: list[Judged] = pickle.load(self._file)  # noqa: S301 - we wrote it a moment ago  # nosec B301
            given += len(lot)
            yield lot


class Writer:
    """Writes the new responses of one import, numbered from the first free number."""

    def __init__(self, one: ResponseImport, *, by: Person, edition_id: int, count: int) -> None:
        self._one, self._by = one, by
        self._now, self._closes = clock.now(), one.round.day("feedback_closes")
        self._ties = Ties(one.round_id)
        self._intentions, self._adverse = _intentions(one.round_id), adverse_place(one.round_id)
        self._numbers = _numbers(count)
        sent = {
            "round_id": one.round_id, "edition_id": edition_id, "state": ResponseState.SUBMITTED, "channel": CHANNEL,
            "entered_by_id": by.id, "started_at": self._now, "submitted_at": self._now,
        }  # fmt: skip
        self._responses = Insert(Response, OF_RESPONSE, sent)
        self._views = Insert(
            View, OF_VIEW, {"characteristics": [], "sent_characteristics": [], "saved_at": clock.real_now()}
        )
        self._points = Insert(Point, OF_POINT, {"round_id": one.round_id, "state": PointState.UNANSWERED})
        self._rows = Insert(ImportedRow, OF_ROW, {"round_id": one.round_id, "response_import_id": one.id})

    def write(self, lot: list[Judged]) -> None:
        """Insert a lot of new responses with their views, points, timeline entries and where they came from."""
        numbered = [(next(self._numbers), judged) for judged in lot]
        views: Rows = []
        points: Rows = []
        for number, judged in numbered:
            self._say(number, judged.said, views, points)
        self._responses.rows(self._response(number, judged.said) for number, judged in numbered)
        self._views.rows(views)
        self._points.rows(points)
        self._rows.rows((number, one.said.row, one.identity, one.content) for number, one in numbered)
        file = f"of {self._one.file_name} (import {self._one.id})"
        chain.created_many(
            Response.workflow.name,
            [(number, f"row {judged.said.row:,} {file}") for number, judged in numbered],
            round_id=self._one.round_id,
            state=ResponseState.SUBMITTED.value,
            by=self._by,
            action="import",
        )

    def _response(self, number: int, said: Said) -> tuple[Any, ...]:
        came, about = said.received or self._now, said.about
        invitee, longer = self._ties.of(about)
        closes = max((day for day in (self._closes, longer) if day), default=None)
        late = days_late(closes, came) if closes else 0
        general = said.views["general"][1] if "general" in said.views else ""
        known = [about.get(name, "") for name in ABOUT]
        moment = self._responses.moment(came)
        return (number, secrets.token_hex(32), moment, late, general, about["permission"], invitee, longer, *known)

    def _say(self, number: int, said: Said, views: Rows, points: Rows) -> None:
        came = self._points.moment(said.received or self._now)
        for place, (stance, comment, evidence, wording) in said.views.items():
            text, held = text_of(comment, evidence, wording), stance or None
            views.append((number, place, held, held, comment, evidence, wording, text))
            if text:
                about = self._intentions.get(place)
                order = order_of_place(place)
                points.append((number, place, order, place, about, held, text, place == self._adverse, came))


class Ties:
    """Who was invited to a round, to tell whose response a row is: as app/stakeholders/ties.py does for one."""

    def __init__(self, round_id: int) -> None:
        found = sa.select(Invitee.id, Invitee.name, Invitee.email, Invitee.extended_to).where(
            Invitee.round_id == round_id
        )
        self._by_email: dict[str, tuple[int, date | None]] = {}
        self._by_name: dict[str, tuple[int, date | None]] = {}
        for row in db.session.execute(found.order_by(Invitee.id)):
            self._by_name.setdefault(row.name.lower(), (row.id, row.extended_to))
            if row.email:
                self._by_email.setdefault(row.email.lower(), (row.id, row.extended_to))

    def of(self, about: dict[str, str]) -> tuple[int | None, Any]:
        """The invitation that it follows, and the later day that it was given: as the database takes it."""
        found = self._by_email.get(about.get("email", "").lower())
        found = found or self._by_name.get(about.get("organisation_name", "").lower())
        return found or (None, None)


ABOUT = (
    "name", "email", "capacity", "organisation_name", "organisation_kind", "speaks_for", "nation", "area", "language",
)  # fmt: skip
OF_RESPONSE = (
    "id",
    "code_hash",
    "received_at",
    "late_days",
    "general",
    "permission",
    "invitee_id",
    "extended_to",
    *ABOUT,
)
OF_VIEW = ("response_id", "place", "stance", "sent_stance", "comment", "evidence", "wording", "sent_text")
OF_POINT = (
    "response_id",
    "place",
    "place_order",
    "said_in",
    "intention_id",
    "stance",
    "text",
    "adverse",
    "received_at",
)
OF_ROW = ("response_id", "row", "identity", "content")


def _intentions(round_id: int) -> dict[str, int]:
    rows = db.session.execute(sa.select(Intention.ref, Intention.id).where(Intention.round_id == round_id))
    return {row.ref: row.id for row in rows}


def _numbers(count: int) -> Iterator[int]:
    """Numbers for new responses that nobody else is given.

    SQLite gives the number after the highest, and has locked the others out; it must not give again one that a
    deleted response had, whose history is still there. PostgreSQL has a sequence.
    """
    if db.engine.dialect.name == "sqlite":
        highest = db.session.scalar(sa.select(sa.func.max(Response.id))) or 0
        first = max(highest, chain.highest_number(Response.workflow.name)) + 1
        return iter(range(first, first + count))
    drawn = sa.select(sa.func.nextval(sa.func.pg_get_serial_sequence("response", "id"))).select_from(
        sa.func.generate_series(1, count)
    )
    return iter(list(db.session.scalars(drawn)))
