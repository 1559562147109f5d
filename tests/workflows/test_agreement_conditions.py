"""Every condition of an agreement's moves keeps someone from something, with its own sentence and no other."""

from datetime import UTC, date, datetime

from tests.workflows import proof
from tests.workflows.test_agreement import READY
from workflows.ending import EqualityEffect

NEGOTIATED = "You took part in negotiating this agreement, so another signatory must approve it."
CHANGED = "The text has changed since you opened it. Read it again, then approve it."
WHY = "Say why, in words the other side will read."
BEYOND = "VT-1 goes beyond your range: ask Dora Director to approve this offer first."
PROPOSED = "You have already proposed. Counter or accept instead."
NOT_PROPOSED = "Your first answer is your proposal. Send that, and counter from the next offer on."
WANTED = "The other side wants a change to VT-1. Make it in your offer, or refuse it with a reason."
STAYS = "Only the last offer of your own side can be taken back, until it is answered; the draft itself stays."
REFUSALS: proof.Refusals = [
    ("write_opening", {"provider_has_proposed": True}, PROPOSED),
    ("propose", {"provider_has_proposed": True}, PROPOSED),
    (
        "propose",
        {"opening_is_complete": False},
        "Write your opening proposal first: how you will deliver, and what it rests on.",
    ),
    ("propose", {"reason": ""}, WHY),
    ("counter", {"provider_has_proposed": False}, NOT_PROPOSED),
    (
        "counter",
        {"changes": 0},
        "Change, refuse, park or ask for something in your offer, or accept what is on the table.",
    ),
    ("counter", {"wanted": ("VT-1",)}, WANTED),
    ("withdraw", {"may_be_withdrawn": False}, STAYS),
    ("withdraw", {"reason": ""}, WHY),
    ("counter", {"reason": " "}, WHY),
    ("excuse", {"reason": ""}, "Say why. Only your own side reads it."),
    ("allow_excess", {"negotiators": frozenset({3})}, NEGOTIATED),
    ("allow_excess", {"reason": ""}, "Say why. Only your own side reads it."),
    ("accept", {"provider_has_proposed": False}, NOT_PROPOSED),
    ("accept", {"failed_checks": ("CU-1 has no term.",)}, "CU-1 has no term."),
    ("move_template", {"template_is_another": False}, "It rests on template version 1.1 already."),
    ("accept", {"in_the_way": ("VT-1: in issue resolution.",)}, "VT-1: in issue resolution."),
    ("send", {"beyond_draft": (BEYOND,)}, BEYOND),
    ("propose", {"beyond_offer": (BEYOND,)}, BEYOND),
    ("counter", {"beyond_offer": (BEYOND,)}, BEYOND),
    ("accept", {"beyond_acceptance": (BEYOND,)}, BEYOND),
    ("ask_approval", {"reason": ""}, "Say why. Only your own side reads it."),
    ("remark", {"reason": " "}, "Write what you want to say."),
    ("note", {"reason": " "}, "Write what you want to say."),
    ("reopen", {"reason": ""}, WHY),
    ("ask_to_reopen", {"reason": ""}, WHY),
    ("keep_agreed", {"reason": ""}, WHY),
    ("approve", {"negotiators": frozenset({3})}, NEGOTIATED),
    ("approve", {"text_digest": "def"}, CHANGED),
    ("approve", {"commissioner_approved": True}, "The commissioner has already approved this text."),
    ("approve", {"provider_approved": True}, "Your side has already approved this text."),
    ("sign", {"negotiators": frozenset({3})}, NEGOTIATED),
    ("sign", {"text_digest": "def"}, CHANGED),
    ("sign", {"commissioner_signed": True}, "The commissioner has already signed."),
    ("sign", {"provider_signed": True}, "Your side has already signed."),
    (
        "publish",
        {"published_at": datetime(2012, 4, 2, tzinfo=UTC)},
        "It is published already, and what is published keeps its address.",
    ),
    ("come_into_force", {"now": datetime(2012, 3, 31, 22, 59, tzinfo=UTC)}, "It starts on 1 April 2012."),
    ("expire", {"now": datetime(2013, 3, 31, 22, 59, tzinfo=UTC)}, "It runs until the end of 31 March 2013."),
    ("give_notice_of_end", {"reason": ""}, WHY),
    (
        "give_notice_of_end",
        {"ends_early_on": date(2012, 8, 31)},
        "Notice has been given already. Take it back before you give another.",
    ),
    (
        "give_notice_of_end",
        {"last_day": date(2013, 3, 31)},
        "Choose a last day after today, and before the agreement ends by itself on 31 March 2013.",
    ),
    (
        "give_notice_of_end",
        {"last_day": date(2012, 7, 1), "is_voluntary": True, "earliest_end": "2 July 2012"},
        "A voluntary body has at least three months to prepare: choose 2 July 2012 or later.",
    ),
    (
        "give_notice_of_end",
        {"last_day": date(2012, 7, 1), "earliest_end": "2 July 2012"},
        "Notice is at least three months: choose 2 July 2012 or later, or say why it must be sooner.",
    ),
    (
        "give_notice_of_end",
        {"equality": EqualityEffect.UNKNOWN},
        "Not knowing whom it touches is not the same as touching nobody. Find out before you give notice.",
    ),
    (
        "give_notice_of_end",
        {"equality_words": " "},
        "Say what you considered about people with protected characteristics, and what follows from it.",
    ),
    ("take_back_notice_of_end", {"reason": ""}, WHY),
    ("take_back_notice_of_end", {"ends_early_on": None}, "No notice has been given."),
    (
        "end",
        {"now": datetime(2012, 4, 1, 22, 59, tzinfo=UTC), "ends_early_on": date(2012, 4, 1)},
        "Its last day is it.",
    ),
]
CHOOSES_A_ROW = {("approve", "The other side comes first."), ("sign", "The other side comes first.")}
"""These tell the side that comes first from the side that comes second, and refuse nobody."""


@proof.every_refusal(REFUSALS)
def test_a_refusal_says_why_and_nothing_else(action, changed, sentence):
    assert proof.refusal(READY, action, **changed) == (sentence,)


def test_every_condition_is_shown_to_matter():
    assert proof.unproved(READY, REFUSALS) == CHOOSES_A_ROW


def test_nobody_approves_while_it_is_not_known_who_negotiated():
    assert proof.refusal(READY, "approve", negotiators=None) == (NEGOTIATED,)
    assert proof.refusal(READY, "approve", person_id=None) == (NEGOTIATED,)
