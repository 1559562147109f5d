"""A row of an action plan: who keeps it depends on where it comes from, and done needs proof."""

from tests.workflows import proof
from workflows.action import comes_from_delivery, workflow


def fits(move):
    return {"origin": "assurance" if comes_from_delivery in move.when else "assessment"}


READY = proof.Ready(
    workflow,
    thing={"origin": "assessment", "agreed": False},
    facts={"proof": "The rota for May.", "reason": "The wing is closed."},
    fits=fits,
)
LEADS = "The equality lead changes actions that come from an equality assessment."
DELIVERS = "This action comes from delivery, so its provider and the assurer change it."
REFUSALS: proof.Refusals = [
    *[(action, {"origin": "assessment"}, LEADS) for action in ("edit", "agree", "start", "finish", "drop")],
    *[
        (action, {"origin": origin}, DELIVERS)
        for action in ("edit", "start", "finish", "drop")
        for origin in ("assurance", "exception")
    ],
    ("agree", {"agreed": True}, "The commissioner has already agreed to this action."),
    ("finish", {"proof": " "}, "Say what proves that it is done."),
    ("drop", {"reason": ""}, "Give the reason for dropping it."),
]


@proof.every_row(workflow)
def test_everyone_does_what_the_table_gives_them(move, state, role):
    assert proof.does(READY, move, state, role)


@proof.every_refusal(REFUSALS)
def test_a_refusal_says_why(action, changed, sentence):
    assert proof.refusal(READY, action, **changed) == (sentence,)


def test_every_condition_is_shown_to_matter():
    assert proof.unproved(READY, REFUSALS) == set()
