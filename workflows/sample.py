"""A sample of points that a second person codes without seeing the first's codes, until every difference is settled."""

from enum import StrEnum
from typing import Any

from workflows.engine import Move, Workflow, guard
from workflows.roles import Role


class SampleState(StrEnum):
    """`drawn` is with its second coder; `compared` has its figures and may have differences left to resolve."""

    DRAWN = "drawn"
    COMPARED = "compared"
    RESOLVED = "resolved"
    GIVEN_UP = "given up"


@guard("It is {coder}’s to code: what somebody else puts in would not be the second coder’s own judgement.")
def it_is_the_second_coder(sample: Any, *, person_id: int | None = None, **_: Any) -> bool:
    return person_id is None or person_id == sample.coder_id


@guard("{uncoded} of its points are not coded yet.")
def every_point_is_coded(_: Any, *, uncoded: int = 0, **__: Any) -> bool:
    return uncoded == 0


@guard("Every point in it was changed or taken back by its respondent: give it up, and draw another.")
def something_can_be_compared(_: Any, *, comparable: int = 1, **__: Any) -> bool:
    return comparable > 0


@guard("Give the reason: it is kept beside the codes.")
def reason_is_given(_: Any, *, reason: str = "", **__: Any) -> bool:
    return bool(reason.strip())


@guard("{unresolved} of its differences are not resolved yet.")
def every_difference_is_resolved(_: Any, *, unresolved: int = 0, **__: Any) -> bool:
    return unresolved == 0


S = SampleState
ANALYST = {Role.ANALYST}

workflow = Workflow(
    name="sample",
    states=SampleState,
    initial=S.DRAWN,
    final={S.RESOLVED, S.GIVEN_UP},
    moves=[
        Move("code_blind", [S.DRAWN], to=None, by=ANALYST, when=[it_is_the_second_coder]),
        Move(
            "compare",
            [S.DRAWN],
            to=S.COMPARED,
            by=ANALYST,
            when=[it_is_the_second_coder, every_point_is_coded, something_can_be_compared],
        ),
        Move("give_up", [S.DRAWN], to=S.GIVEN_UP, by=ANALYST, when=[reason_is_given]),
        Move("resolve", [S.COMPARED], to=None, by=ANALYST, when=[reason_is_given]),
        Move("settle", [S.COMPARED], to=S.RESOLVED, by=ANALYST, when=[every_difference_is_resolved]),
    ],
)
