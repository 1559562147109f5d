"""What holds of every table of moves, whatever it is about."""

import itertools
import re
from types import SimpleNamespace

import pytest

from app import wording
from tests.workflows import proof
from workflows.engine import Refused, named
from workflows.roles import Role

every_workflow = pytest.mark.parametrize("workflow", proof.WORKFLOWS.values(), ids=proof.WORKFLOWS.keys())
BAD_WORDS = re.compile(r"\b(please|invalid|error|sorry|forbidden|failed|cannot be null)\b", re.IGNORECASE)
MADE_ELSEWHERE = {
    "{failed_checks}", "{in_the_way}", "{beyond_draft}", "{beyond_offer}", "{beyond_acceptance}",
}  # fmt: skip
"""A guard that shows sentences of its own: those of workflows/checks.py, and of one's own side's playbook."""


def rows(workflow):
    """Each row once for every state and part: (action, state, role, guards, to)."""
    return [
        (move.action, state, role, tuple(move.when), move.to)
        for move in workflow.moves
        for state in move.sources
        for role in move.by
    ]


@every_workflow
def test_nobody_finds_their_part_in_a_table_changed_unnoticed(workflow, snapshot):
    assert proof.table(workflow) == snapshot


@every_workflow
def test_every_row_starts_somewhere_and_is_for_somebody(workflow):
    assert all(move.sources and move.by for move in workflow.moves)


@every_workflow
def test_no_row_stands_twice(workflow):
    every = rows(workflow)
    assert len(every) == len(set(every))


@every_workflow
def test_no_row_hides_the_one_below_it(workflow):
    """Of two rows for the same action, state and part the first that holds is taken."""
    for first, second in itertools.combinations(rows(workflow), 2):
        if first[:3] == second[:3]:
            assert not set(first[3]) <= set(second[3]), f"{second[:3]} is never reached"


@every_workflow
def test_every_state_can_be_reached(workflow):
    reached, before = {workflow.initial}, set()
    while reached != before:
        before = set(reached)
        reached |= {move.to for move in workflow.moves if move.to and reached & set(move.sources)}
    assert reached == set(workflow.states)


@every_workflow
def test_nothing_is_stuck_but_where_the_table_says_that_it_ends(workflow):
    """A one-state thing, as the clock is, moves without leaving its state."""
    left = {state for move in workflow.moves for state in move.sources}
    assert set(workflow.states) - left == set(workflow.final)


@every_workflow
def test_every_refusal_is_a_sentence_that_says_what_to_do_or_why_not(workflow):
    for guard in {guard for move in workflow.moves for guard in move.when}:
        if guard.reason not in MADE_ELSEWHERE:
            assert guard.reason.endswith("."), guard.reason
            assert guard.reason[0].isupper() or guard.reason[0] == "{", guard.reason
            assert not BAD_WORDS.search(guard.reason), guard.reason


@every_workflow
def test_every_refusal_reads_even_when_a_fact_is_missing(workflow):
    for guard in {guard for move in workflow.moves for guard in move.when}:
        assert "{" not in guard.sentence({})


@every_workflow
def test_every_action_has_a_name_that_reads_on_a_button(workflow):
    for name in {move.action for move in workflow.moves}:
        words = wording.action(name)
        assert re.fullmatch(r"[A-Z][a-z]+( [a-z]+)*", words), words


@every_workflow
def test_whoever_has_no_part_in_an_action_is_told_so(workflow):
    for action in {move.action for move in workflow.moves}:
        may = {role for move in workflow.moves if move.action == action for role in move.by}
        for state, role in itertools.product(workflow.states, set(Role) - may):
            said = f"{named(action)}: your part in this {workflow.name} does not include it."
            assert proof.not_allowed(workflow, action, state, role) == said


@every_workflow
def test_whoever_may_only_at_another_time_is_told_so(workflow):
    every = rows(workflow)
    for action in {move.action for move in workflow.moves}:
        may = {role for name, _, role, *_ in every if name == action}
        for state, role in itertools.product(workflow.states, may):
            now = {who for name, when, who, *_ in every if (name, when) == (action, state)}
            if now and role not in now:
                said = f"{named(action)}: not your move while this {workflow.name} is {state}."
                assert proof.not_allowed(workflow, action, state, role) == said


@every_workflow
def test_what_nobody_can_do_now_is_refused_with_where_it_stands(workflow):
    for action in {move.action for move in workflow.moves}:
        mine = [move for move in workflow.moves if move.action == action]
        for state in set(workflow.states) - {state for move in mine for state in move.sources}:
            said = f"{named(action)}: not possible while this {workflow.name} is {state}."
            with pytest.raises(Refused, match=f"^{re.escape(said)}$"):
                workflow.check(SimpleNamespace(state=state), action, mine[0].by)


@every_workflow
def test_someone_without_any_part_can_do_nothing(workflow):
    assert all(workflow.actions(SimpleNamespace(state=state), set()) == [] for state in workflow.states)
