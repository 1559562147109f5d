"""A person's account, from invited to active to deactivated; never deleted (domain §2)."""

from enum import StrEnum
from typing import Any

from workflows.engine import Move, Workflow, guard
from workflows.roles import Role


class PersonState(StrEnum):
    INVITED = "invited"
    ACTIVE = "active"
    DEACTIVATED = "deactivated"


@guard("Nobody gives themselves a role or a provider. Ask another administrator to do it.")
def is_somebody_else(person: Any, *, person_id: int | None = None, **_: Any) -> bool:
    return person_id is None or person_id != person.id


@guard("You cannot deactivate your own account. Ask another administrator to do it.")
def is_not_oneself(person: Any, *, person_id: int | None = None, **_: Any) -> bool:
    return person_id is None or person_id != person.id


@guard("{role_in_words} is not a part that people of {organisation} can play.")
def may_hold_it(_: Any, *, may_hold: bool = True, **__: Any) -> bool:
    return may_hold


@guard("They already hold this role.")
def does_not_hold_it_yet(_: Any, *, holds_it: bool = False, **__: Any) -> bool:
    return not holds_it


@guard("Give this role for the whole service: it is not about one round.")
def administers_the_whole_service(_: Any, *, role: Role | None = None, for_one_round: bool = False, **__: Any) -> bool:
    return not (role is Role.ADMINISTRATOR and for_one_round)


@guard("Make somebody else an administrator first: the service needs at least one.")
def leaves_an_administrator(_: Any, *, ends_administration: bool = False, **__: Any) -> bool:
    return not ends_administration


@guard("This role has already ended.")
def role_has_not_ended(_: Any, *, has_ended: bool = False, **__: Any) -> bool:
    return not has_ended


@guard("Give them the role of commissioner negotiator first: only negotiators work with providers.")
def negotiates_for_the_commissioner(_: Any, *, is_negotiator: bool = True, **__: Any) -> bool:
    return is_negotiator


@guard("They already work with this provider.")
def does_not_work_with_it_yet(_: Any, *, works_with_it: bool = False, **__: Any) -> bool:
    return not works_with_it


S = PersonState
ADMINISTRATOR = {Role.ADMINISTRATOR}
MANAGER = {Role.ROUND_MANAGER}
"""Of the whole service; they say who works with which provider, in bulk: app/bulk."""
KEEPERS = ADMINISTRATOR | {Role.PROVIDER_SIGNATORY}
SYSTEM = {Role.SYSTEM}
OPEN = [S.INVITED, S.ACTIVE]

workflow = Workflow(
    name="person",
    states=PersonState,
    initial=S.INVITED,
    moves=[
        Move("invite", [S.INVITED], to=None, by=KEEPERS | SYSTEM),
        Move("accept", [S.INVITED], to=S.ACTIVE, by=SYSTEM),
        Move(
            "give_role",
            OPEN,
            to=None,
            by=KEEPERS | SYSTEM,
            when=[is_somebody_else, may_hold_it, administers_the_whole_service, does_not_hold_it_yet],
        ),
        Move("end_role", list(S), to=None, by=KEEPERS, when=[role_has_not_ended, leaves_an_administrator]),
        Move(
            "assign",
            OPEN,
            to=None,
            by=ADMINISTRATOR | MANAGER,
            when=[is_somebody_else, negotiates_for_the_commissioner, does_not_work_with_it_yet],
        ),
        Move("unassign", list(S), to=None, by=ADMINISTRATOR | MANAGER),
        Move("edit", OPEN, to=None, by=KEEPERS),
        Move("reset_second_factor", [S.ACTIVE], to=None, by=ADMINISTRATOR, when=[is_somebody_else]),
        Move("deactivate", OPEN, to=S.DEACTIVATED, by=KEEPERS, when=[is_not_oneself, leaves_an_administrator]),
        Move("reactivate", [S.DEACTIVATED], to=S.ACTIVE, by=KEEPERS, when=[is_somebody_else]),
    ],
)
"""A provider's signatory counts here only for people of that provider, an administrator for everyone's."""
