"""A return: what the provider must give, what the assurer must say, and when it is overdue."""

from datetime import UTC, date, datetime

import pytest

from tests.workflows import proof
from workflows.return_ import ReturnState, workflow

READY = proof.Ready(
    workflow,
    thing={"due_on": date(2012, 6, 30)},
    facts={
        "now": datetime(2012, 7, 1, 12, tzinfo=UTC),
        "due_on": "30 June 2012",
        "statement": "We did what we said.",
        "evidence_count": 1,
        "reason": "The audit is missing.",
        "conclusion": "Rated on the audit.",
    },
)
REFUSALS: proof.Refusals = [
    ("submit", {"statement": " "}, "Write the statement that this return makes."),
    ("submit", {"evidence_count": 0}, "Attach at least one file of evidence."),
    (
        "fall_overdue",
        {"now": datetime(2012, 6, 30, 22, 59, tzinfo=UTC)},
        "It is not overdue: it is due by the end of 30 June 2012.",
    ),
    ("send_back", {"reason": "\n"}, "Give the reason for sending it back."),
    ("review", {"conclusion": ""}, "Choose a rating from 1 to 4, or say that it is not rated and why."),
]


@proof.every_row(workflow)
def test_everyone_does_what_the_table_gives_them(move, state, role):
    assert proof.does(READY, move, state, role)


@proof.every_refusal(REFUSALS)
def test_a_refusal_says_why(action, changed, sentence):
    assert proof.refusal(READY, action, **changed) == (sentence,)


def test_every_condition_is_shown_to_matter():
    assert proof.unproved(READY, REFUSALS) == set()


def test_a_provider_is_told_everything_that_is_missing_at_once():
    subject = READY.subject(workflow.moves[0], ReturnState.EXPECTED)
    assert len(workflow.obstacles(subject, "submit", {"provider negotiator"})) == 2


@pytest.mark.parametrize(
    ("now", "overdue"),
    [
        (datetime(2012, 6, 30, 22, 59, tzinfo=UTC), False),
        (datetime(2012, 6, 30, 23, 0, tzinfo=UTC), True),
    ],
)
def test_the_day_it_is_due_ends_at_midnight_in_london_in_summer_time(now, overdue):
    (move,) = READY.moves("fall_overdue")
    subject = READY.subject(move, ReturnState.EXPECTED)
    assert (workflow.obstacles(subject, "fall_overdue", move.by, now=now) == ()) is overdue
