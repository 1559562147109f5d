"""A team's room: the owner invites, one named person certifies, and nobody writes under another's hands."""

from types import SimpleNamespace

import pytest

from workflows import colleague as of_colleague
from workflows.colleague import ColleagueState
from workflows.engine import NotAllowed, Refused
from workflows.roles import Role
from workflows.room import RoomState, workflow

S = RoomState
FACTS = {"owner": "Ann", "owns": True, "certifies": True, "certifier": "Ann", "is_signatory": True, "writing": ()}


def fire(action, state=S.WRITING, role=Role.RESPONDENT, **facts):
    subject = SimpleNamespace(state=state)
    workflow.fire(subject, action, {role}, **{**FACTS, **facts})
    return subject.state


def test_who_can_do_what_in_which_state(snapshot):
    assert {
        str(state): {
            str(role): found for role in Role if (found := workflow.actions(SimpleNamespace(state=state), {role}))
        }
        for state in S
    } == snapshot


@pytest.mark.parametrize(
    ("action", "state", "to"),
    [
        ("ask_to_certify", S.WRITING, S.READY),
        ("write_on", S.READY, S.WRITING),
        ("certify", S.WRITING, S.SENT),
        ("certify", S.READY, S.SENT),
        ("reopen", S.SENT, S.WRITING),
        ("invite", S.WRITING, S.WRITING),
    ],
)
def test_the_response_moves_on(action, state, to):
    assert fire(action, state) is to


@pytest.mark.parametrize(
    ("action", "facts", "sentence"),
    [
        ("invite", {"owns": False}, "Ann started this response, and decides who works on it."),
        ("name_certifier", {"owns": False, "certifies": False}, "Ann, who started this response, or whoever certifies"),
        ("certify", {"certifies": False, "certifier": "Ben"}, "Ben certifies and sends this response."),
        ("certify", {"certifies": False, "certifier": ""}, "Nobody is named to certify this response yet. Ann names"),
        ("certify", {"is_signatory": False, "organisation": "HMP Durham"}, "A signatory of HMP Durham certifies"),
        ("certify", {"writing": ("Ben", "Ann")}, "Still writing: Ben, Ann. Wait until they have finished"),
        ("ask_to_certify", {"writing": ("Ben", "Ann")}, "Still writing: Ben, Ann. Wait until they have finished"),
        ("ask_to_certify", {"certifier": ""}, "Nobody is named to certify"),
        ("take_over", {"is_silent": False, "holder": "Ben"}, "Ben is writing this section now."),
    ],
)
def test_what_stands_in_the_way_is_said(action, facts, sentence):
    with pytest.raises(Refused, match=sentence):
        fire(action, **facts)


@pytest.mark.parametrize("action", ["invite", "take_over", "restore", "bring_back", "ask_to_certify", "name_certifier"])
def test_nothing_is_written_once_it_is_sent(action):
    with pytest.raises(Refused):
        fire(action, S.SENT)


def test_nobody_but_the_team_does_anything():
    for role in set(Role) - {Role.RESPONDENT}:
        with pytest.raises(NotAllowed):
            fire("certify", role=role)


# --- colleagues -------------------------------------------------------------------------------------------------------

C = ColleagueState
OWNER = {"owner": "Ann", "owns": True, "is_the_owner": False, "is_the_certifier": False, "name": "Ben"}


def move(action, state, **facts):
    subject = SimpleNamespace(state=state)
    of_colleague.workflow.fire(subject, action, {Role.RESPONDENT}, **{**OWNER, **facts})
    return subject.state


def test_what_can_be_done_with_a_colleague(snapshot):
    them = {state: SimpleNamespace(state=state) for state in C}
    assert {str(s): of_colleague.workflow.actions(one, {Role.RESPONDENT}) for s, one in them.items()} == snapshot


@pytest.mark.parametrize(
    ("action", "state", "to"),
    [
        ("join", C.INVITED, C.JOINED),
        ("leave", C.JOINED, C.LEFT),
        ("take_off", C.INVITED, C.TAKEN_OFF),
        ("take_off", C.JOINED, C.TAKEN_OFF),
        ("invite", C.INVITED, C.INVITED),
        ("invite", C.LEFT, C.INVITED),
        ("invite", C.TAKEN_OFF, C.INVITED),
    ],
)
def test_a_colleague_comes_and_goes(action, state, to):
    assert move(action, state) is to


@pytest.mark.parametrize(
    ("action", "facts", "sentence"),
    [
        ("take_off", {"owns": False}, "Ann started this response"),
        ("take_off", {"is_the_owner": True}, "Whoever started the response stays with it."),
        ("take_off", {"is_the_certifier": True}, "Ben certifies this response. Name somebody else"),
        ("leave", {"is_the_certifier": True}, "Ben certifies this response. Name somebody else"),
        ("leave", {"is_the_owner": True}, "Whoever started the response stays with it."),
    ],
)
def test_those_who_are_needed_stay(action, facts, sentence):
    with pytest.raises(Refused, match=sentence):
        move(action, C.JOINED, **facts)


def test_a_link_is_used_up_only_by_leaving():
    with pytest.raises(Refused):
        move("join", C.TAKEN_OFF)
