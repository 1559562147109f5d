"""Somebody's place in a response room: invited by a personal link, working in it, gone."""

from enum import StrEnum
from typing import Any

from workflows.engine import Move, Workflow, guard
from workflows.roles import Role


class ColleagueState(StrEnum):
    """A person who has gone keeps their name on what they wrote."""

    INVITED = "invited"
    JOINED = "joined"
    LEFT = "left"
    TAKEN_OFF = "taken off"


@guard("{owner} started this response, and decides who works on it. Ask them.")
def is_asked_by_the_owner(_: Any, *, owns: bool = False, **__: Any) -> bool:
    return owns


@guard("Whoever started the response stays with it.")
def does_not_own_it(_: Any, *, is_the_owner: bool = False, **__: Any) -> bool:
    return not is_the_owner


@guard("{name} certifies this response. Name somebody else to certify it first.")
def does_not_certify_it(_: Any, *, is_the_certifier: bool = False, **__: Any) -> bool:
    return not is_the_certifier


S = ColleagueState
THEY = {Role.RESPONDENT}
FREE_TO_GO = [does_not_own_it, does_not_certify_it]

workflow = Workflow(
    name="colleague",
    states=ColleagueState,
    initial=S.INVITED,
    moves=[
        Move("invite", [S.INVITED], to=None, by=THEY, when=[is_asked_by_the_owner]),
        Move("invite", [S.LEFT, S.TAKEN_OFF], to=S.INVITED, by=THEY, when=[is_asked_by_the_owner]),
        Move("join", [S.INVITED], to=S.JOINED, by=THEY),
        Move("leave", [S.JOINED], to=S.LEFT, by=THEY, when=FREE_TO_GO),
        Move("take_off", [S.INVITED, S.JOINED], to=S.TAKEN_OFF, by=THEY, when=[is_asked_by_the_owner, *FREE_TO_GO]),
    ],
)
