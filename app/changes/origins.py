"""Where a term of an agreement comes from: intentions, and what people said that changed them."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.changes import queries
from app.changes.queries import Told
from app.editions import queries as editions
from app.models import Person, Round


@dataclass(frozen=True)
class Thread:
    """The intentions that a term carries, with titles, and the changes in them."""

    intentions: tuple[tuple[str, str], ...]
    changes: list[Told]


def of(round_: Round, refs: Sequence[str], *, seen_by: Person | None) -> Thread:
    """For whoever may see the term. Nothing is asked of the database for a term that carries no intention."""
    if not refs:
        return Thread((), [])
    newest = editions.newest(round_)
    every = editions.content(newest).get("intentions", []) if newest else []
    titles = {each["ref"]: each["title"] for each in every}
    shown = tuple((ref, titles[ref]) for ref in refs if ref in titles)
    return Thread(shown, queries.of_passages(round_, [ref for ref, _ in shown], seen_by=seen_by))
