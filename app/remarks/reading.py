"""A discussion as pages show it: what both sides share, the notes of one's own, and what one may add."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.models import Agreement, Person, Term
from app.permissions import roles_of, side_of_notes
from app.remarks import queries
from app.remarks.queries import Line
from workflows.agreement import Side


@dataclass(frozen=True)
class Talk:
    """What is said on a term, or on an agreement with all of its terms, as one person may read it."""

    lines: Sequence[Line]
    actions: frozenset[str]
    side: Side | None
    person_id: int

    @property
    def shared(self) -> list[Line]:
        return [line for line in self.lines if not line.private]

    @property
    def notes(self) -> list[Line]:
        return [line for line in self.lines if line.private]

    @property
    def new(self) -> int:
        """How many are new to the person who reads."""
        return sum(line.new for line in self.lines)

    @property
    def last(self) -> int:
        """The newest remark shown: what is marked as read with it, and what a second press is known by."""
        return max((line.id for line in self.lines), default=0)

    def on(self, term_id: int | None) -> "Talk":
        """Only what is said on one term, or (with None) on the agreement as a whole."""
        return Talk([line for line in self.lines if line.term_id == term_id], self.actions, self.side, self.person_id)


def on_term(term: Term, *, seen_by: Person) -> Talk:
    """The discussion and the notes on one term, in one query."""
    return _talk(term.agreement, queries.of_term(term, seen_by=seen_by), seen_by)


def on_agreement(agreement: Agreement, *, seen_by: Person) -> Talk:
    """Everything said on an agreement and its terms, in one query."""
    return _talk(agreement, queries.of_agreement(agreement, seen_by=seen_by), seen_by)


def _talk(agreement: Agreement, lines: Sequence[Line], person: Person) -> Talk:
    possible = agreement.workflow.actions(agreement, roles_of(person, agreement))
    actions = frozenset(possible) & {"remark", "note"}
    return Talk(lines, actions, side_of_notes(person, agreement), person.id)
