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
CAN_BE_UNDONE = frozenset({BatchKind.ANSWER, BatchKind.ASSIGN})


@guard("Only whoever prepared it applies it and undoes it: everything in it is done in their name.")
def is_their_own(batch: Batch, *, person_id: int | None = None, **_: Any) -> bool:
    return person_id is not None and person_id == batch.prepared_by_id


@guard("It would change no point. Choose other points.")
def something_changes(_: Batch, *, affected: int = 0, **__: Any) -> bool:
    return affected > 0


@guard("The points have changed since you read the preview. Read it again, then apply it.")
def preview_is_as_read(_: Batch, *, as_read: bool = True, **__: Any) -> bool:
    return as_read


@guard("An approval or a waiver is not undone. Send an answer back, or answer what was waived.")
def it_can_be_taken_back(batch: Batch, **_: Any) -> bool:
    return batch.kind in CAN_BE_UNDONE


@guard("{approved_words} approved since, so it is no longer undone as a whole. Send those answers back first.")
def none_is_approved(_: Batch, *, approved: int = 0, **__: Any) -> bool:
    return approved == 0


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
            when=[is_their_own, it_can_be_taken_back, none_is_approved],
        ),
        Move("finish_undoing", [S.UNDOING], to=S.UNDONE, by={Role.SYSTEM}),
    ],
)
