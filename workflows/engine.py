"""A thin skin over `transitions`: a typed table of moves, and a reason for every refusal.

A workflow reads the subject it is given, decides, and sets `subject.state`. Saving, recording and telling people is
the caller's business.
"""

from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Generic, TypeVar

from transitions import EventData, Machine

from workflows.roles import Role

S = TypeVar("S", bound=StrEnum)


class WorkflowError(Exception):
    """The action did not happen. `reasons` are sentences fit to show to a person."""

    def __init__(self, *reasons: str) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


class NotAllowed(WorkflowError):
    """The wrong person asked."""


class Refused(WorkflowError):
    """The right person asked too early, too late, or before the work was ready."""


@dataclass(frozen=True)
class Guard:
    """A condition, and the sentence to show when it does not hold.

    The sentence may name facts in braces ("{unanswered} have no answer"); they are filled in from the facts given.
    """

    holds: Callable[..., bool]
    reason: str

    def sentence(self, facts: dict[str, Any]) -> str:
        return self.reason.format_map(_Named(facts))


class _Named(dict[str, Any]):
    """Facts as words; one that was not given reads as a plain "it", never as a failure."""

    def __missing__(self, key: str) -> str:
        return "it"

    def __getitem__(self, key: str) -> str:
        value = super().__getitem__(key)
        return _joined([str(one) for one in value]) if isinstance(value, tuple) else str(value)


def _joined(words: Sequence[str]) -> str:
    """A list reads as one, sentences as sentences."""
    return (" " if all(word.endswith(".") for word in words) else ", ").join(words)


def guard(reason: str) -> Callable[[Callable[..., bool]], Guard]:
    return lambda holds: Guard(holds, reason)


@dataclass(frozen=True)
class Move(Generic[S]):
    """One row of a workflow's table. Without a `to`, the subject stays where it is."""

    action: str
    sources: Sequence[S]
    to: S | None
    by: Set[Role]
    when: Sequence[Guard] = ()

    def unmet(self, subject: Any, facts: dict[str, Any]) -> list[str]:
        return [guard.sentence(facts) for guard in self.when if not guard.holds(subject, **facts)]


@dataclass(frozen=True)
class Step(Generic[S]):
    """What happened: one line of the timeline."""

    action: str
    source: S
    dest: S


def in_words(action: str) -> str:
    """An action as it reads in a sentence: "publish_final" is "publish final"."""
    return action.replace("_", " ")


def named(action: str) -> str:
    """An action as it begins a sentence: "write_intentions" is "Write intentions"."""
    return in_words(action).capitalize()


class Workflow(Generic[S]):
    """The states of one kind of thing, and who may move it between them, when. Nothing follows a `final` state."""

    def __init__(
        self, name: str, states: type[S], initial: S, moves: Sequence[Move[S]], final: Set[S] = frozenset()
    ) -> None:
        self.name = name
        self.states = states
        self.initial = initial
        self.moves = moves
        self.final = final
        # One machine serves every subject: it holds no model, so it keeps no state of its own.
        self._machine = Machine(model=None, states=states, initial=initial, auto_transitions=False, send_event=True)
        for move in moves:
            self._machine.add_transition(move.action, list(move.sources), move.to, conditions=_permits(move))

    def actions(self, subject: Any, roles: Iterable[Role]) -> list[str]:
        """What these roles can do next, whether or not the guards hold yet; each action once."""
        held = set(roles)
        mine = [move.action for move in self.moves if subject.state in move.sources and move.by & held]
        return list(dict.fromkeys(mine))

    def check(self, subject: Any, action: str, roles: Iterable[Role], **facts: Any) -> None:
        """Raise NotAllowed or Refused if `fire` would."""
        held = set(roles)
        rows = [move for move in self.moves if move.action == action]
        open_now = [move for move in rows if subject.state in move.sources]
        if not any(move.by & held for move in rows):
            raise NotAllowed(f"{named(action)}: your part in this {self.name} does not include it.")
        if not open_now:
            raise Refused(f"{named(action)}: not possible while this {self.name} is {subject.state}.")
        mine = [move for move in open_now if move.by & held]
        if not mine:
            raise NotAllowed(f"{named(action)}: not your move while this {self.name} is {subject.state}.")
        unmet = [move.unmet(subject, facts) for move in mine]
        if all(unmet):
            raise Refused(*min(unmet, key=len))  # of two rows, the one that is nearer

    def obstacles(self, subject: Any, action: str, roles: Iterable[Role], **facts: Any) -> tuple[str, ...]:
        """Why `fire` would refuse, as sentences; empty when it would not."""
        try:
            self.check(subject, action, roles, **facts)
        except WorkflowError as error:
            return error.reasons
        return ()

    def fire(self, subject: Any, action: str, roles: Iterable[Role], **facts: Any) -> Step[S]:
        """Move `subject` along, or raise NotAllowed or Refused and leave it as it was."""
        held = frozenset(roles)
        self.check(subject, action, held, **facts)
        source = subject.state
        self._machine.events[action].trigger(subject, roles=held, facts=facts)
        return Step(action, source, subject.state)


def _permits(move: Move[Any]) -> Callable[[EventData], bool]:
    def permits(event: EventData) -> bool:
        return bool(move.by & event.kwargs["roles"]) and not move.unmet(event.model, event.kwargs["facts"])

    return permits
