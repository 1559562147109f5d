"""A notice of change: who may issue, answer and decide it, when it takes effect, and whose move it is."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest

from tests.workflows import proof
from workflows.agreement import Side
from workflows.notice import Ground, NoticeKind, NoticeState, Origin, workflow
from workflows.notice_waiting import waiting

S = NoticeState
NOON = datetime(2012, 6, 1, 12, tzinfo=UTC)
OURS = "The other side gave this notice: it is theirs to go on with or to withdraw."
THEIRS = "Your own side gave this notice. The other side answers it."
WHY = "Say why, in words that the other side will read."
COST = "Say what it costs, in whole pounds, and how you come to that."
ANSWERS = ("accept", "accept_at_a_cost", "object")


def fits(move):
    """Whoever answers stands on the other side; what is late is mandatory, and what is decided late is in question."""
    needs = {}
    if move.action in ANSWERS:
        needs["side"] = Side.PROVIDER
    if move.action in ("decide", "come_into_effect"):
        needs["kind"] = NoticeKind.MANDATORY
    return needs


READY = proof.Ready(
    workflow,
    thing={
        "side": Side.COMMISSIONER,
        "kind": NoticeKind.MANDATORY,
        "origin": Origin.LAW,
        "answer_by": date(2012, 6, 29),
        "effective_on": date(2012, 7, 2),
        "sooner_reason": "",
        "written_by_id": 7,
        "answered_at": None,
        "price_in_question": True,
    },
    facts={
        "now": NOON,
        "side": Side.COMMISSIONER,
        "person_id": 3,
        "changes": 1,
        "moved_on": (),
        "earliest_answer": date(2012, 6, 29),
        "earliest": "29 June 2012",
        "runs": (date(2012, 4, 1), date(2013, 3, 31)),
        "first_day": "1 April 2012",
        "last_day": "31 March 2013",
        "agreement_state": "in force",
        "agreement_can_be_changed": True,
        "agreement_is_in_force": True,
        "agreement_is_over": True,
        "cost": 100,
        "asked_cost": 100,
        "asked": "£100",
        "ground": Ground.PRICE,
        "reason": "More staff.",
        "effective_on": "2 July 2012",
        "built_on": (),
    },
    fits=lambda move: (
        fits(move) | ({"now": datetime(2012, 7, 2, tzinfo=UTC)} if move.action == "come_into_effect" else {})
    ),
)
DISCRETIONARY = {"kind": NoticeKind.DISCRETIONARY}
REFUSALS: proof.Refusals = [
    ("write", {"side": Side.PROVIDER}, OURS),
    ("discard", {"side": Side.PROVIDER}, OURS),
    ("issue", {"person_id": 7}, "You wrote this notice, so another signatory must issue it."),
    ("issue", {"changes": 0}, "Change at least one term first: a notice names what it changes, from what to what."),
    (
        "issue",
        {"moved_on": ("VT-1",)},
        "Changed since this notice was written: VT-1. Write the change again from what it says now.",
    ),
    (
        "issue",
        {"origin": Origin.PROPOSAL},
        "A proposal and a correction need both sides. Make this notice discretionary, or say where else it comes from.",
    ),
    (
        "issue",
        {"answer_by": date(2012, 6, 28)},
        "The other side has 20 working days: ask for its answer by 29 June 2012 or later. Only a mandatory notice may "
        "give less, with the reason.",
    ),
    (
        "issue",
        {"answer_by": date(2012, 7, 3)},
        "It cannot take effect before the answer is due, nor before today. Move the day on which it takes effect.",
    ),
    (
        "issue",
        {"runs": (date(2012, 4, 1), date(2012, 7, 1)), "last_day": "1 July 2012"},
        "It must take effect while the agreement runs: from 1 April 2012 to 1 July 2012.",
    ),
    (
        "issue",
        {"agreement_can_be_changed": False, "agreement_state": "expired"},
        "This agreement is expired, so no notice can change it.",
    ),
    ("accept_at_a_cost", {"cost": None}, COST),
    ("object", {"ground": None}, "State the ground of your objection, and explain it."),
    (
        "object",
        {"ground": Ground.DELIVERY},
        "A mandatory notice takes effect whatever the answer: you can object to its price and to nothing else.",
    ),
    ("decide", {"reason": " "}, WHY),
    ("decide", {"price_in_question": False}, "Its price is not in question."),
    ("come_into_effect", {"now": NOON}, "It takes effect on 2 July 2012."),
    ("come_into_effect", {"agreement_is_in_force": False}, "The agreement is not in force."),
    (
        "come_into_effect",
        DISCRETIONARY,
        "A discretionary change takes effect only when both sides consent to it.",
    ),
    ("withdraw", {"reason": ""}, WHY),
    (
        "undo",
        {"built_on": ("HMP Durham accepted it",)},
        "It can be undone only while nobody has built on it, and since then: HMP Durham accepted it.",
    ),
    ("lapse", {"agreement_is_over": False}, "The agreement still runs."),
]
SHOWN_BELOW = {
    ("issue", OURS),
    ("issue", "Only the commissioner can require a change. Make this notice discretionary."),
    ("decide", OURS),
    ("decide", "The other side accepts it at {asked}. Agree to that, or withdraw the notice."),
    (
        "decide",
        "A discretionary change needs both sides, and the other side objects. Wait for it to accept, or withdraw it.",
    ),
    ("withdraw", OURS),
    *((action, THEIRS) for action in ANSWERS),
    *((action, "It has been answered.") for action in ANSWERS),
    *(
        (action, "Only a mandatory notice can be answered after it has taken effect, and only as to its price.")
        for action in ANSWERS
    ),
}


@proof.every_row(workflow)
def test_everyone_does_what_the_table_gives_them(move, state, role):
    assert proof.does(READY, move, state, role)


@proof.every_refusal(REFUSALS)
def test_a_refusal_says_why_and_nothing_else(action, changed, sentence):
    assert proof.refusal(READY, action, **changed) == (sentence,)


def test_every_condition_is_shown_to_matter():
    assert proof.unproved(READY, REFUSALS) <= SHOWN_BELOW


def stands(state, **given):
    return SimpleNamespace(**{**READY.thing, "state": state, **given})


def told(notice, action, role, **changed):
    return workflow.obstacles(notice, action, {role}, **{**READY.facts, **changed})


@pytest.mark.parametrize("action", ANSWERS)
def test_nobody_answers_their_own_sides_notice(action):
    assert told(stands(S.ISSUED), action, "commissioner signatory") == (THEIRS,)


@pytest.mark.parametrize("action", ["issue", "decide", "withdraw"])
def test_nobody_goes_on_with_the_other_sides_notice(action):
    notice = stands({"issue": S.DRAFTED, "decide": S.AT_A_COST}.get(action, S.ISSUED))
    assert OURS in told(notice, action, "provider signatory", side=Side.PROVIDER)


def test_only_the_commissioner_requires_a_change():
    notice = stands(S.DRAFTED, side=Side.PROVIDER)
    said = told(notice, "issue", "provider signatory", side=Side.PROVIDER)
    assert said == ("Only the commissioner can require a change. Make this notice discretionary.",)


def test_the_law_may_give_less_time_with_the_reason():
    soon = {"answer_by": date(2012, 6, 4), "effective_on": date(2012, 6, 5)}
    assert told(stands(S.DRAFTED, **soon), "issue", "commissioner signatory") != ()
    assert told(stands(S.DRAFTED, **soon, sooner_reason="A judgment."), "issue", "commissioner signatory") == ()
    discretionary = stands(S.DRAFTED, **soon, **DISCRETIONARY, sooner_reason="We should like to.")
    assert told(discretionary, "issue", "commissioner signatory") != ()


def test_a_discretionary_cost_is_agreed_as_asked_and_a_mandatory_one_is_decided():
    said = told(stands(S.AT_A_COST, **DISCRETIONARY), "decide", "commissioner signatory", cost=50)
    assert said == ("The other side accepts it at £100. Agree to that, or withdraw the notice.",)
    assert told(stands(S.AT_A_COST), "decide", "commissioner signatory", cost=50) == ()


def test_an_objection_to_a_discretionary_notice_cannot_be_decided_away():
    said = told(stands(S.OBJECTED, **DISCRETIONARY), "decide", "commissioner signatory")
    assert said[0].startswith("A discretionary change needs both sides, and the other side objects.")


@pytest.mark.parametrize("action", ANSWERS)
def test_after_its_effect_only_a_mandatory_notice_is_answered_and_only_once(action):
    late = {"side": Side.PROVIDER}
    assert told(stands(S.IN_EFFECT), action, "provider signatory", **late) == ()
    said = told(stands(S.IN_EFFECT, answered_at=NOON), action, "provider signatory", **late)
    assert said == ("It has been answered.",)
    said = told(stands(S.IN_EFFECT, **DISCRETIONARY), action, "provider signatory", **late)
    assert said == ("Only a mandatory notice can be answered after it has taken effect, and only as to its price.",)


@pytest.mark.parametrize(
    ("state", "given", "side", "sentence"),
    [
        (S.DRAFTED, {}, Side.COMMISSIONER, "Only the commissioner’s side sees it, until a signatory issues it."),
        (
            S.ISSUED,
            {},
            Side.PROVIDER,
            "It waits for HMP Durham to answer by 29 June 2012. It takes effect on 2 July 2012 whatever the answer.",
        ),
        (
            S.ISSUED,
            DISCRETIONARY,
            Side.PROVIDER,
            "It waits for HMP Durham to answer by 29 June 2012. If both sides consent, it takes effect on 2 July 2012.",
        ),
        (S.ACCEPTED, {}, None, "It takes effect on 2 July 2012."),
        (
            S.AT_A_COST,
            {},
            Side.COMMISSIONER,
            "It waits for the commissioner to decide on the cost that HMP Durham states. It takes effect on 2 July "
            "2012 whatever the answer.",
        ),
        (
            S.OBJECTED,
            {},
            Side.COMMISSIONER,
            "It waits for the commissioner to decide on its price. It takes effect on 2 July 2012 whatever the answer.",
        ),
        (
            S.OBJECTED,
            DISCRETIONARY,
            Side.COMMISSIONER,
            "HMP Durham objects. It goes no further unless they come to accept it.",
        ),
        (S.DECIDED, {}, None, "It takes effect on 2 July 2012."),
        (
            S.IN_EFFECT,
            {"took_effect_on": date(2012, 7, 2)},
            Side.COMMISSIONER,
            "The agreement has read so since 2 July 2012. Its price waits for the commissioner to decide.",
        ),
        (
            S.IN_EFFECT,
            {"took_effect_on": date(2012, 7, 2), "price_in_question": False},
            None,
            "The agreement has read so since 2 July 2012.",
        ),
        (S.WITHDRAWN, {}, None, "It was withdrawn, and changes nothing."),
    ],
)
def test_whose_move_it_is_is_one_sentence(state, given, side, sentence):
    found = waiting(stands(state, **given), "HMP Durham")
    assert (found.side, found.sentence) == (side, sentence)
