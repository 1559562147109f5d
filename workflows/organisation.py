"""An organisation: added once, corrected when needed, never deleted. The settings hang on the commissioner."""

from enum import StrEnum

from workflows.engine import Move, Workflow
from workflows.roles import Role


class OrganisationState(StrEnum):
    LISTED = "listed"


S = OrganisationState
ADMINISTRATOR = {Role.ADMINISTRATOR}

workflow = Workflow(
    name="organisation",
    states=OrganisationState,
    initial=S.LISTED,
    moves=[
        Move("add", [S.LISTED], to=None, by=ADMINISTRATOR | {Role.SYSTEM}),
        Move("edit", [S.LISTED], to=None, by=ADMINISTRATOR),
        Move("change_settings", [S.LISTED], to=None, by=ADMINISTRATOR),
    ],
)
