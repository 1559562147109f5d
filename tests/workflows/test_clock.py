"""The rehearsal's clock: an administrator moves it, forward only."""

from datetime import UTC, datetime

from tests.workflows import proof
from workflows.clock import workflow

NOON = datetime(2011, 11, 21, 12, tzinfo=UTC)
READY = proof.Ready(
    workflow,
    facts={"now": NOON, "to": NOON.replace(day=22), "clock_stands_at": "noon on 21 November 2011"},
)
SENTENCE = "Choose a moment after noon on 21 November 2011: the clock only moves forward."
REFUSALS: proof.Refusals = [
    ("move", {"to": NOON.replace(day=20)}, SENTENCE),
    ("move", {"to": NOON}, SENTENCE),
]


@proof.every_row(workflow)
def test_everyone_does_what_the_table_gives_them(move, state, role):
    assert proof.does(READY, move, state, role)


@proof.every_refusal(REFUSALS)
def test_a_refusal_says_why(action, changed, sentence):
    assert proof.refusal(READY, action, **changed) == (sentence,)


def test_every_condition_is_shown_to_matter():
    assert proof.unproved(READY, REFUSALS) == set()
