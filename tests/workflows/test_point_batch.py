"""Many points in one act: who prepares what, applies only their own, and undoes while nothing is approved."""

from types import SimpleNamespace

import pytest

from tests.workflows import proof
from workflows.point import APPROVERS
from workflows.point_batch import MAY, BatchKind, BatchState, workflow
from workflows.roles import Role

READY = proof.Ready(
    workflow,
    thing={"kind": BatchKind.ANSWER, "prepared_by_id": 7},
    facts={
        "person_id": 7,
        "affected": 3,
        "as_read": True,
        "approved": 0,
        "approved_words": "2 answers were",
        "released": 0,
        "released_words": "2 answers were",
        "final_is_out": False,
    },
)
OWN = "Only whoever prepared it applies it and undoes it: everything in it is done in their name."
REFUSALS: proof.Refusals = [
    ("apply", {"person_id": 8}, OWN),
    ("apply", {"affected": 0}, "It would change no point. Choose other points."),
    ("apply", {"as_read": False}, "The points have changed since you read the preview. Read it again, then apply it."),
    ("discard", {"person_id": 8}, OWN),
    ("go_on", {"person_id": 8}, OWN),
    ("undo", {"person_id": 8}, OWN),
    (
        "undo",
        {"released": 2},
        "2 answers were released since, and what is published stands, so it is no longer undone as a whole.",
    ),
    (
        "undo",
        {"kind": BatchKind.WAIVE, "final_is_out": True},
        "The final edition is out and says why they were waived, so the waivers stand. Answer the points instead.",
    ),
    (
        "undo",
        {"approved": 2},
        "2 answers were approved since, so it is no longer undone as a whole. Send those answers back first.",
    ),
]


@proof.every_row(workflow)
def test_everyone_does_what_the_table_gives_them(move, state, role):
    assert proof.does(READY, move, state, role)


@proof.every_refusal(REFUSALS)
def test_each_refusal_says_why_and_what_to_do(action, changed, sentence):
    assert proof.refusal(READY, action, **changed) == (sentence,)


def test_every_condition_is_shown_to_matter():
    assert proof.unproved(READY, REFUSALS) == set()


@pytest.mark.parametrize("kind", BatchKind)
def test_each_kind_is_for_those_who_do_it_to_one_point(kind):
    assert MAY[kind] <= APPROVERS
    assert (Role.COMMISSIONER_SIGNATORY in MAY[kind]) == (kind in {BatchKind.WAIVE, BatchKind.APPROVE})


@pytest.mark.parametrize("kind", [BatchKind.ANSWER, BatchKind.ASSIGN, BatchKind.APPROVE])
def test_only_waivers_stand_because_the_final_edition_is_out(kind):
    batch = SimpleNamespace(state=BatchState.APPLIED, kind=kind, prepared_by_id=7)
    facts = {**READY.facts, "final_is_out": True}
    assert workflow.obstacles(batch, "undo", {Role.ROUND_MANAGER}, **facts) == ()
