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
def not_yet_agreed(action: Any, **_: Any) -> bool:
    return not action.agreed


S = ActionState
OWNERS = {Role.EQUALITY_LEAD, Role.ASSURER, Role.COMMISSIONER_NEGOTIATOR, Role.PROVIDER_NEGOTIATOR}
STAFF = {Role.EQUALITY_LEAD, Role.ASSURER}

workflow = Workflow(
    name="action",
    states=ActionState,
    initial=S.PLANNED,
    moves=[
        Move("edit", [S.PLANNED, S.UNDER_WAY], to=None, by=OWNERS),
        Move("agree", [S.PLANNED, S.UNDER_WAY], to=None, by={Role.COMMISSIONER_SIGNATORY, Role.ASSURER}, when=[not_yet_agreed]),
        Move("start", [S.PLANNED], to=S.UNDER_WAY, by=OWNERS),
        Move("finish", [S.PLANNED, S.UNDER_WAY], to=S.DONE, by=OWNERS, when=[proof_is_given]),
        Move("drop", [S.PLANNED, S.UNDER_WAY], to=S.DROPPED, by=STAFF, when=[reason_is_given]),
    ],
)
