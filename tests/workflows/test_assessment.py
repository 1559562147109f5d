"""A full equality assessment: evidence, an outcome that stands up, and an action for every harm."""

import pytest

from tests.workflows import proof
from workflows.assessment import AssessmentState, Outcome, is_justified, workflow

AUTHOR, DIRECTOR = 1, 2
REASONS = ("necessary", "less_harmful", "proportionate")
READY = proof.Ready(
    workflow,
    thing={
        "evidence": "The census of 2011.",
        "consultation": "Two meetings.",
        "outcome": Outcome.ADJUST,
        "necessary": "",
        "less_harmful": "",
        "proportionate": "",
        "author_id": AUTHOR,
    },
    facts={"person_id": DIRECTOR, "reason": "The figures are last year's."},
)
HARM = "Add an action for each negative impact, or justify continuing: Age."
REFUSALS: proof.Refusals = [
    ("submit", {"evidence": " "}, "Write down the evidence."),
    ("submit", {"consultation": ""}, "Write down who was consulted and what they said."),
    (
        "submit",
        {"unassessed": ("Age", "Sex")},
        "Record the impact on each relevant or unknown characteristic: Age, Sex.",
    ),
    ("submit", {"outcome": None}, "Choose one of the four outcomes."),
    (
        "submit",
        {"outcome": Outcome.CONTINUE},
        "To continue despite harm, say why it is necessary, why no less harmful way would do, and why the means fit.",
    ),
    ("submit", {"without_action": ("Age",)}, HARM),
    ("send_back", {"reason": " "}, "Give the reason for sending it back."),
    ("approve", {"person_id": AUTHOR}, "You wrote this assessment, so somebody else must approve it."),
    (
        "approve",
        {"intentions_changed": True},
        "An intention changed after this was submitted. Send it back to be assessed again.",
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


JUSTIFIED = {"outcome": Outcome.CONTINUE, **dict.fromkeys(REASONS, "Because of the law.")}


def submitting(**changed):
    (move,) = READY.moves("submit")
    subject = READY.subject(move, AssessmentState.DRAFTING, **changed)
    return workflow.obstacles(subject, "submit", move.by, **READY.known(move, **changed))


def test_harm_without_an_action_may_stand_when_continuing_is_justified():
    assert submitting(without_action=("Age",), **JUSTIFIED) == ()


@pytest.mark.parametrize("missing", REASONS)
def test_continuing_needs_all_three_reasons(missing):
    changed = {**JUSTIFIED, missing: " "}
    assert len(submitting(**changed)) == 1
    (move,) = READY.moves("submit")
    assert not is_justified(READY.subject(move, AssessmentState.DRAFTING, **changed))
