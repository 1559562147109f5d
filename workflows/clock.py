"""The rehearsal's clock: an administrator moves it, and only forward."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from workflows.engine import Move, Workflow, guard
from workflows.roles import Role


class ClockState(StrEnum):
    STANDING = "standing"


@guard("Choose a moment after {clock_stands_at}: the clock only moves forward.")
def moment_lies_ahead(_: Any, *, now: datetime, to: datetime | None = None, **__: Any) -> bool:
    return to is None or to > now


workflow = Workflow(
    name="clock",
    states=ClockState,
    initial=ClockState.STANDING,
    moves=[Move("move", [ClockState.STANDING], to=None, by={Role.ADMINISTRATOR}, when=[moment_lies_ahead])],
)
