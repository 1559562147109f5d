"""One term as a page shows it: its cells, what each offer said on it, and how it may be answered."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager

from app.agreements.answering import earlier_in
from app.agreements.sides import side_of
from app.extensions import db
from app.models import Agreement, Change, Offer, Person, Term
from app.perform import Choice
from app.permissions import roles_of, side_of_notes
from workflows.agreement import AgreementState, Side
from workflows.schedule import LAYOUTS, cell
from workflows.term import Answer, TermState

ANSWERS = {
    Answer.ACCEPT: "Accept it",
    Answer.REFUSE: "Refuse it",
    Answer.WANT: "Ask for a change",
    Answer.PARK: "Park it",
}
MOVE_OF = {AgreementState.WITH_PROVIDER: Side.PROVIDER, AgreementState.WITH_COMMISSIONER: Side.COMMISSIONER}


class Cell(NamedTuple):
    """One column of a term: what is on the table, what it replaced there, and what one's own offer would make it."""

    label: str
    now: str
    earlier: str
    mine: str


@dataclass(frozen=True)
class History:
    """What offers said on one term, newest first: one's own side's unsent offer at the head, when there is one."""

    changes: Sequence[Change]

    @property
    def mine(self) -> Change | None:
        return next((change for change in self.changes if change.offer.number is None), None)

    @property
    def sent(self) -> list[Change]:
        return [change for change in self.changes if change.offer.number is not None]


def history_of(term: Term, *, seen_by: Person) -> History:
    """Everything said on a term that this person may know: sent offers, and the unsent one of their own side."""
    agreement = term.agreement
    side = side_of_notes(seen_by, agreement)
    known: sa.ColumnElement[bool] = Offer.number.is_not(None)
    if side is not None:
        known = sa.or_(known, Offer.side == side)
    found = db.session.scalars(
        sa.select(Change)
        .join(Change.offer)
        .where(Change.term_id == term.id, known)
        .options(contains_eager(Change.offer))
        .order_by(Offer.number.is_(None).desc(), Offer.number.desc())
    )
    return History(list(found))


def cells_of(term: Term, history: History) -> list[Cell]:
    """The columns of a term, side by side."""
    mine = history.mine.after if history.mine else {}
    last = next((change for change in history.sent if change.before and change.offer.withdrawn_at is None), None)
    earlier = (last.before or {}) if last else {}
    return [
        Cell(
            column.label,
            cell(column, term.fields.get(column.key)),
            cell(column, earlier[column.key]) if column.key in earlier else "",
            cell(column, mine[column.key]) if column.key in mine else "",
        )
        for column in LAYOUTS[term.schedule].columns
    ]


def may_answer(term: Term, history: History, person: Person) -> list[Choice]:
    """Each way to answer a term in one's own offer, with what stands in its way; none when it is not one's move."""
    agreement, side = term.agreement, side_of(person)
    roles = roles_of(person, agreement)
    if side is None or MOVE_OF.get(agreement.state) is not side or not roles & term.workflow.moves[0].by:
        return []
    facts: dict[str, Any] = {"ref": term.ref, "side": side, "owner": "typed", "reason": "typed", "until": "typed"}
    facts["earlier"] = earlier_in(history.sent, side)
    return [Choice(answer.value, term.workflow.obstacles(term, answer.value, roles, **facts)) for answer in ANSWERS]


def awaiting(agreement: Agreement, side: Side) -> list[Term]:
    """The terms whose value on the table is the other side's and that `side` has not answered: what it may accept."""
    answered = (
        sa.select(Change.term_id)
        .join(Offer)
        .where(Offer.agreement_id == agreement.id, Offer.side == side, Offer.number.is_(None))
    )
    found = (
        sa.select(Term)
        .where(Term.agreement_id == agreement.id, Term.stands_by == side.other, Term.wanted_by.is_(None))
        .where(Term.state.in_((TermState.PROPOSED, TermState.COUNTERED, TermState.PARKED)), Term.id.not_in(answered))
        .order_by(Term.position)
    )
    return list(db.session.scalars(found))
