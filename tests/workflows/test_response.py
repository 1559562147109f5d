"""A response is saved, sent and changed by its respondent alone, until the deadline."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest

from workflows.engine import NotAllowed, Refused
from workflows.response import Permission, ResponseState, workflow
from workflows.roles import Role

S = ResponseState
CLOSES = date(2011, 12, 9)
FACTS = {
    "now": datetime(2011, 12, 9, 23, 59, tzinfo=UTC), "closes": CLOSES, "closes_on": "Friday 9 December 2011",
    "says_something": True, "round_is_open": True,
}  # fmt: skip
AFTER = {"now": datetime(2011, 12, 10, 0, 1, tzinfo=UTC)}


def response(state=S.DRAFT, **given):
    return SimpleNamespace(**{"state": state, "name": "Ann", "permission": Permission.YES, **given})


def fire(subject, action, role=Role.RESPONDENT, **facts):
    workflow.fire(subject, action, {role}, **{**FACTS, **facts})
    return subject.state


def test_who_can_do_what_in_which_state(snapshot):
    assert {
        str(state): {str(role): found for role in Role if (found := workflow.actions(response(state), {role}))}
        for state in S
    } == snapshot


@pytest.mark.parametrize("state", [S.DRAFT, S.CHANGING])
def test_a_complete_response_is_sent(state):
    assert fire(response(state), "submit") is S.SUBMITTED


@pytest.mark.parametrize(
    ("given", "facts", "sentence"),
    [
        ({"name": ""}, {}, "Say who you are before you send your response."),
        ({"permission": None}, {}, "Say whether your response may be published."),
        ({}, {"says_something": False}, "Answer at least one question before you send your response."),
        ({}, {"round_is_open": False}, "This round takes no responses now"),
        ({}, {"certifies": False, "certifier": "Ben"}, "Ben certifies and sends this response."),
    ],
)
def test_an_incomplete_one_is_not(given, facts, sentence):
    with pytest.raises(Refused, match=sentence):
        fire(response(**given), "submit", **facts)


@pytest.mark.parametrize("state", S)
def test_a_round_manager_gives_longer_whatever_its_state(state):
    assert fire(response(state), "extend", Role.ROUND_MANAGER) is state


def test_a_late_response_is_taken():
    assert fire(response(), "submit", **AFTER) is S.SUBMITTED


def test_a_late_change_is_not():
    for action, state in (("change", S.SUBMITTED), ("submit", S.CHANGING), ("save", S.CHANGING)):
        with pytest.raises(Refused, match="Feedback closed at the end of Friday 9 December 2011"):
            fire(response(state), action, **AFTER)


def test_the_last_minute_of_the_last_day_is_in_time():
    assert fire(response(S.SUBMITTED), "change") is S.CHANGING


def test_nobody_but_the_respondent_moves_it():
    for role in set(Role) - {Role.RESPONDENT}:
        with pytest.raises(NotAllowed):
            fire(response(), "submit", role)
