"""A theme is retired, merged or split for a reason, and never while a second coder works with the frame."""

from types import SimpleNamespace

import pytest

from workflows.engine import NotAllowed, Refused
from workflows.roles import Role
from workflows.theme import ThemeState, workflow

S = ThemeState


def theme(state=S.IN_USE, id_=1):
    return SimpleNamespace(state=state, id=id_)


def fire(subject, action, role=Role.ANALYST, **facts):
    workflow.fire(subject, action, {role}, **facts)
    return subject.state


def test_who_can_do_what_in_which_state(snapshot):
    assert {
        str(state): {str(role): found for role in Role if (found := workflow.actions(theme(state), {role}))}
        for state in S
    } == snapshot


@pytest.mark.parametrize("action", ["retire", "merge_into", "split_theme"])
def test_it_leaves_use_for_a_reason(action):
    assert fire(theme(), action, reason="Too wide.") is S.RETIRED
    with pytest.raises(Refused, match="Give the reason"):
        fire(theme(), action, reason=" ")


@pytest.mark.parametrize("action", ["retire", "merge_into", "split_theme"])
def test_not_while_a_second_coder_works_with_the_frame(action):
    with pytest.raises(Refused, match="sample 2"):
        fire(theme(), action, reason="So.", samples_open=1, sample="sample 2")


def test_it_is_merged_into_another_that_is_in_use():
    for other in (theme(id_=1), theme(S.RETIRED, id_=2)):
        with pytest.raises(Refused, match="Choose another theme"):
            fire(theme(), "merge_into", reason="One.", into=other)
    assert fire(theme(), "merge_into", reason="One.", into=theme(id_=2)) is S.RETIRED


def test_only_analysts_change_it():
    with pytest.raises(NotAllowed):
        fire(theme(), "retire", Role.ROUND_MANAGER, reason="So.")
