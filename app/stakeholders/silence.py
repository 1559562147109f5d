"""How far everyone invited to a round has come, and where the silence is: by kind and area."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

import sqlalchemy as sa

from app.areas import AREAS
from app.areas import NOT_KNOWN as NO_AREA
from app.extensions import db
from app.models import Invitee, Response, Round
from app.stakeholders.kinds import KINDS
from app.stakeholders.kinds import NOT_KNOWN as NO_KIND
from app.stakeholders.queries import NONE
from app.wording import plural

FILTERS = ("kind", "area", "step", "q")


class Step(StrEnum):
    """How far somebody invited has come. Whoever answers has taken every step before, seen or not."""

    ANSWERED = "answered"
    STARTED = "started"
    OPENED = "opened"
    SILENT = "silent"
    NOT_TOLD = "not told"


UNANSWERED = "unanswered"
"""In a filter: everyone who was told and has not answered, however far they have come."""


@dataclass(frozen=True)
class Invited:
    """One line of the invitation list, with what became of it."""

    id: int
    name: str
    email: str
    kind: str
    area: str
    step: Step
    invited_at: datetime | None
    opened_at: datetime | None
    answered_at: datetime | None
    reminded_at: datetime | None
    reminders: int
    opted_out: bool
    extended_to: date | None

    @property
    def in_words(self) -> tuple[str, str]:
        """Kind and area as they are called."""
        return KINDS.get(self.kind, NO_KIND), self.area or NO_AREA


@dataclass(frozen=True)
class Cell:
    """Everyone told of one kind in one area."""

    told: int
    answered: int
    silent: int

    @property
    def share(self) -> float:
        return self.answered / self.told if self.told else 0.0

    @property
    def words(self) -> str:
        return f"{self.answered} of {self.told}" if self.told else "–"


@dataclass(frozen=True)
class Map:
    """Kinds by areas; only those that somebody is of. `cells` goes by kind and area, as the filters spell them."""

    kinds: Sequence[tuple[str, str]]
    areas: Sequence[tuple[str, str]]
    cells: Mapping[tuple[str, str], Cell]
    whole: Cell


def everyone(round_: Round) -> list[Invited]:
    """The invitation list by name, with how far each has come, in one query. For staff who read responses only."""
    sent = sa.func.max(Response.submitted_at).label("sent")
    responses = (
        sa.select(Response.invitee_id, sent)
        .where(Response.round_id == round_.id, Response.invitee_id.is_not(None))
        .group_by(Response.invitee_id)
        .subquery()
    )
    rows = db.session.execute(
        sa.select(Invitee, responses.c.invitee_id, responses.c.sent)
        .outerjoin(responses, responses.c.invitee_id == Invitee.id)
        .where(Invitee.round_id == round_.id)
        .order_by(sa.func.lower(Invitee.name), Invitee.id)
    )
    return [_invited(invitee, started, answered) for invitee, started, answered in rows]


def _invited(invitee: Invitee, started: int | None, answered_at: datetime | None) -> Invited:
    if answered_at:
        step = Step.ANSWERED
    elif started is not None:
        step = Step.STARTED
    elif invitee.opened_at:
        step = Step.OPENED
    else:
        step = Step.SILENT if invitee.invited_at else Step.NOT_TOLD
    return Invited(
        invitee.id, invitee.name, invitee.email, invitee.kind, invitee.area, step, invitee.invited_at,
        invitee.opened_at, answered_at, invitee.reminded_at, invitee.reminders, invitee.opted_out_at is not None,
        invitee.extended_to,
    )  # fmt: skip


def filtered(people: Iterable[Invited], asked: Mapping[str, str]) -> list[Invited]:
    """Those whom the filters of the address let through."""
    return [one for one in people if all(_lets_through(one, name, value) for name, value in asked.items())]


def _lets_through(one: Invited, name: str, value: str) -> bool:
    if name == "q":
        return all(part in one.name.casefold() for part in value.casefold().split())
    if name == "step":
        if value == UNANSWERED:
            return one.step in (Step.SILENT, Step.OPENED, Step.STARTED)
        return one.step == value
    return bool(getattr(one, name) == ("" if value == NONE else value)) if name in ("kind", "area") else True


def counted(people: Iterable[Invited]) -> list[tuple[str, int]]:
    """How many stand at each step, the furthest first."""
    steps = [one.step for one in people]
    return [(str(step), steps.count(step)) for step in Step]


def map_of(people: Sequence[Invited]) -> Map:
    """Where the silence is. Who was not told cannot be silent, and is left out."""
    told = [one for one in people if one.step is not Step.NOT_TOLD]
    return Map(
        kinds=_present({one.kind for one in told}, KINDS, NO_KIND),
        areas=_present({one.area for one in told}, {area: area for area in AREAS}, NO_AREA),
        cells={
            (kind or NONE, area or NONE): _cell(one for one in told if one.kind == kind and one.area == area)
            for kind, area in {(one.kind, one.area) for one in told}
        },
        whole=_cell(told),
    )


def _present(said: set[str], known: Mapping[str, str], unknown: str) -> list[tuple[str, str]]:
    """Those of a list that somebody is of, in its order; last those of whom it is not known, or who are elsewhere."""
    listed = [(key, label) for key, label in known.items() if key in said]
    others = [(key, key) for key in sorted(said - known.keys()) if key]
    return [*listed, *others, *([(NONE, unknown)] if "" in said else [])]


def _cell(people: Iterable[Invited]) -> Cell:
    steps = [one.step for one in people]
    return Cell(len(steps), steps.count(Step.ANSWERED), steps.count(Step.SILENT))


def finding(found: Map) -> str:
    """What the map shows, as a sentence."""
    whole = found.whole
    if not whole.told:
        return "Nobody has been told yet"
    silent = f"{plural(whole.silent, 'is', 'are')} silent"
    worst = max(found.cells.items(), key=lambda item: (item[1].silent, item[1].told), default=None)
    said = f"{whole.answered:,} of {whole.told:,} have answered, and {silent}"
    if worst is None or not worst[1].silent or len(found.cells) == 1:
        return said
    (kind, area), cell = worst
    label = {**dict(found.kinds), **{f"area {key}": name for key, name in found.areas}}
    where = f"{label[kind].lower()}, {label[f'area {area}']}"
    return f"{said}. The largest silence: {where} ({cell.silent} of {cell.told})"
