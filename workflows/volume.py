"""A volume: one publishing of a round's responses, listed by one person and put up by another (domain §9)."""

from enum import StrEnum
from typing import Any

from workflows.engine import Move, Workflow, guard
from workflows.roles import Role


class VolumeState(StrEnum):
    PREPARED = "prepared"
    PUBLISHED = "published"
    DISCARDED = "discarded"


@guard("You made this list. Somebody else checks it and publishes it.")
def preparer_is_not_publisher(volume: Any, *, person_id: int | None = None, **_: Any) -> bool:
    return person_id is not None and person_id != volume.prepared_by_id


@guard("What would be published has changed since this list was made. Discard it and make a new one.")
def list_is_as_prepared(_: Any, *, list_is_current: bool = True, **__: Any) -> bool:
    return list_is_current


@guard("Feedback is still open. Responses are published once it has closed, so that nobody answers another's.")
def feedback_has_closed(_: Any, *, feedback_is_closed: bool = False, **__: Any) -> bool:
    return feedback_is_closed


@guard("No response can be published: each is published already, withheld, or not allowed by who sent it.")
def something_is_listed(_: Any, *, listed: int = 0, **__: Any) -> bool:
    return listed > 0


S = VolumeState
PREPARE = {Role.ANALYST, Role.ROUND_MANAGER}
PUBLISH = {Role.ROUND_MANAGER, Role.COMMISSIONER_SIGNATORY}

workflow = Workflow(
    name="volume",
    states=VolumeState,
    initial=S.PREPARED,
    final={S.PUBLISHED, S.DISCARDED},
    moves=[
        Move("prepare", [S.PREPARED], to=None, by=PREPARE, when=[feedback_has_closed, something_is_listed]),
        Move(
            "publish",
            [S.PREPARED],
            to=S.PUBLISHED,
            by=PUBLISH,
            when=[preparer_is_not_publisher, feedback_has_closed, list_is_as_prepared],
        ),
        Move("discard", [S.PREPARED], to=S.DISCARDED, by=PREPARE | PUBLISH),
    ],
)
