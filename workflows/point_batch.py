"""Answering, approving, assigning or waiving many points in one act: prepared, done in the background, undone whole."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Protocol

from workflows.engine import Move, Workflow, guard
from workflows.point import APPROVERS
from workflows.roles import Role


class BatchState(StrEnum):
    PREPARED = "prepared"
    APPLYING = "applying"
    APPLIED = "applied"
    UNDOING = "undoing"
    UNDONE = "undone"
    DISCARDED = "discarded"


class BatchKind(StrEnum):
    ANSWER = "answer"
    APPROVE = "approve"
    ASSIGN = "assign"
    WAIVE = "waive"


class Batch(Protocol):
    """What the guards look at."""

    @property
    def kind(self) -> BatchKind: ...
    @property
    def prepared_by_id(self) -> int: ...


MAY: Mapping[BatchKind, frozenset[Role]] = {
    BatchKind.ANSWER: frozenset({Role.ANALYST}),
    BatchKind.APPROVE: frozenset(APPROVERS),
    BatchKind.ASSIGN: frozenset({Role.ANALYST, Role.ROUND_MANAGER}),
    BatchKind.WAIVE: frozenset({Role.COMMISSIONER_SIGNATORY}),
}
"""The same parts that do it to one point (workflows/point.py)."""


@guard("Only whoever prepared it applies it and undoes it: everything in it is done in their name.")
def is_their_own(batch: Batch, *, person_id: int | None = None, **_: Any) -> bool:
    return person_id is not None and person_id == batch.prepared_by_id


@guard("It would change no point. Choose other points.")
def something_changes(_: Batch, *, affected: int = 0, **__: Any) -> bool:
    return affected > 0


@guard("The points have changed since you read the preview. Read it again, then apply it.")
def preview_is_as_read(_: Batch, *, as_read: bool = True, **__: Any) -> bool:
    return as_read


@guard("{approved_words} approved since, so it is no longer undone as a whole. Send those answers back first.")
def none_is_approved(_: Batch, *, approved: int = 0, **__: Any) -> bool:
    return approved == 0


@guard("{released_words} released since, and what is published stands, so it is no longer undone as a whole.")
def none_is_released(_: Batch, *, released: int = 0, **__: Any) -> bool:
    return released == 0


@guard("The final edition is out and says why they were waived, so the waivers stand. Answer the points instead.")
def waivers_are_private(batch: Batch, *, final_is_out: bool = False, **_: Any) -> bool:
    return batch.kind is not BatchKind.WAIVE or not final_is_out


S = BatchState
ANYBODY = frozenset(role for roles in MAY.values() for role in roles)

workflow = Workflow(
    name="bulk answer",
    states=BatchState,
    initial=S.PREPARED,
    final={S.UNDONE, S.DISCARDED},
    moves=[
        Move(
            "apply", [S.PREPARED], to=S.APPLYING, by=ANYBODY, when=[is_their_own, something_changes, preview_is_as_read]
        ),
        Move("discard", [S.PREPARED], to=S.DISCARDED, by=ANYBODY, when=[is_their_own]),
        Move("go_on", [S.APPLYING, S.UNDOING], to=None, by=ANYBODY, when=[is_their_own]),
        Move("finish", [S.APPLYING], to=S.APPLIED, by={Role.SYSTEM}),
        Move(
            "undo",
            [S.APPLIED],
            to=S.UNDOING,
            by=ANYBODY,
            when=[is_their_own, none_is_approved, none_is_released, waivers_are_private],
        ),
        Move("finish_undoing", [S.UNDOING], to=S.UNDONE, by={Role.SYSTEM}),
    ],
)
