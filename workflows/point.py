"""A point somebody made, from unanswered to its released answer (domain §5)."""

from enum import StrEnum
from typing import Any

from workflows.engine import Move, Workflow, guard
from workflows.roles import Role


class PointState(StrEnum):
    """`withdrawn` is a comment that its respondent took back before the deadline: it needs no answer."""

    UNANSWERED = "unanswered"
    ANSWERED = "answered"
    WAIVED = "waived"
    RELEASED = "released"
    WITHDRAWN = "withdrawn"


class Disposition(StrEnum):
    ACCEPTED = "accepted"
    ACCEPTED_IN_PART = "accepted in part"
    NOT_ACCEPTED = "not accepted"
    ALREADY_SO = "already so"
    OUTSIDE_REMIT = "outside remit"
    FOR_LATER = "for later"


@guard("Choose a disposition.")
def disposition_is_chosen(_: Any, *, disposition: Disposition | None = None, **__: Any) -> bool:
    return disposition is not None


@guard("Give the reason: people who said this will read it.")
def reason_is_given(_: Any, *, reason: str = "", **__: Any) -> bool:
    return bool(reason.strip())


S = PointState

workflow = Workflow(
    name="point",
    states=PointState,
    initial=S.UNANSWERED,
    final={S.RELEASED},
    moves=[
        Move(
            "answer",
            [S.UNANSWERED, S.ANSWERED, S.WAIVED],
            to=S.ANSWERED,
            by={Role.ANALYST},
            when=[disposition_is_chosen, reason_is_given],
        ),
        Move("waive", [S.UNANSWERED], to=S.WAIVED, by={Role.COMMISSIONER_SIGNATORY}, when=[reason_is_given]),
        Move("reword", [S.UNANSWERED, S.ANSWERED, S.WAIVED, S.WITHDRAWN], to=S.UNANSWERED, by={Role.RESPONDENT}),
        Move("withdraw", [S.UNANSWERED, S.ANSWERED, S.WAIVED], to=S.WITHDRAWN, by={Role.RESPONDENT}),
        Move("release", [S.ANSWERED], to=S.RELEASED, by={Role.ROUND_MANAGER}),
    ],
)
