"""A theme of the code frame, from use to retirement, whether merged into another, split or simply no longer used."""

from enum import StrEnum
from typing import Any

from workflows.engine import Move, Workflow, guard
from workflows.roles import Role


class ThemeState(StrEnum):
    """A retired theme keeps the points it has, and takes no more."""

    IN_USE = "in use"
    RETIRED = "retired"


@guard("Give the reason: it stands in the history of the code frame.")
def reason_is_given(_: Any, *, reason: str = "", **__: Any) -> bool:
    return bool(reason.strip())


@guard("A second coder is at work with this code frame: {sample}. Change which themes there are when that is finished.")
def no_sample_is_being_coded(_: Any, *, samples_open: int = 0, **__: Any) -> bool:
    return samples_open == 0


@guard("Choose another theme of this round that is in use.")
def other_is_in_use(theme: Any, *, into: Any = None, **_: Any) -> bool:
    return into is None or (into.state is ThemeState.IN_USE and into.id != theme.id)


S = ThemeState
ANALYST = {Role.ANALYST}

workflow = Workflow(
    name="theme",
    states=ThemeState,
    initial=S.IN_USE,
    final=set(),
    moves=[
        Move("edit", [S.IN_USE], to=None, by=ANALYST),
        Move("retire", [S.IN_USE], to=S.RETIRED, by=ANALYST, when=[reason_is_given, no_sample_is_being_coded]),
        Move(
            "merge_into",
            [S.IN_USE],
            to=S.RETIRED,
            by=ANALYST,
            when=[reason_is_given, no_sample_is_being_coded, other_is_in_use],
        ),
        Move("split_theme", [S.IN_USE], to=S.RETIRED, by=ANALYST, when=[reason_is_given, no_sample_is_being_coded]),
        Move("use_again", [S.RETIRED], to=S.IN_USE, by=ANALYST, when=[no_sample_is_being_coded]),
    ],
)
