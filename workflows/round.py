"""A round, from planning to closing, with the gates of each step (domain §4)."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any, Protocol

from workflows.deadline import LONDON, passed
from workflows.engine import Move, Workflow, guard
from workflows.roles import Role

SHORT_WINDOW_DAYS = 84
"""Twelve weeks: a consultation shorter than this gives its reason."""


class RoundState(StrEnum):
    PLANNING = "planning"
    CONSULTING = "consulting"
    ANSWERING = "answering"
    NEGOTIATING = "negotiating"
    DELIVERING = "delivering"
    CLOSED = "closed"


class Round(Protocol):
    """What the guards look at."""

    @property
    def window_reason(self) -> str: ...
    def day(self, key: str) -> date | None: ...


def today(now: datetime) -> date:
    """The day in London, where the round's days are counted."""
    return now.astimezone(LONDON).date()


def window_days(round_: Round, now: datetime) -> int | None:
    """Calendar days from opening (or today) to the day feedback closes; None without that date."""
    opens, closes = round_.day("discussion_edition") or today(now), round_.day("feedback_closes")
    return (closes - opens).days if closes else None


@guard("Publish a discussion edition first: people answer an edition.")
def discussion_edition_is_out(_: Round, *, editions: tuple[str, ...] = (), **__: Any) -> bool:
    return "discussion" in editions


@guard("Set the date feedback closes, the settlement date and the date agreements start.")
def dates_are_set(round_: Round, **_: Any) -> bool:
    return all(round_.day(key) for key in ("feedback_closes", "settlement", "agreements_start"))


@guard("Give the reason for a window shorter than 12 weeks, or move the date feedback closes.")
def window_is_long_or_explained(round_: Round, *, now: datetime, **_: Any) -> bool:
    days = window_days(round_, now)
    return days is None or days >= SHORT_WINDOW_DAYS or bool(round_.window_reason.strip())


@guard("Add everyone named in an intention to the invitation list: {uninvited_words}.")
def everyone_named_is_invited(_: Round, *, uninvited: tuple[str, ...] = (), **__: Any) -> bool:
    return not uninvited


@guard("Feedback is open until the end of {feedback_closes}. Move the date to close it sooner.")
def feedback_date_has_passed(round_: Round, *, now: datetime, **_: Any) -> bool:
    closes = round_.day("feedback_closes")
    return closes is not None and passed(closes, now)


@guard("{unanswered} no approved answer. Answer and approve each, or ask a commissioner signatory to waive it.")
def every_point_is_answered(_: Round, *, unanswered_count: int = 0, **__: Any) -> bool:
    return unanswered_count == 0


@guard("{letters_waiting}. Enter what each says, or set it aside: what people wrote by post and email is answered too.")
def every_letter_is_entered(_: Round, *, letters_waiting: str = "", **__: Any) -> bool:
    return not letters_waiting


@guard("Give the reason: it stands beside the new date for everyone to read.")
def reason_is_given(_: Round, *, reason: str = "", **__: Any) -> bool:
    return bool(reason.strip())


@guard("Feedback closed at the end of {feedback_closes}: nobody is reminded any more.")
def feedback_date_has_not_passed(round_: Round, *, now: datetime, **_: Any) -> bool:
    closes = round_.day("feedback_closes")
    return closes is None or not passed(closes, now)


@guard("Give the reason: it is kept on the timeline of the round.")
def reason_for_longer_is_given(_: Round, *, reason: str = "", **__: Any) -> bool:
    return bool(reason.strip())


@guard("Give the reason: it stands beside the version of the code frame.")
def reason_of_version_is_given(_: Round, *, reason: str = "", **__: Any) -> bool:
    return bool(reason.strip())


@guard("Set the answering cut-off: points that arrive by then are answered before the final edition.")
def cut_off_is_set(round_: Round, **_: Any) -> bool:
    return round_.day("answering_cut_off") is not None


@guard("The answering cut-off, the end of {cut_off}, has not passed.")
def cut_off_has_passed(round_: Round, *, now: datetime, **_: Any) -> bool:
    day = round_.day("answering_cut_off")
    return day is None or passed(day, now)


@guard("Have the equality screening of these intentions approved.")
def screening_is_approved(_: Round, *, screening_is_current: bool = False, **__: Any) -> bool:
    return screening_is_current


@guard("Screening asks for a full equality assessment of these intentions. Have it approved.")
def assessment_is_approved_if_needed(
    _: Round,
    *,
    screening_is_current: bool = False,
    assessment_is_needed: bool = True,
    assessment_is_current: bool = False,
    **__: Any,
) -> bool:
    """Until the screening is approved nobody knows what it asks for, and that is said above."""
    return not screening_is_current or assessment_is_current or not assessment_is_needed


@guard("The full equality assessment ended in stop. Change the intentions and assess them again.")
def assessment_does_not_say_stop(_: Round, *, assessment_says_stop: bool = False, **__: Any) -> bool:
    return not assessment_says_stop


@guard("Publish the final edition first.")
def final_edition_is_out(_: Round, *, editions: tuple[str, ...] = (), **__: Any) -> bool:
    return "final" in editions


