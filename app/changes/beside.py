"""What stands beside the changes on the page that compares two editions."""

from collections.abc import Sequence

from app.changes import queries
from app.changes.hunks import Hunk, of_passage
from app.changes.queries import Causes
from app.editions.comparison import Passage
from app.models import Edition, Person, Round
from app.permissions import roles_of
from workflows.roles import Role


def changes(
    passages: Sequence[Passage], old: Edition, new: Edition, *, seen_by: Person | None
) -> dict[str, list[tuple[Hunk, Causes | None]]]:
    """The changes of each passage with what caused them, as `seen_by` may see it."""
    causes = queries.causes_between(old, new, seen_by=seen_by)
    return {each.name: [(hunk, causes.get(hunk.fingerprint)) for hunk in of_passage(each)] for each in passages}


def may_tie(round_: Round, person: Person | None) -> bool:
    """Whether this person says what caused a change."""
    return Role.ANALYST in roles_of(person, round_)
