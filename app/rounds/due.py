"""The moves of rounds that time makes: feedback closes, and the agreements' year begins."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial

from app.due import Due, offers
from app.permissions import SYSTEM
from app.rounds import commands, queries
from workflows.round import RoundState


@offers
def due() -> Iterator[Due]:
    """What waits for its day in every round, whether or not that day has come."""
    for round_ in queries.every():
        closes, starts = round_.day("feedback_closes"), round_.day("agreements_start")
        if round_.state is RoundState.CONSULTING and closes:
            yield Due(
                closes + timedelta(days=1),
                partial(commands.close_feedback, round_, by=SYSTEM),
                f"{round_.title}: feedback closed",
            )
        if round_.state is RoundState.NEGOTIATING and starts:
            yield Due(starts, partial(commands.deliver, round_), f"{round_.title}: agreements’ year began")
