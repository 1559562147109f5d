"""One change to many agreements at once: prepared, applied in the background, and undone as a whole within its time."""

from collections.abc import Mapping
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import Any, Protocol

from workflows.engine import Move, Workflow, guard
from workflows.roles import Role


class BulkState(StrEnum):
    PREPARED = "prepared"
    APPLYING = "applying"
    APPLIED = "applied"
    UNDONE = "undone"
    DISCARDED = "discarded"


class LineState(StrEnum):
    """Where one agreement of a bulk change stands."""

    WAITING = "waiting"
    DONE = "done"
    FAILED = "failed"
    UNDONE = "undone"


class BulkKind(StrEnum):
    RAISE = "raise a price line"
    SHEET = "set figures from a sheet"
    CELL = "set one value"
    ADD = "add a term"
    WITHDRAW = "take out a term"
    TEMPLATE = "move to a template version"
    ASSIGN = "assign a negotiator"
    SEND = "send"
    REMIND = "remind"

    @property
    def key(self) -> str:
        """As it stands in an address."""
        return self.name.lower()


class Bulk(Protocol):
    """What the guards look at."""

    @property
    def state(self) -> BulkState: ...
    @property
    def kind(self) -> BulkKind: ...
    @property
    def prepared_by_id(self) -> int: ...
    @property
    def undo_until(self) -> datetime | None: ...


NEGOTIATOR, MANAGER = frozenset({Role.COMMISSIONER_NEGOTIATOR}), frozenset({Role.ROUND_MANAGER})
MAY: Mapping[BulkKind, frozenset[Role]] = {
    BulkKind.RAISE: NEGOTIATOR,
    BulkKind.SHEET: NEGOTIATOR,
    BulkKind.CELL: NEGOTIATOR,
    BulkKind.ADD: NEGOTIATOR,
    BulkKind.WITHDRAW: NEGOTIATOR,
    BulkKind.SEND: NEGOTIATOR,
    BulkKind.TEMPLATE: NEGOTIATOR | MANAGER,
    BulkKind.REMIND: NEGOTIATOR | MANAGER,
    BulkKind.ASSIGN: MANAGER,
}
"""What is negotiated changes by those who negotiate it; who negotiates, and on which text, is the round's business."""
HOURS_TO_UNDO = 24


def raised(price: int, hundredths: int, to_nearest: int = 1) -> int:
    """A price raised by hundredths of a percent (150 is 1.5%), to the nearest `to_nearest` pounds, halves upwards."""
    exact = Decimal(price) * (10_000 + hundredths) / 10_000
    return int((exact / to_nearest).quantize(Decimal(1), ROUND_HALF_UP)) * to_nearest


def percent(hundredths: int) -> str:
    """150 as "1.5%"."""
    return f"{(Decimal(hundredths) / 100).normalize():f}%"


S = BulkState


@guard("Only whoever prepared it applies it and undoes it: everything in it is done in their name.")
def is_their_own(bulk: Bulk, *, person_id: int | None = None, **_: Any) -> bool:
    return person_id is not None and person_id == bulk.prepared_by_id


@guard("It would change no agreement. Choose other agreements, or another change.")
def something_changes(_: Bulk, *, affected: int = 0, **__: Any) -> bool:
    return affected > 0


@guard("The agreements have changed since you read the preview. Read it again, then apply it.")
def preview_is_as_read(_: Bulk, *, as_read: bool = True, **__: Any) -> bool:
    return as_read


@guard("Reminders have been read by now, and cannot be taken back.")
def it_can_be_taken_back(bulk: Bulk, **_: Any) -> bool:
    return bulk.kind is not BulkKind.REMIND


@guard("It changed nothing, so there is nothing to undo.")
def something_was_done(_: Bulk, *, done: int = 0, **__: Any) -> bool:
    return done > 0


@guard("It could be undone until {until}. Change the agreements one by one, or prepare another bulk change.")
def time_to_undo_is_left(bulk: Bulk, *, now: datetime, **_: Any) -> bool:
    return bulk.undo_until is not None and now <= bulk.undo_until


@guard(
    "It sent {drafts_sent}, and a draft that has been sent stays with its provider. Change what is sent in an offer."
)
def no_draft_was_sent(_: Bulk, *, drafts_sent: str = "", **__: Any) -> bool:
    return not drafts_sent


@guard("It is undone as a whole or not at all, and others have built on it: {built_on}.")
def nobody_has_built_on_it(_: Bulk, *, built_on: tuple[str, ...] | None = None, **__: Any) -> bool:
    return built_on == ()


STAFF = NEGOTIATOR | MANAGER
SYSTEM = {Role.SYSTEM}

workflow = Workflow(
    name="bulk change",
    states=BulkState,
    initial=S.PREPARED,
    final={S.UNDONE, S.DISCARDED},
    moves=[
        Move(
            "apply", [S.PREPARED], to=S.APPLYING, by=STAFF, when=[is_their_own, something_changes, preview_is_as_read]
        ),
        Move("discard", [S.PREPARED], to=S.DISCARDED, by=STAFF, when=[is_their_own]),
        Move("go_on", [S.APPLYING], to=None, by=STAFF, when=[is_their_own]),
        Move("finish", [S.APPLYING], to=S.APPLIED, by=SYSTEM),
        Move(
            "undo",
            [S.APPLIED],
            to=S.UNDONE,
            by=STAFF,
            when=[
                is_their_own,
                it_can_be_taken_back,
                something_was_done,
                no_draft_was_sent,
                time_to_undo_is_left,
                nobody_has_built_on_it,
            ],
        ),
    ],
)
