"""Where the rehearsal's clock can usefully be moved to."""

from dataclasses import dataclass
from datetime import date, datetime, time

from app import clock
from app.models import Round
from app.rounds import queries as rounds
from workflows.deadline import LONDON, end_of


@dataclass(frozen=True)
class Stop:
    """A moment on the way, with the name that people know it by."""

    key: str
    title: str
    at: datetime


def stops() -> list[Stop]:
    """The moments ahead that matter to the rounds under way, the soonest first."""
    found = [stop for round_ in rounds.every() if round_.state != "closed" for stop in _of(round_)]
    return sorted((stop for stop in found if stop.at > clock.now()), key=lambda stop: stop.at)


def morning(day: date) -> datetime:
    """Nine o'clock in London, when people start work."""
    return datetime.combine(day, time(9), LONDON)


def _of(round_: Round) -> list[Stop]:
    """Just after feedback closes and the cut-off passes; the mornings of the settlement and of the first day."""
    feedback, settlement = round_.day("feedback_closes"), round_.day("settlement")
    cut_off, starts = round_.day("answering_cut_off"), round_.day("agreements_start")
    places = [
        ("feedback", "To the feedback deadline (the moment after)", end_of(feedback) if feedback else None),
        ("settlement", "To the settlement", morning(settlement) if settlement else None),
        ("cut-off", "To the answering cut-off (the moment after)", end_of(cut_off) if cut_off else None),
        (
            "start",
            f"To {starts.day} {starts:%B}, when agreements start" if starts else "",
            morning(starts) if starts else None,
        ),
    ]
    return [Stop(f"{round_.slug}:{key}", title, at) for key, title, at in places if at]
