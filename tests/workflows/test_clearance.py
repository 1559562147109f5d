"""Who may let their side go beyond its range, and that it is for exactly what was asked."""

import pytest

from tests.workflows import proof
from workflows.agreement import Side
from workflows.clearance import workflow

READY = proof.Ready(
    workflow,
    thing={"side": Side.PROVIDER, "digest": "abc"},
    facts={
        "side": Side.PROVIDER,
        "is_approver": True,
        "writers": frozenset({7}),
        "person_id": 3,
        "digest_now": "abc",
        "reason": "Not this year.",
        "who": "Gary Governor",
    },
)
OWN = "The other side’s approvals are its own."
NAMED = "Your side’s playbook says that Gary Governor decides this."
WROTE = "You wrote in this, or asked for its approval, so somebody else must decide."
CHANGED = "It has changed since approval was asked for. Whoever sends it asks again."
REFUSALS: proof.Refusals = [
    *((action, {"side": Side.COMMISSIONER}, OWN) for action in ("approve", "decline")),
    *((action, {"is_approver": False}, NAMED) for action in ("approve", "decline")),
    *((action, {"writers": frozenset({3})}, WROTE) for action in ("approve", "decline")),
    ("approve", {"digest_now": "def"}, CHANGED),
    ("decline", {"reason": " "}, "Say why. Only your own side reads it."),
]


@proof.every_row(workflow)
def test_everyone_does_what_the_table_gives_them(move, state, role):
    assert proof.does(READY, move, state, role)


@proof.every_refusal(REFUSALS)
def test_each_condition_is_refused_with_its_sentence(action, changed, sentence):
    assert proof.refusal(READY, action, **changed) == (sentence,)


def test_no_condition_is_left_unproved():
    assert proof.unproved(READY, REFUSALS) == set()


@pytest.mark.parametrize("fact", ["is_approver", "writers", "person_id", "digest_now", "side"])
def test_what_is_not_known_refuses(fact):
    known = {key: value for key, value in READY.facts.items() if key != fact}
    ready = proof.Ready(workflow, READY.thing, known)
    move = ready.moves("approve")[0]
    assert move.unmet(ready.subject(move, move.sources[0]), ready.known(move))
