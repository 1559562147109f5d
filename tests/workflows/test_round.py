"""A round's gates: each holds it up with a sentence that somebody can act on."""

from datetime import date, datetime
from types import SimpleNamespace

import pytest

from tests.workflows import proof
from workflows.deadline import LONDON
from workflows.engine import Refused
from workflows.roles import Role
from workflows.round import RoundState, window_days, workflow

DATES = {
    "discussion_edition": date(2011, 11, 1),
    "feedback_closes": date(2011, 12, 9),
    "settlement": date(2011, 12, 15),
    "answering_cut_off": date(2011, 12, 23),
    "agreements_start": date(2012, 4, 1),
}
AFTER_THE_YEAR = datetime(2013, 4, 1, 9, tzinfo=LONDON)
EVERYTHING_DONE = {
    "settlement_is_known": False,
    "uninvited": (),
    "unanswered_count": 0,
    "letters_waiting": "",
    "screening_is_current": True,
    "assessment_is_needed": True,
    "assessment_is_current": True,
    "assessment_says_stop": False,
    "ends": date(2013, 3, 31),
    "reason": "Ministers asked for more time.",
    "now": AFTER_THE_YEAR,
    "feedback_closes": "Friday 9 December 2011",
    "cut_off": "Friday 23 December 2011",
    "agreements_start": "Sunday 1 April 2012",
    "ends_on": "Sunday 31 March 2013",
}


def day(dates):
    return dates.get


def fits(move):
    """The final edition is out for negotiating and for nothing that comes before it; feedback is open for reminding."""
    now = {"now": datetime(2011, 12, 9, 9, tzinfo=LONDON)} if move.action == "remind" else {}
    return {
        "editions": ("discussion", "final") if move.action in ("negotiate", "release_answers") else ("discussion",),
        **now,
    }


READY = proof.Ready(
    workflow,
    thing={"window_reason": "The settlement comes late.", "day": day(DATES)},
    facts=EVERYTHING_DONE,
    fits=fits,
)


def without(*keys):
    return day({key: value for key, value in DATES.items() if key not in keys})


DATES_WANTED = "Set the date feedback closes, the settlement date and the date agreements start."
FINAL_IS_OUT = "The final edition is out, so the intentions stand as they are in it."
SHORT = "Give the reason for a window shorter than 12 weeks, or move the date feedback closes."
REFUSALS: proof.Refusals = [
    ("revise_date", {"reason": " "}, "Give the reason: it stands beside the new date for everyone to read."),
    ("issue_frame", {"reason": " "}, "Give the reason: it stands beside the version of the code frame."),
    ("extend", {"reason": " "}, "Give the reason: it is kept on the timeline of the round."),
    (
        "remind",
        {"now": AFTER_THE_YEAR},
        "Feedback closed at the end of Friday 9 December 2011: nobody is reminded any more.",
    ),
    ("write_intentions", {"editions": ("discussion", "final")}, FINAL_IS_OUT),
    ("publish_revised", {"editions": ("discussion", "final")}, FINAL_IS_OUT),
    ("publish_final", {"editions": ("discussion", "final")}, FINAL_IS_OUT),
    ("consult", {"editions": ()}, "Publish a discussion edition first: people answer an edition."),
    ("consult", {"day": without("settlement")}, DATES_WANTED),
    ("consult", {"day": without("agreements_start")}, DATES_WANTED),
    ("consult", {"window_reason": " "}, SHORT),
    (
        "consult",
        {"uninvited": ("Courts", "Police"), "uninvited_words": "Courts, Police"},
        "Add everyone named in an intention to the invitation list: Courts, Police.",
    ),
    (
        "close_feedback",
        {"now": datetime(2011, 12, 9, 23, 59, 59, tzinfo=LONDON)},
        "Feedback is open until the end of Friday 9 December 2011. Move the date to close it sooner.",
    ),
    ("record_settlement", {"settlement_is_known": True}, "The settlement is already recorded."),
    (
        "publish_final",
        {"day": without("answering_cut_off")},
        "Set the answering cut-off: points that arrive by then are answered before the final edition.",
    ),
    (
        "publish_final",
        {"now": datetime(2011, 12, 23, 12, tzinfo=LONDON)},
        "The answering cut-off, the end of Friday 23 December 2011, has not passed.",
    ),
    (
        "publish_final",
        {"letters_waiting": "2 letters dropped in wait to be entered"},
        "2 letters dropped in wait to be entered. Enter what each says, or set it aside: what people wrote by post and "
        "email is answered too.",
    ),
    (
        "publish_final",
        {"unanswered_count": 3, "unanswered": "3 points have"},
        "3 points have no approved answer. Answer and approve each, or ask a commissioner signatory to waive it.",
    ),
    ("publish_final", {"screening_is_current": False}, "Have the equality screening of these intentions approved."),
    (
        "publish_final",
        {"assessment_is_current": False},
        "Screening asks for a full equality assessment of these intentions. Have it approved.",
    ),
    (
        "publish_final",
        {"assessment_says_stop": True},
        "The full equality assessment ended in stop. Change the intentions and assess them again.",
    ),
    ("negotiate", {"editions": ("discussion",)}, "Publish the final edition first."),
    ("release_answers", {"editions": ("discussion",)}, "Publish the final edition first."),
    ("deliver", {"now": datetime(2012, 3, 31, 23, 59, tzinfo=LONDON)}, "Agreements start on Sunday 1 April 2012."),
    (
        "close",
        {"now": datetime(2013, 3, 31, 12, tzinfo=LONDON)},
        "The year this round buys for runs until Sunday 31 March 2013.",
    ),
]


