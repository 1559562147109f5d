"""Where one's own side stands on a term, as the term's page shows it."""

from dataclasses import dataclass

from app.models import Agreement, Person, PlaybookLine, Term
from app.permissions import roles_of, side_of_notes
from workflows.playbook import Approver, ranges, workflow


@dataclass(frozen=True)
class Position:
    """What one's own side keeps for a term, if anything, and whether one may write it."""

    line: PlaybookLine | None
    rows: list[tuple[str, str]]
    may_write: bool

    @property
    def of_round(self) -> bool:
        """Whether it is kept for the standard term, not for this one alone."""
        return self.line is not None and self.line.standard_term_id is not None


def position(agreement: Agreement, term: Term, line: PlaybookLine | None, *, seen_by: Person) -> Position | None:
    """Where one's own side stands, from its line of the playbook; None for who shares no side's."""
    if side_of_notes(seen_by, agreement) is None:
        return None
    roles = roles_of(seen_by, agreement)
    return Position(line, _rows(term, line) if line else [], any(move.by & roles for move in workflow.moves))


def _rows(term: Term, line: PlaybookLine) -> list[tuple[str, str]]:
    who = Approver(line.approver_id, line.approver_role, line.approver.name if line.approver else "")
    found = [
        ("Opening position", line.opening),
        *((f"Range of {label[:1].lower()}{label[1:]}", words) for label, words in ranges(term.schedule, line.limits)),
        ("Walk-away", line.walk_away),
        ("Who may go beyond", str(who)[:1].upper() + str(who)[1:]),
    ]
    return [(name, words) for name, words in found if words]
