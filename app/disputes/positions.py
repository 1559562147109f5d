"""Where each side stands on each disputed term: its last offer, cell by cell."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from app.disputes.folder import Folder, LineRow, RulingRow, SaidRow
from app.models import Dispute, Term
from workflows.agreement import Side
from workflows.dispute import DisputeState
from workflows.schedule import LAYOUTS, cell
from workflows.term import Answer


@dataclass(frozen=True)
class Position:
    """What one side would sign on one term. `cells` is None while it has offered nothing of its own."""

    cells: dict[str, Any] | None
    said: str

    def shows(self, term: Term, key: str) -> str:
        """One cell in words."""
        if self.cells is None:
            return "Nothing offered"
        column = next(column for column in LAYOUTS[term.schedule].columns if column.key == key)
        return cell(column, self.cells.get(key))


@dataclass(frozen=True)
class Apart:
    """One disputed term with both positions: the cells in which they differ, or all of them."""

    term: Term
    commissioner: Position
    provider: Position

    @property
    def rows(self) -> list[tuple[str, str, str]]:
        """Cell, the commissioner's words, the provider's words; only where they differ, unless they nowhere do."""
        every = [
            (column.label, self.commissioner.shows(self.term, column.key), self.provider.shows(self.term, column.key))
            for column in LAYOUTS[self.term.schedule].columns
        ]
        return [row for row in every if row[1] != row[2]] or every

    def position(self, side: Side) -> Position:
        return self.commissioner if side is Side.COMMISSIONER else self.provider


def apart(terms: Iterable[Term], folder: Folder) -> list[Apart]:
    """Both last positions on every disputed term, as they stood before anything was decided."""
    decided = {line.term_id: line for line in folder.standing.lines} if folder.standing else {}
    return [
        _apart(term, [said for said in folder.said if said.term_id == term.id], decided.get(term.id)) for term in terms
    ]


def _apart(term: Term, said: Sequence[SaidRow], decided: LineRow | None) -> Apart:
    cells = {**term.fields, **(decided.before if decided else {})}
    for one in reversed(said):
        cells.update(one.before)
    stands = {Side.COMMISSIONER: Position(dict(cells), ""), Side.PROVIDER: Position(None, "")}
    for one in said:
        cells.update(one.after)
        stands[one.side] = _position(one, dict(cells), stands[one.side])
    return Apart(term, stands[Side.COMMISSIONER], stands[Side.PROVIDER])


def _position(one: SaidRow, cells: dict[str, Any], before: Position) -> Position:
    if one.answer is Answer.WANT:
        return Position(before.cells, f"Wants a change: {one.reason}")
    return Position(cells, one.reason)


def in_words(terms: Iterable[Term], ruling: RulingRow) -> list[tuple[str, str, str, str, str]]:
    """What a ruling says of each term, cell by cell: ref, title, cell, from, to. Cells that stay are left out."""
    lines = {line.term_id: line for line in ruling.lines}
    return [row for term in terms if term.id in lines for row in _line(term, lines[term.id])]


def _line(term: Term, line: LineRow) -> list[tuple[str, str, str, str, str]]:
    every = [
        (term.ref, term.title, column.label, cell(column, line.before.get(column.key)), cell(column, after))
        for column in LAYOUTS[term.schedule].columns
        if (after := line.after.get(column.key)) is not None
    ]
    return [row for row in every if row[3] != row[4]] or every[:1]


def standing_of(dispute: Dispute, ruling: RulingRow) -> str:
    """Whether a decision or a settlement stands, as a sentence."""
    if ruling.in_effect:
        return "It stands."
    if ruling.proposed_by is not None:
        return "It was not accepted." if dispute.closed_at else "It waits for the other side’s answer."
    if dispute.state is DisputeState.SUB_DECIDED:
        return "It stands when neither side takes it further in time."
    return "It does not stand: the dispute went on."
