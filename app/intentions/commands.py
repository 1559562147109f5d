"""What can be done to an intention: write, revise, order, and remove while it has not been published."""

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from app.extensions import db
from app.intentions import queries
from app.languages.content import set_aside
from app.models import Direction, Group, Intention, Round
from app.perform import perform
from app.permissions import Actor
from workflows.engine import Refused

REVISABLE = (
    "title",
    "summary_title",
    "in_summary",
    "explanation",
    "direction",
    "applies",
    "segments",
    "partners",
    "welsh",
)


def write(
    round_: Round,
    *,
    group: Group | str,
    number: int,
    title: str,
    summary_title: str,
    in_summary: bool,
    explanation: str,
    direction: Direction | str,
    applies: Mapping[str, Any],
    segments: Sequence[Mapping[str, str]],
    partners: Sequence[str],
    by: Actor,
) -> Intention:
    """Write a new intention at the end of its group. Raises Refused when its reference is taken."""
    group = Group(group)
    ref = f"{group.prefix}-{number}"
    if ref in queries.refs(round_):
        raise Refused(f"There is an intention {ref} already. Choose the next number.")
    perform(round_, "write_intentions", by=by, what=f"wrote {ref}")
    intention = Intention(
        round_id=round_.id,
        group=group,
        number=number,
        ref=ref,
        position=queries.last_position(round_) + 1,
        title=title,
        summary_title=summary_title or title,
        in_summary=in_summary,
        explanation=explanation,
        direction=Direction(direction),
        applies=dict(applies),
        segments=[dict(segment) for segment in segments],
        partners=list(partners),
    )
    db.session.add(intention)
    db.session.flush()
    _tell_equality(round_)
    return intention


def revise(intention: Intention, *, by: Actor, **fields: Any) -> None:
    """Change what an intention says. Saying the same again is no change. Screening that saw it goes stale."""
    unknown = fields.keys() - set(REVISABLE)
    if unknown:
        raise TypeError(f"An intention has no {', '.join(sorted(unknown))} to revise.")
    changed = [name for name, value in fields.items() if getattr(intention, name) != value]
    if not changed:
        return
    what = f"revised {intention.ref}: {', '.join(changed).replace('_', ' ')}"
    perform(intention.round, "write_intentions", by=by, what=what)
    for name in changed:
        setattr(intention, name, fields[name])
    if "welsh" not in fields:
        intention.welsh = set_aside(intention.welsh, changed)
    db.session.flush()
    _tell_equality(intention.round)


def reorder(intention: Intention, way: Literal["up", "down"], *, by: Actor) -> None:
    """Move an intention one place within its group. Raises Refused once its number has been published."""
    round_ = intention.round
    other = queries.neighbour(intention, way)
    if other is None:
        raise Refused(f"{intention.ref} is already at the {'top' if way == 'up' else 'bottom'} of its group.")
    _refuse_published(round_, intention, "so its number stays: people cite it")
    _refuse_published(round_, other, "so its number stays: people cite it")
    perform(round_, "write_intentions", by=by, what=f"moved {intention.ref} {way}")
    _swap(intention, other)
    _tell_equality(round_)


def remove(intention: Intention, *, by: Actor) -> None:
    """Take out an intention that was never published. Raises Refused for one that was."""
    round_ = intention.round
    _refuse_published(round_, intention, "so it cannot be removed. Revise it to say what happens instead")
    perform(round_, "write_intentions", by=by, what=f"removed {intention.ref}: {intention.title}"[:300])
    db.session.delete(intention)
    db.session.flush()
    _tell_equality(round_)


def _refuse_published(round_: Round, intention: Intention, consequence: str) -> None:
    if intention.ref in queries.published_refs(round_):
        raise Refused(f"{intention.ref} is in a published edition, {consequence}.")


def _swap(one: Intention, other: Intention) -> None:
    """Change places and numbers; the one in the way steps aside, for no two may have the same reference."""
    first = (one.position, one.number, one.ref)
    second = (other.position, other.number, other.ref)
    other.ref = f"~{other.id}"
    db.session.flush()
    one.position, one.number, one.ref = second
    db.session.flush()
    other.position, other.number, other.ref = first
    db.session.flush()


def _tell_equality(round_: Round) -> None:
    from app.equality.commands import intentions_changed  # noqa: PLC0415 - equality knows intentions; told only here

    intentions_changed(round_)
