"""A stakeholder: put on the register, corrected when needed, retired when no longer to be asked; never deleted."""

from enum import StrEnum

from workflows.engine import Move, Workflow
from workflows.roles import Role


class StakeholderState(StrEnum):
    """A `retired` one keeps its past invitations and gets no new ones."""

    LISTED = "listed"
    RETIRED = "retired"


S = StakeholderState
MANAGER = {Role.ROUND_MANAGER}

workflow = Workflow(
    name="stakeholder",
    states=StakeholderState,
    initial=S.LISTED,
    moves=[
        Move("edit", [S.LISTED, S.RETIRED], to=None, by=MANAGER),
        Move("retire", [S.LISTED], to=S.RETIRED, by=MANAGER),
        Move("reinstate", [S.RETIRED], to=S.LISTED, by=MANAGER),
    ],
)
