"""A term: who may answer it how, that agreed ones lock, and that reopening takes both sides."""

from datetime import date

import pytest

from tests.workflows import proof
from workflows.agreement import Side
from workflows.roles import Role
from workflows.term import TermState, workflow

S = TermState
OURS = "The value of VT-1 on the table is your own side’s: the other side answers it."
WANTED = "A change to VT-1 is wanted. Make it, or refuse it with a reason."


def fits(move):
    """A value to propose is nobody's; one to counter, accept, refuse or want changed is the other side's."""
    needs = {}
    if move.action == "propose":
        needs["stands_by"] = None
    if move.action == "refuse" and move.sources[0] is S.OPEN:
        needs["wanted_by"] = Side.PROVIDER
    if move.action in ("reopen", "keep_agreed"):
        needs["reopen_asked_by"] = Side.PROVIDER
    if move.action == "resume" and move.to is S.OPEN:
        needs["wanted_by"] = Side.PROVIDER
    if move.action == "take_back":
        needs["before"] = move.to
    return needs


READY = proof.Ready(
    workflow,
    thing={"ref": "VT-1", "stands_by": Side.PROVIDER, "wanted_by": None, "reopen_asked_by": None},
    facts={
        "ref": "VT-1",
        "side": Side.COMMISSIONER,
        "earlier": {"target": 90},
        "owner": "A. Smith",
        "reason": "The census is late.",
        "until": date(2012, 6, 1),
    },
    fits=fits,
)
REFUSALS: proof.Refusals = [
    ("propose", {"stands_by": Side.PROVIDER}, "The value of VT-1 on the table is the other side’s: counter it."),
    ("counter", {"stands_by": Side.COMMISSIONER}, OURS),
    ("accept", {"stands_by": Side.COMMISSIONER}, OURS),
    ("accept", {"wanted_by": Side.PROVIDER}, WANTED),
    ("want", {"stands_by": None}, OURS),
    ("want", {"wanted_by": Side.PROVIDER}, WANTED),
    ("park", {"owner": " "}, "Enter who settles VT-1, why it waits, and until when."),
    ("ask_to_reopen", {"reopen_asked_by": Side.COMMISSIONER}, "Somebody has already asked to reopen VT-1."),
    ("reopen", {"reopen_asked_by": None}, "VT-1 reopens when both sides want it: the other side has not asked."),
    ("keep_agreed", {"reopen_asked_by": None}, "VT-1 reopens when both sides want it: the other side has not asked."),
]


@proof.every_row(workflow)
def test_everyone_does_what_the_table_gives_them(move, state, role):
    assert proof.does(READY, move, state, role)


@proof.every_refusal(REFUSALS)
def test_a_refusal_says_why_and_nothing_else(action, changed, sentence):
    assert proof.refusal(READY, action, **changed) == (sentence,)


def test_every_condition_is_shown_to_matter():
    choose_a_row = {
        ("take_back", "{ref} was something else before."),
        ("resume", "No change to {ref} is wanted."),
        ("resume", "A change to {ref} is wanted. Make it, or refuse it with a reason."),
    }
    shown_below = {
        ("refuse", OURS.replace("VT-1", "{ref}")),
        ("refuse", "There is no earlier value of {ref} to go back to. Propose one, or ask for a change."),
        ("refuse", "Nobody on the other side has asked for a change to {ref}."),
    }
    assert proof.unproved(READY, REFUSALS) == choose_a_row | shown_below


def stands(state, **given):
    return READY.subject(workflow.moves[0], state, **{"stands_by": Side.PROVIDER, **given})


def refuse(term, **given):
    return workflow.obstacles(term, "refuse", {Role.COMMISSIONER_NEGOTIATOR}, **{**READY.facts, **given})


def test_a_value_is_refused_by_going_back_to_ones_own_earlier_one():
    assert refuse(stands(S.PROPOSED)) == ()
    assert refuse(stands(S.PROPOSED), earlier={}) == (
        "There is no earlier value of VT-1 to go back to. Propose one, or ask for a change.",
    )
    assert refuse(stands(S.COUNTERED, stands_by=Side.COMMISSIONER)) == (OURS,)


def test_a_wanted_change_is_refused_only_by_the_side_that_did_not_want_it():
    assert refuse(stands(S.OPEN, wanted_by=Side.PROVIDER)) == ()
    assert refuse(stands(S.OPEN, wanted_by=Side.COMMISSIONER)) == (
        "Nobody on the other side has asked for a change to VT-1.",
    )


def test_accepting_the_whole_text_accepts_ones_own_values_too():
    term = stands(S.PROPOSED, stands_by=Side.COMMISSIONER)
    workflow.fire(term, "accept", {Role.COMMISSIONER_NEGOTIATOR}, whole=True, **READY.facts)
    assert term.state is S.AGREED


@pytest.mark.parametrize("action", ["propose", "counter", "accept", "refuse", "want", "park", "dispute"])
def test_an_agreed_term_is_locked(action):
    said = workflow.obstacles(stands(S.AGREED), action, {Role.COMMISSIONER_NEGOTIATOR}, **READY.facts)
    assert said[0].endswith("not possible while this term is agreed.")


def test_nobody_reopens_what_only_their_own_side_asks_for():
    term = stands(S.AGREED, reopen_asked_by=Side.COMMISSIONER)
    assert workflow.obstacles(term, "reopen", {Role.COMMISSIONER_NEGOTIATOR}, **READY.facts)
    assert not workflow.obstacles(term, "reopen", {Role.PROVIDER_NEGOTIATOR}, **{**READY.facts, "side": Side.PROVIDER})


def test_a_dispute_that_is_withdrawn_leaves_a_wanted_change_wanted():
    term = stands(S.DISPUTED, wanted_by=Side.PROVIDER)
    workflow.fire(term, "resume", {Role.COMMISSIONER_NEGOTIATOR}, **READY.facts)
    assert term.state is S.OPEN
