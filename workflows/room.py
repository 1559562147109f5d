"""A response room: several people write one response, and one named person certifies and sends it (domain §2, §5)."""

from enum import StrEnum
from typing import Any

from workflows.engine import Move, Workflow, guard
from workflows.roles import Role


class RoomState(StrEnum):
    """Where the team's work on its response stands."""

    WRITING = "writing together"
    READY = "ready to certify"
    SENT = "certified and sent"


@guard("{owner} started this response, and decides who works on it. Ask them.")
def is_owner(_: Any, *, owns: bool = False, **__: Any) -> bool:
    return owns


@guard("{owner}, who started this response, or whoever certifies it says who does. Ask them.")
def is_owner_or_certifier(_: Any, *, owns: bool = False, certifies: bool = False, **__: Any) -> bool:
    return owns or certifies


@guard("Nobody is named to certify this response yet. {owner} names somebody.")
def somebody_certifies(_: Any, *, certifier: str = "", **__: Any) -> bool:
    return bool(certifier)


@guard("{certifier} certifies and sends this response. Ask them, or have somebody else named.")
def is_certifier(_: Any, *, certifies: bool = False, certifier: str = "", **__: Any) -> bool:
    return certifies or not certifier  # where nobody is named, the other sentence says so


@guard("A signatory of {organisation} certifies for it: have one named, who signs in to do it.")
def speaks_for_the_provider(_: Any, *, is_signatory: bool = True, **__: Any) -> bool:
    return is_signatory


@guard("Still writing: {writing}. Wait until they have finished, so that what they write is not left out.")
def nobody_else_is_writing(_: Any, *, writing: tuple[str, ...] = (), **__: Any) -> bool:
    return not writing


@guard("{holder} is writing this section now. Ask for it: they see that on their page.")
def holder_is_silent(_: Any, *, is_silent: bool = True, **__: Any) -> bool:
    return is_silent


S = RoomState
THEY = {Role.RESPONDENT}
OPEN = [S.WRITING, S.READY]
CERTIFY = [somebody_certifies, is_certifier, speaks_for_the_provider, nobody_else_is_writing]

workflow = Workflow(
    name="room",
    states=RoomState,
    initial=S.WRITING,
    moves=[
        Move("invite", OPEN, to=None, by=THEY, when=[is_owner]),
        Move("name_certifier", OPEN, to=None, by=THEY, when=[is_owner_or_certifier]),
        Move("take_over", OPEN, to=None, by=THEY, when=[holder_is_silent]),
        Move("restore", OPEN, to=None, by=THEY),
        Move("bring_back", OPEN, to=None, by=THEY),
        Move("comment", list(S), to=None, by=THEY),
        Move("ask_to_certify", [S.WRITING], to=S.READY, by=THEY, when=[somebody_certifies, nobody_else_is_writing]),
        Move("write_on", [S.READY], to=S.WRITING, by=THEY),
        Move("certify", OPEN, to=S.SENT, by=THEY, when=CERTIFY),
        Move("reopen", [S.SENT], to=S.WRITING, by=THEY, when=[is_owner_or_certifier]),
    ],
)
