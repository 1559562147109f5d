"""What lies within a side's own range, and what a step would give away."""

from types import SimpleNamespace

import pytest

from tests.workflows import proof
from workflows import playbook
from workflows.agreement import Side
from workflows.playbook import Approver
from workflows.roles import Role
from workflows.schedule import FIGURE_TO_FOLLOW, LAYOUTS, Schedule
from workflows.term import Answer, TermState

READY = proof.Ready(playbook.workflow, thing={"side": Side.PROVIDER}, facts={"side": Side.PROVIDER})
TARGET = next(column for column in LAYOUTS[Schedule.VOLUMES].columns if column.key == "target")
PROFILE = next(column for column in LAYOUTS[Schedule.VOLUMES].columns if column.key == "profile")
GOVERNOR = Approver(5, None, "Gary Governor")


@proof.every_row(playbook.workflow)
def test_everyone_does_what_the_table_gives_them(move, state, role):
    assert proof.does(READY, move, state, role)


def test_nobody_writes_the_other_sides_playbook():
    move = READY.moves("write")[0]
    theirs = SimpleNamespace(side=Side.COMMISSIONER, state="kept")
    assert move.unmet(theirs, READY.facts) == ["This is the other side’s playbook."]
    assert move.unmet(theirs, {}) == ["This is the other side’s playbook."]


@pytest.mark.parametrize(
    ("value", "within"),
    [(79, False), (80, True), (100, True), (101, False), (FIGURE_TO_FOLLOW, True), (None, True), ("plenty", False)],
)
def test_a_figure_lies_within_its_two_ends(value, within):
    assert playbook.lies_within(TARGET, value, {"target": {"least": 80, "most": 100}}) is within


@pytest.mark.parametrize(("limits", "value", "within"), [
    ({"least": 80}, 500, True), ({"least": 80}, 79, False), ({"most": 100}, 1, True), ({"most": 100}, 101, False),
    ({}, 9999, True), ({"least": 0}, -1, False), ({"most": 0}, 1, False),
])  # fmt: skip
def test_either_end_may_be_open(limits, value, within):
    assert playbook.lies_within(TARGET, value, {"target": limits}) is within


@pytest.mark.parametrize(("words", "within"), [("even", True), (" Even ", True), ("front-loaded", False)])
def test_words_lie_within_when_they_are_among_those_that_are_acceptable(words, within):
    assert playbook.lies_within(PROFILE, words, {"profile": {"words": ["Even", "back-loaded"]}}) is within


@pytest.mark.parametrize(("limits", "words"), [
    ({"least": 80, "most": 100}, "80 to 100"), ({"least": 1000}, "at least 1,000"), ({"most": 5}, "at most 5"),
    ({"least": 0, "most": 0}, "0 to 0"), ({}, ""),
])  # fmt: skip
def test_a_range_reads_as_words(limits, words):
    assert playbook.range_in_words(TARGET, {"target": limits}) == words


def term(state=TermState.PROPOSED, stands_by=Side.COMMISSIONER, **fields):
    return SimpleNamespace(id=1, ref="VT-1", schedule=Schedule.VOLUMES, fields={"target": 90, **fields}, state=state,
                           stands_by=stands_by)  # fmt: skip


def says(answer, **after):
    return {1: SimpleNamespace(answer=answer, after=after)}


@pytest.mark.parametrize(("step", "one", "said", "gives"), [
    ("draft", term(), {}, 90),
    ("offer", term(), says(Answer.CHANGE, target=120), 120),
    ("offer", term(), says(Answer.ACCEPT), 90),
    ("offer", term(), says(Answer.PARK), 90),
    ("offer", term(), says(Answer.REFUSE), None),
    ("offer", term(), says(Answer.WANT), None),
    ("offer", term(), {}, None),
    ("offer", term(TermState.OPEN, None), {}, 90),
    ("acceptance", term(), {}, 90),
    ("acceptance", term(stands_by=Side.PROVIDER), {}, None),
    ("acceptance", term(TermState.AGREED), {}, None),
    ("acceptance", term(TermState.PARKED), {}, None),
])  # fmt: skip
def test_what_a_step_gives_away(step, one, said, gives):
    given = playbook.given(step, [one], said, Side.PROVIDER)
    assert (given[1]["target"] if given else None) == gives


def test_what_goes_beyond_names_the_value_the_range_and_who_may_allow_it():
    found = playbook.beyond([term()], {1: {"target": 120}}, {1: ({"target": {"most": 100}}, GOVERNOR)})
    assert [(one.ref, one.label, one.value, one.range, str(one.approver)) for one in found] == [
        ("VT-1", "Target", "120", "at most 100", "Gary Governor")
    ]


def test_a_term_that_nobody_keeps_a_range_for_is_free():
    assert playbook.beyond([term()], {1: {"target": 120}}, {}) == ()


def test_an_approver_without_a_name_is_whoever_plays_the_part():
    assert str(Approver(None, Role.PROVIDER_SIGNATORY)) == "a provider signatory"
