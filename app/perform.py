"""The only way anything changes state: check, move, record, all in the caller's transaction."""

import inspect
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Protocol, TypeVar

from app import chain, clock, permissions
from app.permissions import Actor
from workflows.engine import Workflow


class Governed(Protocol):
    """Anything with a life: a round, a response, an agreement."""

    id: Any
    state: Any
    workflow: ClassVar[Workflow[Any]]

    @property
    def round_id(self) -> Any: ...


@dataclass(frozen=True)
class Choice:
    """Something a person could do next, and whatever stands in the way."""

    action: str
    obstacles: tuple[str, ...]


_facts: dict[type, Callable[..., dict[str, Any]]] = {}
_asks: dict[type, frozenset[str]] = {}
G = TypeVar("G", bound=Callable[..., dict[str, Any]])


def facts_of(model: type) -> Callable[[G], G]:
    """Name the function that gathers what the guards of `model` need to know (in its queries.py).

    It takes the subject; and, where what it looks up depends on them, `by` (who asks) and `action` (what for; None
    when it is for every action at once).
    """

    def register(gather: G) -> G:
        _facts[model] = gather
        _asks[model] = frozenset(inspect.signature(gather).parameters) & {"by", "action"}
        return gather

    return register


def _gather(subject: Governed, actor: Actor | None, action: str | None = None) -> dict[str, Any]:
    gather = _facts.get(type(subject))
    if gather is None:
        return _always(actor)
    given = {"by": actor, "action": action}
    return _always(actor) | gather(subject, **{name: given[name] for name in _asks[type(subject)]})


def _always(actor: Actor | None) -> dict[str, Any]:
    return {"now": clock.now(), "person_id": actor.id if actor else None}


def choices(
    subject: Governed, person: Actor | None, gathered: dict[str, Any] | None = None, **facts: Any
) -> list[Choice]:
    """What `person` could do to `subject` next, with each obstacle as a sentence: the buttons on its page.

    Facts that a person types on the action's own form (a reason, say) are taken as given. `gathered` is for a page
    that has looked the facts up already, so that they are not asked for twice.
    """
    workflow, roles = subject.workflow, permissions.roles_of(person, subject)
    actions = workflow.actions(subject, roles)
    if not actions:
        return []
    looked_up = _gather(subject, person) if gathered is None else {**_always(person), **gathered}
    known = {**looked_up, **TYPED, **facts}
    return [Choice(action, workflow.obstacles(subject, action, roles, **known)) for action in actions]


TYPED: dict[str, Any] = dict.fromkeys(("reason", "proof", "statement", "conclusion", "disposition"), "typed")
"""What an action's own form asks for; its absence is the form's to say, not an obstacle to opening the form."""


def ensure(
    subject: Governed, action: str, by: Actor | None, gathered: dict[str, Any] | None = None, **facts: Any
) -> None:
    """Raise NotAllowed or Refused unless `by` could do this now. Call it before showing a form."""
    looked_up = _gather(subject, by, action) if gathered is None else {**_always(by), **gathered}
    known = {**looked_up, **TYPED, **facts}
    subject.workflow.check(subject, action, permissions.roles_of(by, subject), **known)


def perform(subject: Governed, action: str, *, by: Actor, why: str = "", what: str = "", **facts: Any) -> None:
    """Move `subject` along its workflow as `by`, and write it on the timeline. Raises NotAllowed or Refused.

    `what` says what exactly was done, in a few public words; `why` is the person's own reason.
    """
    roles = permissions.roles_of(by, subject)
    step = subject.workflow.fire(subject, action, roles, **{**_gather(subject, by, action), **facts})
    chain.append(subject, step, by=by, what=what, why=why)


def perform_each(subjects: Sequence[Governed], action: str, *, by: Actor, **given: Any) -> None:
    """The same for some hundreds of things at a time, with what their timelines end with looked up in one query.

    Raises NotAllowed or Refused at the first that cannot be moved.
    """
    chain.remember(subjects)
    for subject in subjects:
        perform(subject, action, by=by, **given)
