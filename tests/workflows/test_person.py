"""An account: nobody helps themselves, and the service is never left without an administrator."""

from tests.workflows import proof
from workflows.person import workflow
from workflows.roles import Role

READY = proof.Ready(
    workflow,
    thing={"id": 1},
    facts={
        "person_id": 2, "may_hold": True, "holds_it": False, "role": Role.ANALYST, "for_one_round": False,
        "ends_administration": False, "has_ended": False, "is_negotiator": True, "works_with_it": False,
        "role_in_words": "Analyst", "organisation": "HMP Durham",
    },
)  # fmt: skip
ONESELF = "Nobody gives themselves a role or a provider. Ask another administrator to do it."
ALONE = "Make somebody else an administrator first: the service needs at least one."
REFUSALS: proof.Refusals = [
    *[(action, {"person_id": 1}, ONESELF) for action in ("give_role", "assign", "reset_second_factor", "reactivate")],
    ("give_role", {"may_hold": False}, "Analyst is not a part that people of HMP Durham can play."),
    (
        "give_role",
        {"role": Role.ADMINISTRATOR, "for_one_round": True},
        "Give this role for the whole service: it is not about one round.",
    ),
    ("give_role", {"holds_it": True}, "They already hold this role."),
    ("end_role", {"has_ended": True}, "This role has already ended."),
    ("end_role", {"ends_administration": True}, ALONE),
    (
        "assign",
        {"is_negotiator": False},
        "Give them the role of commissioner negotiator first: only negotiators work with providers.",
    ),
    ("assign", {"works_with_it": True}, "They already work with this provider."),
    ("deactivate", {"person_id": 1}, "You cannot deactivate your own account. Ask another administrator to do it."),
    ("deactivate", {"ends_administration": True}, ALONE),
]


@proof.every_row(workflow)
def test_everyone_does_what_the_table_gives_them(move, state, role):
    assert proof.does(READY, move, state, role)


@proof.every_refusal(REFUSALS)
def test_a_refusal_says_why(action, changed, sentence):
    assert proof.refusal(READY, action, **changed) == (sentence,)
