"""The report on responses: who wrote in it does not approve it, and it is released exactly as it was approved."""

from datetime import date

from tests.workflows import proof
from workflows.report import due_on, workflow

AUTHOR, DIRECTOR = 1, 2
READY = proof.Ready(
    workflow,
    thing={},
    facts={"person_id": DIRECTOR, "authors": frozenset({AUTHOR}), "answers_released": True, "is_as_approved": True,
           "out_of_date_count": 0, "reason": "First published."},
)  # fmt: skip
ANSWERS = "Release the answers first: the report says what was decided on each theme."
REASON = "Give the reason: it stands with the new version for everyone to read."
REFUSALS: proof.Refusals = [
    (
        "approve",
        {"person_id": AUTHOR},
        "You wrote in this report. Somebody who did not reads and approves it.",
    ),
    (
        "approve",
        {"out_of_date_count": 2, "out_of_date": "2 sections were"},
        "2 sections were written when the figures were others. Read each again, and save it or say that it still "
        "holds.",
    ),
    ("approve", {"answers_released": False}, ANSWERS),
    ("send_back", {"reason": ""}, REASON),
    ("release", {"answers_released": False}, ANSWERS),
    (
        "release",
        {"is_as_approved": False},
        "What the report says has changed since it was approved: a figure, a quotation or a section. Approve it again.",
    ),
    ("release", {"reason": ""}, REASON),
    ("revise", {"reason": ""}, REASON),
]


@proof.every_row(workflow)
def test_everyone_does_what_the_table_gives_them(move, state, role):
    assert proof.does(READY, move, state, role)


@proof.every_refusal(REFUSALS)
def test_a_refusal_says_why(action, changed, sentence):
    assert proof.refusal(READY, action, **changed) == (sentence,)


def test_every_condition_is_shown_to_matter():
    assert proof.unproved(READY, REFUSALS) == set()


def test_it_is_due_twelve_weeks_after_feedback_closes():
    assert due_on(date(2011, 12, 9)) == date(2012, 3, 2)
    assert due_on(None) is None
