"""One notice of change to many agreements at once: written, issued to each, and undone as a whole within its time."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any, Protocol

from workflows.deadline import passed
from workflows.engine import Move, Workflow, guard
from workflows.notice import CAN_BE_REQUIRED, NoticeKind, Origin
from workflows.roles import Role


class BatchState(StrEnum):
    DRAFTED = "drafted"
    ISSUED = "issued"
    UNDONE = "undone"
    DISCARDED = "discarded"


class Batch(Protocol):
    """What the guards look at."""

    @property
    def state(self) -> BatchState: ...
    @property
    def kind(self) -> NoticeKind: ...
    @property
    def origin(self) -> Origin: ...
    @property
    def answer_by(self) -> date: ...
    @property
    def effective_on(self) -> date: ...
    @property
    def sooner_reason(self) -> str: ...
    @property
    def written_by_id(self) -> int: ...
    @property
    def undo_by(self) -> date | None: ...


S = BatchState


@guard("You wrote this notice, so another signatory must issue it.")
def issuer_did_not_write_it(batch: Batch, *, person_id: int | None = None, **_: Any) -> bool:
    return person_id is not None and person_id != batch.written_by_id


@guard("It would change no agreement. Choose other agreements, or another change.")
def it_changes_some_agreement(_: Batch, *, affected: int = 0, **__: Any) -> bool:
    return affected > 0


@guard("A proposal and a correction need both sides. Make this notice discretionary, or say where else it comes from.")
def origin_may_require_it(batch: Batch, **_: Any) -> bool:
    return batch.kind is NoticeKind.DISCRETIONARY or batch.origin in CAN_BE_REQUIRED


@guard(
    "Providers have 20 working days: ask for their answers by {earliest} or later. Only a mandatory notice may give "
    "less, with the reason."
)
def time_to_answer_is_given(batch: Batch, *, earliest_answer: date | None = None, **_: Any) -> bool:
    sooner = batch.kind is NoticeKind.MANDATORY and bool(batch.sooner_reason.strip())
    return sooner or (earliest_answer is not None and batch.answer_by >= earliest_answer)


@guard("It cannot take effect before the answers are due, nor before today. Move the day on which it takes effect.")
def effect_follows_the_answers(batch: Batch, *, today: date | None = None, **_: Any) -> bool:
    return today is not None and max(batch.answer_by, today) <= batch.effective_on


@guard("It could be undone until the end of {undo_by}. Withdraw the notices one by one, or give another.")
def time_to_undo_is_left(batch: Batch, *, now: datetime, **_: Any) -> bool:
    return batch.undo_by is not None and not passed(batch.undo_by, now)


@guard("It can be undone only while nobody has built on it, and since then: {built_on}.")
def nobody_has_built_on_it(_: Batch, *, built_on: tuple[str, ...] | None = None, **__: Any) -> bool:
    return built_on == ()


@guard("Say why, in words that every provider will read.")
def reason_is_given(_: Batch, *, reason: str = "", **__: Any) -> bool:
    return bool(reason.strip())


WRITERS = {Role.COMMISSIONER_NEGOTIATOR, Role.ROUND_MANAGER}
CS = {Role.COMMISSIONER_SIGNATORY}

workflow = Workflow(
    name="notice to many",
    states=BatchState,
    initial=S.DRAFTED,
    final={S.UNDONE, S.DISCARDED},
    moves=[
        Move("write", [S.DRAFTED], to=None, by=WRITERS),
        Move("discard", [S.DRAFTED], to=S.DISCARDED, by=WRITERS),
        Move(
            "issue",
            [S.DRAFTED],
            to=S.ISSUED,
            by=CS,
            when=[
                issuer_did_not_write_it,
                it_changes_some_agreement,
                origin_may_require_it,
                time_to_answer_is_given,
                effect_follows_the_answers,
            ],
        ),
        Move(
            "undo",
            [S.ISSUED],
            to=S.UNDONE,
            by=CS,
            when=[reason_is_given, time_to_undo_is_left, nobody_has_built_on_it],
        ),
    ],
)
