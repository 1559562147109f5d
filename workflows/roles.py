"""The parts people play in a commissioning round. Who plays which part is decided in app/permissions.py."""

from enum import StrEnum


class Role(StrEnum):
    """A part; administrators give all but the last two, which follow from the situation."""

    ROUND_MANAGER = "round manager"
    ANALYST = "analyst"
    EQUALITY_LEAD = "equality lead"
    COMMISSIONER_NEGOTIATOR = "commissioner negotiator"
    COMMISSIONER_SIGNATORY = "commissioner signatory"
    ASSURER = "assurer"
    ADMINISTRATOR = "administrator"
    PROVIDER_NEGOTIATOR = "provider negotiator"
    PROVIDER_SIGNATORY = "provider signatory"
    RESPONDENT = "respondent"
    SYSTEM = "system"


PROVIDER_ROLES = frozenset({Role.PROVIDER_NEGOTIATOR, Role.PROVIDER_SIGNATORY})
COMMISSIONER_ROLES = frozenset(
    {
        Role.ROUND_MANAGER,
        Role.ANALYST,
        Role.EQUALITY_LEAD,
        Role.COMMISSIONER_NEGOTIATOR,
        Role.COMMISSIONER_SIGNATORY,
        Role.ASSURER,
    }
)
GIVEN_ROLES = COMMISSIONER_ROLES | PROVIDER_ROLES | {Role.ADMINISTRATOR}
