"""A point gets a disposition with its reason, or a waiver, and is released with the others."""

from types import SimpleNamespace

import pytest

from workflows.engine import NotAllowed, Refused
from workflows.point import Disposition, PointState, workflow
from workflows.roles import Role

S = PointState


def point(state=S.UNANSWERED):
    return SimpleNamespace(state=state)


def fire(subject, action, role, **facts):
    workflow.fire(subject, action, {role}, **facts)
    return subject.state


ANSWER = {"disposition": Disposition.ACCEPTED, "reason": "Because."}


def test_who_can_do_what_in_which_state(snapshot):
    assert {
        str(state): {str(role): found for role in Role if (found := workflow.actions(point(state), {role}))}
        for state in S
    } == snapshot


@pytest.mark.parametrize("state", [S.UNANSWERED, S.ANSWERED, S.WAIVED])
def test_an_analyst_answers_with_a_reason(state):
    assert fire(point(state), "answer", Role.ANALYST, **ANSWER) is S.ANSWERED


def test_an_answer_needs_a_disposition_and_a_reason():
    with pytest.raises(Refused, match="Choose a disposition"):
        fire(point(), "answer", Role.ANALYST, reason="Because.")
    with pytest.raises(Refused, match="Give the reason: people who said this will read it"):
        fire(point(), "answer", Role.ANALYST, disposition=Disposition.ACCEPTED, reason=" ")


def test_what_is_released_or_withdrawn_is_not_answered():
    for state in (S.RELEASED, S.WITHDRAWN):
        with pytest.raises(Refused):
            fire(point(state), "answer", Role.ANALYST, **ANSWER)


def test_a_signatory_waives_in_words_and_an_analyst_does_not():
    assert fire(point(), "waive", Role.COMMISSIONER_SIGNATORY, reason="Next year.") is S.WAIVED
    with pytest.raises(Refused):
        fire(point(), "waive", Role.COMMISSIONER_SIGNATORY, reason="")
    with pytest.raises(NotAllowed):
        fire(point(), "waive", Role.ANALYST, reason="Next year.")


def test_only_an_approved_answer_is_released():
    assert fire(point(S.APPROVED), "release", Role.ROUND_MANAGER) is S.RELEASED
    for state in (S.UNANSWERED, S.ANSWERED, S.WAIVED, S.WITHDRAWN):
        with pytest.raises(Refused):
            fire(point(state), "release", Role.ROUND_MANAGER)


@pytest.mark.parametrize("state", [S.UNANSWERED, S.ANSWERED, S.WAIVED, S.WITHDRAWN])
def test_new_words_need_a_new_answer(state):
    assert fire(point(state), "reword", Role.RESPONDENT) is S.UNANSWERED


def test_what_is_published_is_not_reworded():
    with pytest.raises(Refused):
        fire(point(S.RELEASED), "reword", Role.RESPONDENT)


def test_a_point_is_split_or_merged_while_nobody_has_answered_it_and_no_second_coder_is_at_it():
    assert fire(point(), "replace", Role.ANALYST) is S.REPLACED
    for state in (S.ANSWERED, S.APPROVED, S.RELEASED, S.WITHDRAWN):
        with pytest.raises(Refused):
            fire(point(state), "replace", Role.ANALYST)
    with pytest.raises(Refused, match="A second coder is at work on it"):
        fire(point(), "replace", Role.ANALYST, in_open_sample=True)


def test_what_it_concerns_is_said_also_by_an_equality_lead_and_its_themes_only_by_analysts():
    for state in (S.UNANSWERED, S.ANSWERED, S.RELEASED):
        assert fire(point(state), "concern", Role.EQUALITY_LEAD) is state
        assert fire(point(state), "code", Role.ANALYST) is state
    with pytest.raises(NotAllowed):
        fire(point(), "code", Role.EQUALITY_LEAD)


def test_nobody_approves_their_own_answer():
    mine = SimpleNamespace(state=S.ANSWERED, answered_by_id=7)
    with pytest.raises(Refused, match="You wrote this answer"):
        fire(mine, "approve", Role.ANALYST, person_id=7)
    assert fire(mine, "approve", Role.ANALYST, person_id=8) is S.APPROVED


def test_an_answer_goes_back_only_with_a_reason():
    with pytest.raises(Refused):
        fire(point(S.APPROVED), "send_back", Role.ROUND_MANAGER, reason=" ")
    assert fire(point(S.APPROVED), "send_back", Role.ROUND_MANAGER, reason="Say why.") is S.UNANSWERED


@pytest.mark.parametrize("disposition", Disposition)
def test_only_what_was_accepted_changes_the_wording(disposition):
    subject = SimpleNamespace(state=S.RELEASED, disposition=disposition)
    if disposition in {Disposition.ACCEPTED, Disposition.ACCEPTED_IN_PART}:
        assert fire(subject, "tie", Role.ANALYST) is S.RELEASED
    else:
        with pytest.raises(Refused, match="Only what was accepted"):
            fire(subject, "tie", Role.ANALYST)


def test_an_approval_is_taken_back_until_its_answer_is_released():
    for role in (Role.ANALYST, Role.ROUND_MANAGER, Role.COMMISSIONER_SIGNATORY):
        assert fire(point(S.APPROVED), "undo_in_bulk", role) is S.ANSWERED
    with pytest.raises(Refused):
        fire(point(S.RELEASED), "undo_in_bulk", Role.ROUND_MANAGER)


def test_a_waiver_is_taken_back_by_a_signatory_until_the_final_edition_says_it():
    assert fire(point(S.WAIVED), "undo_in_bulk", Role.COMMISSIONER_SIGNATORY) is S.UNANSWERED
    assert fire(point(S.WAIVED), "undo_in_bulk", Role.COMMISSIONER_SIGNATORY, was_answered=True) is S.ANSWERED
    for was_answered in (True, False):
        facts = {"final_is_out": True, "was_answered": was_answered}
        with pytest.raises(Refused, match="so the waiver stands"):
            fire(point(S.WAIVED), "undo_in_bulk", Role.COMMISSIONER_SIGNATORY, **facts)
    with pytest.raises(NotAllowed):
        fire(point(S.WAIVED), "undo_in_bulk", Role.ANALYST)
