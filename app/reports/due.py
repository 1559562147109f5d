"""When a round's report is due, and how late it is."""

from dataclasses import dataclass
from datetime import date

from app import clock
from app.models import Round
from workflows.report import due_on


@dataclass(frozen=True, slots=True)
class Due:
    """When the first report is due, and how many days it is late; it is not once one is released."""

    on: date
    days_over: int
    is_released: bool


def due_of(round_: Round, *, is_released: bool) -> Due | None:
    """Twelve weeks after feedback closed. None while it is open, or while no day is set."""
    closes, today = round_.day("feedback_closes"), clock.today()
    last = due_on(closes)
    if closes is None or last is None or today <= closes:
        return None
    return Due(last, 0 if is_released else max(0, (today - last).days), is_released)
