"""On which side of an agreement somebody stands."""

from app.models import Person
from app.permissions import Actor
from workflows.agreement import Side
from workflows.engine import NotAllowed


def side_of(actor: Actor | None) -> Side | None:
    """The side that someone stands on; None for time itself, and for staff of neither."""
    if not isinstance(actor, Person):
        return None
    kind = str(actor.organisation.kind)
    return Side(kind) if kind in list(Side) else None


def side_that_negotiates(actor: Actor) -> Side:
    """The side that `actor` makes offers for. Raises NotAllowed for everyone else."""
    side = side_of(actor)
    if side is None:
        raise NotAllowed("Offers are made by the commissioner and the provider.")
    return side
