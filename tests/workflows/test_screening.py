"""Equality screening: unknown is not neutral, the author is not the approver, and a change makes it stale."""

from types import SimpleNamespace

import pytest

from tests.workflows import proof
from workflows.screening import Finding, needs_assessment, workflow

AUTHOR, DIRECTOR = 1, 2


def line(finding, reason="It touches nobody differently."):
    return SimpleNamespace(finding=finding, reason=reason)


READY = proof.Ready(
    workflow,
    thing={"lines": [line(Finding.UNKNOWN), line(Finding.NOT_RELEVANT)], "author_id": AUTHOR},
    facts={"person_id": DIRECTOR, "reason": "The same policy was assessed last year."},
)
AUTHORS = "You wrote this screening, so somebody else must approve it."
ADVERSE = "Answer the adverse feedback on Age, Sex before calling it not relevant."
REFUSALS: proof.Refusals = [
    ("submit", {"lines": [line(None)]}, "Choose relevant, not relevant or unknown for every characteristic."),
    ("submit", {"lines": []}, "Choose relevant, not relevant or unknown for every characteristic."),
    (
        "submit",
        {"lines": [line(Finding.NOT_RELEVANT, reason=" ")]},
        "Give the reason for every characteristic that is not relevant.",
    ),
    ("submit", {"adverse_unanswered": ("Age", "Sex")}, ADVERSE),
    ("send_back", {"reason": ""}, "Give the reason for sending it back."),
    ("approve", {"person_id": AUTHOR}, AUTHORS),
    (
        "approve",
        {"intentions_changed": True},
        "An intention changed after this was submitted. Send it back to be screened again.",
    ),
    ("approve", {"adverse_unanswered": ("Age", "Sex")}, ADVERSE),
    ("waive_assessment", {"person_id": AUTHOR}, AUTHORS),
    (
        "waive_assessment",
        {"lines": [line(Finding.NOT_RELEVANT)]},
        "Screening finds nothing relevant or unknown, so no full assessment is asked for.",
    ),
    ("waive_assessment", {"reason": ""}, "Give the reason why no full assessment is needed."),
]


@proof.every_row(workflow)
def test_everyone_does_what_the_table_gives_them(move, state, role):
    assert proof.does(READY, move, state, role)


@proof.every_refusal(REFUSALS)
def test_a_refusal_says_why(action, changed, sentence):
    assert proof.refusal(READY, action, **changed) == (sentence,)


def test_every_condition_is_shown_to_matter():
    assert proof.unproved(READY, REFUSALS) == set()


@pytest.mark.parametrize(
    ("findings", "needed"),
    [
        ([Finding.NOT_RELEVANT, Finding.NOT_RELEVANT], False),
        ([Finding.NOT_RELEVANT, Finding.RELEVANT], True),
        ([Finding.NOT_RELEVANT, Finding.UNKNOWN], True),
        ([Finding.NOT_RELEVANT, None], True),
    ],
)
def test_what_is_unknown_asks_for_an_assessment_as_what_is_relevant_does(findings, needed):
    assert needs_assessment(findings) is needed
