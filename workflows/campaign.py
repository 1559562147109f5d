"""A campaign: near-identical texts that many people sent. What analysts decide about it, no later search undoes."""

from enum import StrEnum
from typing import Any

from workflows.engine import Move, Workflow, guard
from workflows.roles import Role


class CampaignState(StrEnum):
    """`broken up` is a group that an analyst found to be none: its points stand for themselves for good."""

    STANDING = "standing"
    BROKEN_UP = "broken up"


@guard("Give the campaign a name of its own.")
def name_is_given(_: Any, *, title: str = "typed", **__: Any) -> bool:
    return bool(title.strip())


S = CampaignState
BY = {Role.ANALYST}

workflow = Workflow(
    name="campaign",
    states=CampaignState,
    initial=S.STANDING,
    final={S.BROKEN_UP},
    moves=[
        Move("grow", [S.STANDING], to=None, by={Role.SYSTEM}),
        Move("rename", [S.STANDING], to=None, by=BY, when=[name_is_given]),
        Move("add_point", [S.STANDING], to=None, by=BY),
        Move("take_point_out", [S.STANDING], to=None, by=BY),
        Move("break_up", [S.STANDING], to=S.BROKEN_UP, by=BY),
    ],
)
