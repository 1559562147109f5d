"""A volume of responses: one person lists, another publishes, and only what was listed."""

from tests.workflows import proof
from workflows.volume import workflow

PREPARER, OTHER = 1, 2
READY = proof.Ready(
    workflow,
    thing={"prepared_by_id": PREPARER},
    facts={"person_id": OTHER, "list_is_current": True, "feedback_is_closed": True, "listed": 3},
)
OPEN = "Feedback is still open. Responses are published once it has closed, so that nobody answers another's."
REFUSALS: proof.Refusals = [
    ("prepare", {"feedback_is_closed": False}, OPEN),
    (
        "prepare",
        {"listed": 0},
        "No response can be published: each is published already, withheld, or not allowed by who sent it.",
    ),
    ("publish", {"person_id": PREPARER}, "You made this list. Somebody else checks it and publishes it."),
    ("publish", {"feedback_is_closed": False}, OPEN),
    (
        "publish",
        {"list_is_current": False},
        "What would be published has changed since this list was made. Discard it and make a new one.",
    ),
]


@proof.every_row(workflow)
def test_everyone_does_what_the_table_gives_them(move, state, role):
    assert proof.does(READY, move, state, role)


@proof.every_refusal(REFUSALS)
def test_a_refusal_says_why(action, changed, sentence):
    assert proof.refusal(READY, action, **changed) == (sentence,)


def test_every_condition_is_shown_to_matter():
    assert proof.unproved(READY, REFUSALS) == set()
