"""Where a term of an agreement comes from: intentions, and what people said that changed them."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.changes import queries
from app.changes.queries import Told
from app.models import Person, Round


@dataclass(frozen=True)
class Thread:
    """The intentions that a term carries, by reference, and the changes in them."""

    intentions: tuple[str, ...]
    changes: list[Told]


def of(round_: Round, refs: Sequence[str], *, seen_by: Person | None) -> Thread:
    """For whoever may see the term; one query, and none for a term that carries no intention."""
    return Thread(tuple(refs), queries.of_passages(round_, refs, seen_by=seen_by))
