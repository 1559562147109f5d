"""What can be done with the rehearsal's clock: start it, and move it forward."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from app import clock, due
from app.extensions import db
from app.models import Setting
from app.perform import perform
from app.permissions import Actor
from app.wording import moment
from workflows.clock import ClockState, workflow
from workflows.engine import Refused, Workflow


@dataclass
class Clock:
    """The one clock of a rehearsal, as something that people move: its moves are on a timeline of its own."""

    workflow: ClassVar[Workflow[ClockState]] = workflow

    id: int = 1
    state: ClockState = ClockState.STANDING
    round_id: int | None = None


def start(at: datetime) -> None:
    """Set the clock of a rehearsal that has none yet. Raises Refused when it has one: then it is moved."""
    if clock.rehearsed():
        raise Refused("The rehearsal's clock has been started. Move it instead.")
    db.session.add(Setting(name=clock.SETTING, value=at.isoformat()))
    db.session.flush()


def move(to: datetime, *, by: Actor) -> list[str]:
    """Move the clock forward, make every move that time makes by then, and say what was done.

    Commits: what time makes is made in transactions of its own. Raises NotAllowed, and Refused for a moment that has
    passed or where there is no rehearsal.
    """
    stands = clock.rehearsed()
    if stands is None:
        raise Refused("There is no rehearsal clock here: time moves by itself.")
    perform(Clock(), "move", by=by, what=f"to {moment(to)}", to=to, clock_stands_at=moment(stands))
    db.session.get_one(Setting, clock.SETTING).value = to.isoformat()
    db.session.commit()
    return due.run()
