"""A bulk change: who may apply it and undo it as a whole, and until when; and how prices are rounded."""

from datetime import UTC, datetime

import pytest

from tests.workflows import proof
from workflows.bulk import MAY, BulkKind, percent, raised, workflow
from workflows.roles import Role

READY = proof.Ready(
    workflow,
    thing={"kind": BulkKind.RAISE, "prepared_by_id": 3, "undo_until": datetime(2012, 2, 2, 12, tzinfo=UTC)},
    facts={
        "now": datetime(2012, 2, 2, 12, tzinfo=UTC),
        "person_id": 3,
        "affected": 166,
        "as_read": True,
        "done": 166,
        "drafts_sent": "",
        "built_on": (),
        "until": "Thursday 2 February 2012 at 12:00pm",
    },
)
OWN = "Only whoever prepared it applies it and undoes it: everything in it is done in their name."
REFUSALS: proof.Refusals = [
    ("apply", {"person_id": 4}, OWN),
    ("discard", {"person_id": 4}, OWN),
    ("go_on", {"person_id": 4}, OWN),
    ("apply", {"affected": 0}, "It would change no agreement. Choose other agreements, or another change."),
    (
        "apply",
        {"as_read": False},
        "The agreements have changed since you read the preview. Read it again, then apply it.",
    ),
    ("undo", {"person_id": 4}, OWN),
    ("undo", {"kind": BulkKind.REMIND}, "Reminders have been read by now, and cannot be taken back."),
    ("undo", {"done": 0}, "It changed nothing, so there is nothing to undo."),
    (
        "undo",
        {"drafts_sent": "2 drafts"},
        "It sent 2 drafts, and a draft that has been sent stays with its provider. Change what is sent in an offer.",
    ),
    (
        "undo",
        {"now": datetime(2012, 2, 2, 12, 1, tzinfo=UTC)},
        "It could be undone until Thursday 2 February 2012 at 12:00pm. Change the agreements one by one, or prepare "
        "another bulk change.",
    ),
    (
        "undo",
        {"built_on": ("HMP Durham: Karen Wright countered",)},
        "It is undone as a whole or not at all, and others have built on it: HMP Durham: Karen Wright countered.",
    ),
]


@proof.every_row(workflow)
def test_everyone_does_what_the_table_gives_them(move, state, role):
    assert proof.does(READY, move, state, role)


@proof.every_refusal(REFUSALS)
def test_a_refusal_says_why_and_nothing_else(action, changed, sentence):
    assert proof.refusal(READY, action, **changed) == (sentence,)


def test_every_condition_is_shown_to_matter():
    assert proof.unproved(READY, REFUSALS) == set()


@pytest.mark.parametrize(
    ("price", "hundredths", "nearest", "becomes"),
    [(1_010_001, 150, 1, 1_025_151), (50, 100, 1, 51), (149, 100, 1, 150), (1_000_000, -200, 1000, 980_000),
     (12_345, 250, 100, 12_700), (0, 150, 1, 0), (-1_000, 150, 1, -1_015)],
)  # fmt: skip
def test_a_price_is_raised_exactly_and_rounded_once(price, hundredths, nearest, becomes):
    assert raised(price, hundredths, nearest) == becomes


@pytest.mark.parametrize(("hundredths", "words"), [(150, "1.5%"), (1000, "10%"), (5, "0.05%")])
def test_a_percentage_reads_as_it_was_typed(hundredths, words):
    assert percent(hundredths) == words


def test_what_is_negotiated_is_changed_by_negotiators_and_people_are_assigned_by_managers():
    assert {kind for kind, roles in MAY.items() if Role.ROUND_MANAGER in roles} == {
        BulkKind.TEMPLATE, BulkKind.ASSIGN, BulkKind.REMIND,
    }  # fmt: skip
    assert Role.COMMISSIONER_NEGOTIATOR not in MAY[BulkKind.ASSIGN]