@guard("The final edition is out, so the intentions stand as they are in it.")
def final_edition_is_not_out(_: Round, *, editions: tuple[str, ...] = (), **__: Any) -> bool:
    return "final" not in editions


@guard("Agreements start on {agreements_start}.")
def agreements_have_started(round_: Round, *, now: datetime, **_: Any) -> bool:
    starts = round_.day("agreements_start")
    return starts is not None and today(now) >= starts


@guard("The settlement is already recorded.")
def settlement_is_awaited(_: Round, *, settlement_is_known: bool = False, **__: Any) -> bool:
    return not settlement_is_known


@guard("The year this round buys for runs until {ends_on}.")
def year_is_over(_: Round, *, now: datetime, ends: date | None = None, **__: Any) -> bool:
    return ends is not None and passed(ends, now)


S = RoundState
MANAGER, SYSTEM = {Role.ROUND_MANAGER}, {Role.SYSTEM}
BEFORE_FINAL = [S.PLANNING, S.CONSULTING, S.ANSWERING]
OPEN = [S.PLANNING, S.CONSULTING, S.ANSWERING, S.NEGOTIATING, S.DELIVERING]

workflow = Workflow(
    name="round",
    states=RoundState,
    initial=S.PLANNING,
    final={S.CLOSED},
    moves=[
        Move("edit", OPEN, to=None, by=MANAGER),
        Move("revise_date", OPEN, to=None, by=MANAGER, when=[reason_is_given]),
        Move("write_intentions", BEFORE_FINAL, to=None, by=MANAGER, when=[final_edition_is_not_out]),
        Move("invite", [S.PLANNING, S.CONSULTING], to=None, by=MANAGER),
        Move("schedule_reminders", [S.PLANNING, S.CONSULTING], to=None, by=MANAGER),
        Move("remind", [S.CONSULTING], to=None, by=MANAGER | SYSTEM, when=[feedback_date_has_not_passed]),
        Move("extend", [S.CONSULTING, S.ANSWERING], to=None, by=MANAGER, when=[reason_for_longer_is_given]),
        Move("attach_format", OPEN, to=None, by=MANAGER),
        Move("take_format_away", OPEN, to=None, by=MANAGER),
        Move("publish_discussion", [S.PLANNING], to=None, by=MANAGER),
        Move(
            "publish_revised",
            [S.CONSULTING, S.ANSWERING],
            to=None,
            by=MANAGER,
            when=[final_edition_is_not_out],
        ),
        Move(
            "consult",
            [S.PLANNING],
            to=S.CONSULTING,
            by=MANAGER,
            when=[discussion_edition_is_out, dates_are_set, window_is_long_or_explained, everyone_named_is_invited],
        ),
        Move(
            "close_feedback",
            [S.CONSULTING],
            to=S.ANSWERING,
            by=MANAGER | SYSTEM,
            when=[feedback_date_has_passed],
        ),
        Move("enter_response", [S.CONSULTING, S.ANSWERING, S.NEGOTIATING], to=None, by={Role.ANALYST, *MANAGER}),
        Move("add_theme", OPEN, to=None, by={Role.ANALYST}),
        Move("issue_frame", OPEN, to=None, by={Role.ANALYST}, when=[reason_of_version_is_given]),
        Move("draw_sample", OPEN, to=None, by={Role.ANALYST}),
        Move("suggest_themes", OPEN, to=None, by={Role.ANALYST}),
        Move("record_settlement", OPEN, to=None, by=MANAGER, when=[settlement_is_awaited]),
        Move(
            "publish_final",
            [S.ANSWERING],
            to=None,
            by=MANAGER,
            when=[
                final_edition_is_not_out,
                cut_off_is_set,
                cut_off_has_passed,
                every_letter_is_entered,
                every_point_is_answered,
                screening_is_approved,
                assessment_is_approved_if_needed,
                assessment_does_not_say_stop,
            ],
        ),
        Move("negotiate", [S.ANSWERING], to=S.NEGOTIATING, by=MANAGER, when=[final_edition_is_out]),
        Move("plan_release", [S.CONSULTING, S.ANSWERING, S.NEGOTIATING, S.DELIVERING], to=None, by=MANAGER),
        Move(
            "release_answers",
            [S.ANSWERING, S.NEGOTIATING, S.DELIVERING],
            to=None,
            by=MANAGER | SYSTEM,
            when=[final_edition_is_out],
        ),
        Move("draft_agreements", [S.NEGOTIATING], to=None, by=MANAGER),
        Move("change_in_bulk", OPEN, to=None, by={Role.COMMISSIONER_NEGOTIATOR, *MANAGER}),
        Move("undo_in_bulk", OPEN, to=None, by={Role.COMMISSIONER_NEGOTIATOR, *MANAGER}),
        Move("deliver", [S.NEGOTIATING], to=S.DELIVERING, by=SYSTEM, when=[agreements_have_started]),
        Move("close", [S.DELIVERING], to=S.CLOSED, by=MANAGER, when=[year_is_over]),
    ],
)
