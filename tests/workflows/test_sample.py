"""A sample is coded by its second coder alone, compared when it is whole, and settled when nothing differs any more."""

from types import SimpleNamespace

import pytest

from workflows.engine import NotAllowed, Refused
from workflows.roles import Role
from workflows.sample import SampleState, workflow

S = SampleState


def sample(state=S.DRAWN):
    return SimpleNamespace(state=state, coder_id=7)


def fire(subject, action, role=Role.ANALYST, **facts):
    workflow.fire(subject, action, {role}, **facts)
    return subject.state


def test_who_can_do_what_in_which_state(snapshot):
    assert {
        str(state): {str(role): found for role in Role if (found := workflow.actions(sample(state), {role}))}
        for state in S
    } == snapshot


@pytest.mark.parametrize("action", ["code_blind", "compare"])
def test_only_its_second_coder_codes_and_finishes_it(action):
    fire(sample(), action, person_id=7, coder="Sam")
    with pytest.raises(Refused, match="It is Sam’s to code"):
        fire(sample(), action, person_id=8, coder="Sam")


def test_it_is_compared_when_every_point_is_coded():
    assert fire(sample(), "compare", person_id=7) is S.COMPARED
    with pytest.raises(Refused, match="2 of its points are not coded yet"):
        fire(sample(), "compare", person_id=7, uncoded=2)
    with pytest.raises(Refused, match="draw another"):
        fire(sample(), "compare", person_id=7, comparable=0)


def test_a_difference_is_resolved_for_a_reason_by_any_analyst():
    assert fire(sample(S.COMPARED), "resolve", reason="Read again.", person_id=8) is S.COMPARED
    with pytest.raises(Refused, match="Give the reason"):
        fire(sample(S.COMPARED), "resolve", reason="")
    with pytest.raises(NotAllowed):
        fire(sample(S.COMPARED), "resolve", Role.ROUND_MANAGER, reason="So.")


def test_it_is_settled_when_nothing_is_left():
    assert fire(sample(S.COMPARED), "settle") is S.RESOLVED
    with pytest.raises(Refused, match="1 of its differences"):
        fire(sample(S.COMPARED), "settle", unresolved=1)


def test_it_is_given_up_for_a_reason_before_it_is_finished():
    assert fire(sample(), "give_up", reason="Ill.") is S.GIVEN_UP
    with pytest.raises(Refused):
        fire(sample(S.COMPARED), "give_up", reason="Ill.")
