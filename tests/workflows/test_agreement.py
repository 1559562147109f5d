"""An agreement: whose move it is, what each side may do, and why not yet."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest

from tests.workflows import proof
from workflows.agreement import AgreementState, Side, workflow
from workflows.engine import Refused
from workflows.roles import Role
from workflows.waiting import waiting

S = AgreementState
NOON = datetime(2012, 4, 2, 12, tzinfo=UTC)


def fits(move):
    """What each row needs: the first to approve or sign finds nobody before them, the second the other side."""
    needs = {}
    if move.action in ("write_opening", "propose"):
        needs["provider_has_proposed"] = False
    if move.action in ("approve", "sign"):
        flag = {"approve": "approved", "sign": "signed"}[move.action]
        ours = Side.COMMISSIONER if Role.COMMISSIONER_SIGNATORY in move.by else Side.PROVIDER
        needs["side"] = ours
        needs[f"{ours.other}_{flag}"] = move.to is not None
    if move.action == "expire":
        needs["now"] = datetime(2013, 4, 1, 12, tzinfo=UTC)
    if move.action in ("take_back_notice_of_end", "end"):
        needs["ends_early_on"] = date(2012, 4, 1)
    return needs


READY = proof.Ready(
    workflow,
    thing={
        "starts_on": date(2012, 4, 1),
        "ends_on": date(2013, 3, 31),
        "text_digest": "abc",
        "commissioner_approved": False,
        "provider_approved": False,
        "commissioner_signed": False,
        "provider_signed": False,
        "offer_withdrawn": False,
        "reopened": False,
        "published_at": None,
        "ends_early_on": None,
    },
    facts={
        "now": NOON,
        "failed_checks": (),
        "in_the_way": (),
        "beyond_draft": (),
        "beyond_offer": (),
        "beyond_acceptance": (),
        "wanted": (),
        "may_be_withdrawn": True,
        "template": "1.1",
        "template_is_another": True,
        "opening_is_complete": True,
        "provider_has_proposed": True,
        "changes": 1,
        "reason": "The evidence changed.",
        "negotiators": frozenset({7}),
        "person_id": 3,
        "digest": "abc",
        "side": Side.COMMISSIONER,
        "verb": "approve it",
        "starts_on": "1 April 2012",
        "ends_on": "31 March 2013",
    },
    fits=fits,
)


@proof.every_row(workflow)
def test_everyone_does_what_the_table_gives_them(move, state, role):
    assert proof.does(READY, move, state, role)


def stands(state, **given):
    return SimpleNamespace(**{**READY.thing, "state": state, "offers_sent": 2, **given})


def refused(agreement, action, role, **changed):
    with pytest.raises(Refused) as found:
        workflow.fire(agreement, action, {role}, **{**READY.facts, **changed})
    assert agreement.state in S
    return found.value.reasons


@pytest.mark.parametrize(
    ("state", "action", "role", "changed", "sentence"),
    [
        (S.WITH_PROVIDER, "propose", Role.PROVIDER_NEGOTIATOR,
         {"provider_has_proposed": False, "opening_is_complete": False},
         "Write your opening proposal first: how you will deliver, and what it rests on."),
        (S.WITH_PROVIDER, "propose", Role.PROVIDER_NEGOTIATOR, {},
         "You have already proposed. Counter or accept instead."),
        (S.WITH_PROVIDER, "write_opening", Role.PROVIDER_NEGOTIATOR, {},
         "You have already proposed. Counter or accept instead."),
        (S.WITH_PROVIDER, "counter", Role.PROVIDER_NEGOTIATOR, {"provider_has_proposed": False},
         "Your first answer is your proposal. Send that, and counter from the next offer on."),
        (S.WITH_PROVIDER, "accept", Role.PROVIDER_NEGOTIATOR, {"provider_has_proposed": False},
         "Your first answer is your proposal. Send that, and counter from the next offer on."),
        (S.WITH_PROVIDER, "counter", Role.PROVIDER_NEGOTIATOR, {"changes": 0},
         "Change, refuse, park or ask for something in your offer, or accept what is on the table."),
        (S.WITH_COMMISSIONER, "counter", Role.COMMISSIONER_NEGOTIATOR, {"reason": " "},
         "Say why, in words the other side will read."),
        (S.WITH_COMMISSIONER, "accept", Role.COMMISSIONER_NEGOTIATOR,
         {"failed_checks": ("CU-1 has no term.", "Mend PR-1.")},
         "CU-1 has no term. Mend PR-1."),
        (S.WITH_COMMISSIONER, "excuse", Role.COMMISSIONER_NEGOTIATOR, {"reason": ""},
         "Say why. Only your own side reads it."),
        (S.WITH_COMMISSIONER, "allow_excess", Role.COMMISSIONER_SIGNATORY, {"person_id": 7, "verb": "allow it"},
         "You took part in negotiating this agreement, so another signatory must allow it."),
        (S.AGREED, "reopen", Role.PROVIDER_NEGOTIATOR, {"reason": ""}, "Say why, in words the other side will read."),
        (S.AGREED, "approve", Role.COMMISSIONER_SIGNATORY, {"person_id": 7},
         "You took part in negotiating this agreement, so another signatory must approve it."),
        (S.AGREED, "approve", Role.COMMISSIONER_SIGNATORY, {"digest": "old"},
         "The text has changed since you opened it. Read it again, then approve it."),
        (S.SIGNED, "come_into_force", Role.SYSTEM, {"now": datetime(2012, 3, 31, 12, tzinfo=UTC)},
         "It starts on 1 April 2012."),
        (S.IN_FORCE, "expire", Role.SYSTEM, {}, "It runs until the end of 31 March 2013."),
    ],
)  # fmt: skip
def test_a_refusal_says_why(state, action, role, changed, sentence):
    agreement = stands(state)
    assert sentence in refused(agreement, action, role, **changed)
    assert agreement.state is state, "a refusal leaves everything as it was"


def test_nobody_accepts_their_own_offer():
    waits = stands(S.WITH_COMMISSIONER)
    assert "accept" not in workflow.actions(waits, {Role.PROVIDER_NEGOTIATOR})
    assert "accept" not in workflow.actions(stands(S.WITH_PROVIDER), {Role.COMMISSIONER_NEGOTIATOR})


@pytest.mark.parametrize(("role", "back"), [
    (Role.PROVIDER_NEGOTIATOR, S.WITH_PROVIDER), (Role.COMMISSIONER_NEGOTIATOR, S.WITH_COMMISSIONER),
])  # fmt: skip
def test_reopening_returns_it_to_the_side_that_edits(role, back):
    agreement = stands(S.APPROVED)
    workflow.fire(agreement, "reopen", {role}, **READY.facts)
    assert agreement.state is back


@pytest.mark.parametrize(
    ("given", "side", "sentence"),
    [
        ({"state": S.DRAFTING}, Side.COMMISSIONER, "The commissioner is drafting it, then sends it to HMP Durham."),
        ({"state": S.WITH_PROVIDER, "offers_sent": 1}, Side.PROVIDER,
         "It waits for HMP Durham to make an opening proposal."),
        ({"state": S.WITH_PROVIDER, "offers_sent": 3}, Side.PROVIDER,
         "It waits for HMP Durham to counter or accept offer 3."),
        ({"state": S.WITH_PROVIDER, "offers_sent": 4, "offer_withdrawn": True}, Side.PROVIDER,
         "Offer 4 was withdrawn. It waits for HMP Durham to make another."),
        ({"state": S.WITH_PROVIDER, "offers_sent": 2, "reopened": True}, Side.PROVIDER,
         "The agreed text was reopened. It waits for HMP Durham to make an offer, or to accept the text as it stands."),
        ({"state": S.WITH_COMMISSIONER}, Side.COMMISSIONER,
         "It waits for the commissioner to counter or accept offer 2."),
        ({"state": S.AGREED}, None, "It waits for a signatory on each side to approve it."),
        ({"state": S.AGREED, "commissioner_approved": True}, Side.PROVIDER,
         "The commissioner has approved. It waits for HMP Durham to approve it."),
        ({"state": S.APPROVED, "provider_signed": True}, Side.COMMISSIONER,
         "HMP Durham has signed. It waits for the commissioner to sign it."),
        ({"state": S.SIGNED}, None, "Both sides have signed. It waits for its start date."),
        ({"state": S.IN_FORCE}, None, "It is in force."),
        ({"state": S.EXPIRED}, None, "It is expired, so nothing waits."),
    ],
)  # fmt: skip
def test_whose_move_it_is_reads_as_one_sentence(given, side, sentence):
    move = waiting(stands(**given), "HMP Durham")
    assert (move.side, move.sentence) == (side, sentence)