@proof.every_row(workflow)
def test_everyone_does_what_the_table_gives_them(move, state, role):
    assert proof.does(READY, move, state, role)


@proof.every_refusal(REFUSALS)
def test_a_gate_says_what_holds_the_round_up(action, changed, sentence):
    assert proof.refusal(READY, action, **changed) == (sentence,)


def test_every_condition_is_shown_to_matter():
    assert proof.unproved(READY, REFUSALS) == set()


def test_a_screening_that_asks_for_no_assessment_needs_none():
    move = READY.moves("publish_final")[0]
    facts = READY.known(move, assessment_is_needed=False, assessment_is_current=False)
    workflow.check(READY.subject(move, RoundState.ANSWERING), "publish_final", {Role.ROUND_MANAGER}, **facts)


@pytest.mark.parametrize(("closes", "explained"), [(date(2012, 1, 24), False), (date(2012, 1, 23), True)])
def test_twelve_weeks_are_long_enough_and_a_day_less_wants_its_reason(closes, explained):
    """84 days after 1 November 2011 is 24 January 2012."""
    move = READY.moves("consult")[0]
    round_ = READY.subject(move, RoundState.PLANNING, window_reason="", day=day({**DATES, "feedback_closes": closes}))
    reasons = workflow.obstacles(round_, "consult", {Role.ROUND_MANAGER}, **READY.known(move))
    assert (reasons == (SHORT,)) is explained


def test_the_window_counts_from_today_while_the_discussion_edition_has_no_date():
    round_ = SimpleNamespace(day=without("discussion_edition"))
    assert window_days(round_, datetime(2011, 12, 1, 12, tzinfo=LONDON)) == 8


def test_time_reminds_and_closes_feedback_but_cannot_publish():
    round_ = READY.subject(READY.moves("close_feedback")[0], RoundState.CONSULTING)
    assert workflow.actions(round_, {Role.SYSTEM}) == ["remind", "close_feedback"]


def test_a_closed_round_takes_no_move_at_all():
    closed = SimpleNamespace(state=RoundState.CLOSED)
    assert all(not workflow.actions(closed, {role}) for role in Role)
    with pytest.raises(Refused, match="Edit: not possible while this round is closed"):
        workflow.check(closed, "edit", {Role.ROUND_MANAGER})
