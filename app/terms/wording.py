"""Where a term stands, as one plain sentence."""

from datetime import date

from app.agreements.moves import since
from app.models import Agreement, Change, Term
from app.wording import short_day
from workflows.agreement import NEGOTIABLE, AgreementState, Side
from workflows.schedule import LAYOUTS, cell
from workflows.term import TermState
from workflows.waiting import Waiting, in_full


def standing_of(term: Term, agreement: Agreement, *, today: date) -> str:
    """Whose move a term is, since when, what it waits for, and what follows by when."""
    move = _move_of(term, agreement)
    done_by = agreement.round.day("negotiation_done")
    by = f"all is to be agreed by {short_day(done_by)}" if done_by else ""
    return in_full(move, since=since(term.moved_at, today), by=by)


def _move_of(term: Term, agreement: Agreement) -> Waiting:
    who = {Side.COMMISSIONER: "the commissioner", Side.PROVIDER: agreement.provider.name}
    match term.state:
        case TermState.AGREED if term.reopen_asked_by:
            asks, consents = who[term.reopen_asked_by], who[term.reopen_asked_by.other]
            sentence = f"It is agreed. It waits for {consents} to reopen it, as {asks} asks"
            return Waiting(term.reopen_asked_by.other, sentence, f"{asks} may propose another value")
        case TermState.AGREED:
            return Waiting(None, "Both sides have agreed it. It is locked, and reopens only if both want that.")
        case TermState.PARKED:
            return Waiting(
                None, f"{term.parked_owner} settles it by {short_day(term.parked_until)}: {term.parked_reason}"
            )
        case TermState.DISPUTED:
            return Waiting(None, "It is in issue resolution. The rest of the negotiation goes on.")
        case TermState.OPEN if term.wanted_by:
            wants, answers = who[term.wanted_by], who[term.wanted_by.other]
            sentence = f"{_start(wants)} wants a change. It waits for {answers} to make it or refuse it"
            return Waiting(term.wanted_by.other, sentence, f"{wants} answers")
        case TermState.OPEN if agreement.state is AgreementState.DRAFTING:
            return Waiting(Side.COMMISSIONER, "The commissioner is drafting it.")
        case TermState.OPEN:
            return Waiting(None, "It is open again: either side may propose a value.")
    return _on_the_table(term, agreement, who)


def _on_the_table(term: Term, agreement: Agreement, who: dict[Side, str]) -> Waiting:
    if term.stands_by is None or agreement.state not in NEGOTIABLE:
        return Waiting(None, "Its value is on the table.")
    theirs, answers = who[term.stands_by], who[term.stands_by.other]
    sentence = f"The value on the table is {theirs}’s. It waits for {answers} to answer it"
    return Waiting(term.stands_by.other, sentence, f"{theirs} answers")


def _start(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def changed_cells(change: Change) -> list[tuple[str, str, str]]:
    """Label, from and to of each cell that a change touches; nothing stands in `from` until it is sent."""
    before = change.before if change.before is not None else change.term.fields
    return [
        (column.label, cell(column, before.get(column.key)), cell(column, change.after[column.key]))
        for column in LAYOUTS[change.term.schedule].columns
        if column.key in change.after
    ]
