"""Where a term stands, as one plain sentence."""

from app.models import Agreement, Change, Term
from app.wording import short_day
from workflows.agreement import NEGOTIABLE, AgreementState, Side
from workflows.schedule import LAYOUTS, cell
from workflows.term import TermState


def standing_of(term: Term, agreement: Agreement) -> str:
    """Whose value is on the table, who answers it, and what it waits for."""
    who = {Side.COMMISSIONER: "the commissioner", Side.PROVIDER: agreement.provider.name}
    match term.state:
        case TermState.AGREED if term.reopen_asked_by:
            asks, consents = who[term.reopen_asked_by], who[term.reopen_asked_by.other]
            return f"It is agreed. {_start(asks)} asks to reopen it, and it reopens if {consents} consents."
        case TermState.AGREED:
            return "Both sides have agreed it. It is locked, and reopens only if both want that."
        case TermState.PARKED:
            return f"{term.parked_owner} settles it by {short_day(term.parked_until)}: {term.parked_reason}"
        case TermState.DISPUTED:
            return "It is in issue resolution. The rest of the negotiation goes on."
        case TermState.OPEN if term.wanted_by:
            wants, answers = who[term.wanted_by], who[term.wanted_by.other]
            return f"{_start(wants)} wants a change. It waits for {answers} to make it or refuse it."
        case TermState.OPEN if agreement.state is AgreementState.DRAFTING:
            return "The commissioner is drafting it."
        case TermState.OPEN:
            return "It is open again: either side may propose a value."
    return _on_the_table(term, agreement, who)


def _on_the_table(term: Term, agreement: Agreement, who: dict[Side, str]) -> str:
    if term.stands_by is None or agreement.state not in NEGOTIABLE:
        return "Its value is on the table."
    theirs, answers = who[term.stands_by], who[term.stands_by.other]
    return f"The value on the table is {theirs}’s. It waits for {answers} to answer it."


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
