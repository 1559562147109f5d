"""A point somebody made, from unanswered to its released answer (domain §5)."""

from enum import StrEnum
from typing import Any

from workflows.engine import Move, Workflow, guard
from workflows.roles import Role


class PointState(StrEnum):
    """`withdrawn` is a comment that its respondent took back before the deadline: it needs no answer.

    `approved` is an answer that somebody else than its author has read; `replaced` is a point that was split into
    others or merged with one, which carry its answer.
    """

    UNANSWERED = "unanswered"
    ANSWERED = "answered"
    APPROVED = "approved"
    WAIVED = "waived"
    RELEASED = "released"
    WITHDRAWN = "withdrawn"
    REPLACED = "replaced"


GONE = (PointState.WITHDRAWN, PointState.REPLACED)
"""Points that say nothing of their own any more: they are not listed, coded, answered or counted."""


class Disposition(StrEnum):
    ACCEPTED = "accepted"
    ACCEPTED_IN_PART = "accepted in part"
    NOT_ACCEPTED = "not accepted"
    ALREADY_SO = "already so"
    OUTSIDE_REMIT = "outside remit"
    FOR_LATER = "for later"


@guard("Choose a disposition.")
def disposition_is_chosen(_: Any, *, disposition: Disposition | None = None, **__: Any) -> bool:
    return disposition is not None


@guard("Give the reason: people who said this will read it.")
def reason_is_given(_: Any, *, reason: str = "", **__: Any) -> bool:
    return bool(reason.strip())


@guard("You wrote this answer. Somebody else reads and approves it.")
def author_is_not_approver(point: Any, *, person_id: int | None = None, **_: Any) -> bool:
    return person_id is None or person_id != point.answered_by_id


@guard("Only what was accepted, wholly or in part, changes the wording. Change the disposition first.")
def it_was_accepted(point: Any, **_: Any) -> bool:
    return point.disposition in CHANGES_WORDS


@guard("The final edition is out and says why it was waived, so the waiver stands. Answer it instead.")
def waiver_is_private(_: Any, *, final_is_out: bool = False, **__: Any) -> bool:
    return not final_is_out


@guard("No answer to it was drafted.")
def answer_was_drafted(_: Any, *, was_answered: bool = False, **__: Any) -> bool:
    return was_answered


@guard("A second coder is at work on it. Split or merge it when that sample is finished.")
def no_second_coder_is_at_it(_: Any, *, in_open_sample: bool = False, **__: Any) -> bool:
    return not in_open_sample


S = PointState
OPEN = [S.UNANSWERED, S.ANSWERED, S.APPROVED, S.WAIVED]
NOT_APPROVED = [S.UNANSWERED, S.ANSWERED]
"""What the final edition waits for."""
TIED = [S.UNANSWERED, S.ANSWERED, S.APPROVED, S.RELEASED]
SAID = [S.ANSWERED, S.APPROVED, S.WAIVED, S.RELEASED]
"""What we say of it has words, and they can be said in Welsh too."""
CHANGES_WORDS = {Disposition.ACCEPTED, Disposition.ACCEPTED_IN_PART}
APPROVERS = {Role.ANALYST, Role.ROUND_MANAGER, Role.COMMISSIONER_SIGNATORY}

workflow = Workflow(
    name="point",
    states=PointState,
    initial=S.UNANSWERED,
    final={S.REPLACED},
    moves=[
        Move("answer", OPEN, to=S.ANSWERED, by={Role.ANALYST}, when=[disposition_is_chosen, reason_is_given]),
        Move("approve", [S.ANSWERED], to=S.APPROVED, by=APPROVERS, when=[author_is_not_approver]),
        Move("send_back", [S.ANSWERED, S.APPROVED], to=S.UNANSWERED, by=APPROVERS, when=[reason_is_given]),
        Move("assign_point", OPEN, to=None, by={Role.ANALYST, Role.ROUND_MANAGER}),
        Move("waive", NOT_APPROVED, to=S.WAIVED, by={Role.COMMISSIONER_SIGNATORY}, when=[reason_is_given]),
        Move("undo_in_bulk", [S.ANSWERED], to=S.UNANSWERED, by={Role.ANALYST}),
        Move("undo_in_bulk", [S.APPROVED], to=S.ANSWERED, by=APPROVERS),
        Move(
            "undo_in_bulk",
            [S.WAIVED],
            to=S.ANSWERED,
            by={Role.COMMISSIONER_SIGNATORY},
            when=[waiver_is_private, answer_was_drafted],
        ),
        Move("undo_in_bulk", [S.WAIVED], to=S.UNANSWERED, by={Role.COMMISSIONER_SIGNATORY}, when=[waiver_is_private]),
        Move("replace", [S.UNANSWERED], to=S.REPLACED, by={Role.ANALYST}, when=[no_second_coder_is_at_it]),
        Move("relocate", [S.UNANSWERED, S.ANSWERED, S.APPROVED], to=None, by={Role.ANALYST}),
        Move("concern", [*OPEN, S.RELEASED], to=None, by={Role.ANALYST, Role.EQUALITY_LEAD}),
        Move("code", [*OPEN, S.RELEASED], to=None, by={Role.ANALYST}),
        Move("reword", [*OPEN, S.WITHDRAWN], to=S.UNANSWERED, by={Role.RESPONDENT}),
        Move("withdraw", OPEN, to=S.WITHDRAWN, by={Role.RESPONDENT}),
        Move("release", [S.APPROVED], to=S.RELEASED, by={Role.ROUND_MANAGER, Role.SYSTEM}),
        Move("tie", TIED, to=None, by={Role.ANALYST}, when=[it_was_accepted]),
        Move("untie", TIED, to=None, by={Role.ANALYST}),
        Move("say_in_welsh", SAID, to=None, by={Role.ANALYST, Role.ROUND_MANAGER}),
    ],
)
