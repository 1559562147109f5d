"""A row of an action plan, from planned to done (domain §6)."""

from enum import StrEnum
from typing import Any

from workflows.engine import Move, Workflow, guard
from workflows.roles import Role


class ActionState(StrEnum):
    PLANNED = "planned"
    UNDER_WAY = "under way"
    DONE = "done"
    DROPPED = "dropped"


@guard("Say what proves that it is done.")
def proof_is_given(_: Any, *, proof: str = "", **__: Any) -> bool:
    return bool(proof.strip())


@guard("Give the reason for dropping it.")
def reason_is_given(_: Any, *, reason: str = "", **__: Any) -> bool:
    return bool(reason.strip())


@guard("The commissioner has already agreed to this action.")
def is_not_agreed(action: Any, **_: Any) -> bool:
    return not action.agreed


@guard("The equality lead changes actions that come from an equality assessment.")
def comes_from_delivery(action: Any, **_: Any) -> bool:
    return str(action.origin) != "assessment"


@guard("This action comes from delivery, so its provider and the assurer change it.")
def comes_from_equality(action: Any, **_: Any) -> bool:
    return str(action.origin) == "assessment"


S = ActionState
LEAD, ASSURER = {Role.EQUALITY_LEAD}, {Role.ASSURER}
DELIVERERS = {Role.ASSURER, Role.COMMISSIONER_NEGOTIATOR, Role.PROVIDER_NEGOTIATOR, Role.PROVIDER_SIGNATORY}
OPEN = [S.PLANNED, S.UNDER_WAY]

workflow = Workflow(
    name="action",
    states=ActionState,
    initial=S.PLANNED,
    final={S.DONE, S.DROPPED},
    moves=[
        Move("edit", OPEN, to=None, by=LEAD, when=[comes_from_equality]),
        Move("edit", OPEN, to=None, by=DELIVERERS, when=[comes_from_delivery]),
        Move(
            "agree",
            OPEN,
            to=None,
            by={Role.COMMISSIONER_SIGNATORY, Role.ASSURER, Role.COMMISSIONER_NEGOTIATOR},
            when=[comes_from_delivery, is_not_agreed],
        ),
        Move("start", [S.PLANNED], to=S.UNDER_WAY, by=LEAD, when=[comes_from_equality]),
        Move("start", [S.PLANNED], to=S.UNDER_WAY, by=DELIVERERS, when=[comes_from_delivery]),
        Move("finish", OPEN, to=S.DONE, by=LEAD, when=[comes_from_equality, proof_is_given]),
        Move("finish", OPEN, to=S.DONE, by=DELIVERERS, when=[comes_from_delivery, proof_is_given]),
        Move("drop", OPEN, to=S.DROPPED, by=LEAD, when=[comes_from_equality, reason_is_given]),
        Move("drop", OPEN, to=S.DROPPED, by=ASSURER, when=[comes_from_delivery, reason_is_given]),
    ],
)
