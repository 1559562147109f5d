"""Prove a table of moves row by row: who may, who may not, and the sentence that each guard refuses with."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import pytest

from workflows import diagram
from workflows.engine import Guard, Move, NotAllowed, Refused, Workflow
from workflows.roles import Role

WORKFLOWS = {workflow.name: workflow for workflow in diagram.workflows()}


@dataclass(frozen=True)
class Ready:
    """A thing and the facts with which every guard of its workflow holds.

    Where no one thing could satisfy every row, `fits` says what a row needs otherwise.
    """

    workflow: Workflow
    thing: dict[str, Any] = field(default_factory=dict)
    facts: dict[str, Any] = field(default_factory=dict)
    fits: Callable[[Move], dict[str, Any]] = lambda move: {}

    def subject(self, move: Move, state, **changed: Any) -> SimpleNamespace:
        told = {**self.fits(move), **changed}
        mine = {key: value for key, value in told.items() if key in self.thing}
        return SimpleNamespace(**{**self.thing, **mine, "state": state})

    def known(self, move: Move, **changed: Any) -> dict[str, Any]:
        told = {**self.fits(move), **changed}
        return {**self.facts, **{key: value for key, value in told.items() if key not in self.thing}}

    def moves(self, action: str) -> list[Move]:
        return [move for move in self.workflow.moves if move.action == action]


# --- each row, done ----


def every_row(workflow: Workflow):
    """One case for each row, each state that it starts from and each part that may."""
    cases = [(move, state, role) for move in workflow.moves for state in move.sources for role in sorted(move.by)]
    names = [f"{move.action}-{state}-{role}".replace(" ", "_") for move, state, role in cases]
    return pytest.mark.parametrize(("move", "state", "role"), cases, ids=names)


def does(ready: Ready, move: Move, state, role: Role) -> bool:
    """Do it with everything ready; whether it ended in the state that the row names."""
    subject = ready.subject(move, state)
    step = ready.workflow.fire(subject, move.action, {role}, **ready.known(move))
    assert (step.action, step.source, step.dest) == (move.action, state, subject.state)
    return step.dest == (move.to or state)


# --- each guard, failing ----


def refusal(ready: Ready, action: str, **changed: Any) -> tuple[str, ...]:
    """What everyone is told who may do this but for `changed`: the same wherever the thing stands."""
    said = {_told(ready, move, state, role, changed) for move, state, role in _tries(ready, action, changed)}
    assert len(said) == 1, f"{action} says different things: {said}"
    return said.pop()


def _tries(ready: Ready, action: str, changed: dict[str, Any]) -> Iterator[tuple[Move, Any, Role]]:
    for move in ready.moves(action):
        for state in move.sources:
            for role in sorted(move.by):
                if move.unmet(ready.subject(move, state, **changed), ready.known(move, **changed)):
                    yield move, state, role


def _told(ready: Ready, move: Move, state, role: Role, changed: dict[str, Any]) -> tuple[str, ...]:
    subject = ready.subject(move, state, **changed)
    with pytest.raises(Refused) as refused:
        ready.workflow.fire(subject, move.action, {role}, **ready.known(move, **changed))
    assert subject.state == state, "a refusal leaves everything as it was"
    return refused.value.reasons


Refusals = list[tuple[str, dict[str, Any], str]]
"""An action, what is not as it should be, and the sentence."""


def every_refusal(refusals: Refusals):
    names = [f"{action}-{'-'.join(changed)}" for action, changed, _ in refusals]
    return pytest.mark.parametrize(("action", "changed", "sentence"), refusals, ids=names)


def unproved(ready: Ready, refusals: Refusals) -> set[tuple[str, str]]:
    """Guards, by action, that no refusal shows to matter."""
    every = {(move.action, guard) for move in ready.workflow.moves for guard in move.when}
    shown = {(action, guard) for action, changed, _ in refusals for guard in _fails(ready, action, changed)}
    return {(action, guard.reason) for action, guard in every - shown}


def _fails(ready: Ready, action: str, changed: dict[str, Any]) -> set[Guard]:
    return {
        guard
        for move in ready.moves(action)
        for guard in move.when
        if not guard.holds(ready.subject(move, move.sources[0], **changed), **ready.known(move, **changed))
    }


# --- the whole table ----


def table(workflow: Workflow) -> str:
    """Who may do what in which state, guards aside, as one page."""
    lines = []
    for state in workflow.states:
        lines.append(f"{state}{' (final)' if state in workflow.final else ''}")
        for role in Role:
            actions = workflow.actions(SimpleNamespace(state=state), {role})
            if actions:
                lines.append(f"  {role}: {', '.join(actions)}")
    return "\n".join(lines)


def not_allowed(workflow: Workflow, action: str, state, role: Role) -> str:
    """What somebody is told who has no such part."""
    with pytest.raises(NotAllowed) as refused:
        workflow.check(SimpleNamespace(state=state), action, {role})
    return " ".join(refused.value.reasons)
