"""What a changed value means in each state of an agreement: at once in a draft, into the unsent offer, or not now."""

from collections.abc import Callable, Iterator
from typing import Any

from app.bulk.gathering import Gathered
from app.bulk.steps import Outcome, Step, together
from app.models import BulkChange
from workflows.agreement import AgreementState
from workflows.bulk import BulkKind, raised
from workflows.schedule import LAYOUTS, Schedule, cell, number
from workflows.term import Answer, TermState

Make = Callable[[dict[str, Any]], dict[str, Any] | str]
"""The new cells of a term that says this now, or why there are none."""
S = AgreementState
SIDE_SAYS = {
    Answer.ACCEPT: "accepts",
    Answer.REFUSE: "refuses",
    Answer.WANT: "asks for a change to",
    Answer.PARK: "parks",
}
NOT_NOW = {
    S.WITH_PROVIDER: "It is the provider’s move. Apply it again when their answer is here.",
    S.SIGNED: "It is signed: only a notice of change changes it.",
    S.IN_FORCE: "It is in force: only a notice of change changes it.",
}
ENDED = "Its time is over."


def plan(bulk: BulkChange, row: Any, found: Gathered) -> Outcome:
    """What a change of values does to one agreement."""
    if row.provider_id not in found.mine:
        return Outcome(left_out="You see it, and are not assigned to it: its own negotiators change it.")
    terms = list(_terms(bulk, found.terms.get(row.id, []), row))
    if not terms:
        return Outcome(left_out=_absent(bulk))
    if row.state not in (S.DRAFTING, S.WITH_COMMISSIONER, S.AGREED, S.APPROVED):
        return Outcome(left_out=NOT_NOW.get(row.state, ENDED))
    said = found.said.get(row.id, {})
    return together([_of_term(bulk, row, term, said.get(term.id), make) for term, make in terms])


def _absent(bulk: BulkChange) -> str:
    return "It is not in the sheet." if bulk.kind is BulkKind.SHEET else "It does not have this term."


def _terms(bulk: BulkChange, terms: list[Any], row: Any) -> Iterator[tuple[Any, Make]]:
    """The terms that change, each with how."""
    if bulk.kind is BulkKind.SHEET:
        wanted = bulk.change["values"].get(str(row.id), {})
        for term in terms:
            if term.ref in wanted:
                yield term, _sets(bulk.change["column"], wanted[term.ref], term)
        return
    for term in terms:
        if term.standard_term_id == bulk.standard_term_id:
            yield (
                term,
                _raises(bulk, term)
                if bulk.kind is BulkKind.RAISE
                else _sets(bulk.change["column"], bulk.change["value"], term),
            )


def _sets(column: str, value: Any, term: Any) -> Make:
    """Set one cell; a price carries its change with it, so that the line still adds up."""

    def make(now: dict[str, Any]) -> dict[str, Any]:
        old, new = number(now.get("price")), number(value)
        if term.schedule is Schedule.PRICE and column == "price" and old is not None and new is not None:
            return {"price": new, **_change(now, new - old)}
        return {column: value}

    return make


def _raises(bulk: BulkChange, term: Any) -> Make:
    def make(now: dict[str, Any]) -> dict[str, Any] | str:
        price = number(now.get("price"))
        if price is None:
            return f"The price of {term.ref} is still to follow."
        new = raised(price, bulk.change["hundredths"], bulk.change["to_nearest"])
        return {"price": new, **_change(now, new - price)}

    return make


def _change(now: dict[str, Any], by: int) -> dict[str, int]:
    change = number(now.get("change"))
    return {} if change is None else {"change": change + by}


# --- one term ---------------------------------------------------------------------------------------------------------


def _of_term(bulk: BulkChange, row: Any, term: Any, said: Any, make: Make) -> Outcome:
    locked = _locked(bulk, row, term, said)
    if locked is not None and not locked.steps:
        return locked
    now = {**term.fields, **said.after} if said is not None else term.fields
    new = make(now)
    if isinstance(new, str):
        return Outcome(left_out=new)
    fields = {key: value for key, value in new.items() if (now.get(key) or "") != (value or "")}
    if not fields:
        return Outcome(left_out=f"{term.ref} already says this.")
    if locked is not None:
        return _with_words(locked, term, now, fields)
    do = "edit" if row.state == S.DRAFTING else "offer"
    if do == "offer" and said is not None and not _differs({**said.after, **fields}, term):
        return Outcome(left_out=f"This is what {term.ref} says on the table. Take your own change out of your offer.")
    was = {key: now.get(key) for key in fields}
    step = Step(do, term.ref, term.id, fields, was, _shown(term, now, fields))  # type: ignore[arg-type]
    return Outcome((step,), notes=_notes(row, term, said))


def _differs(after: dict[str, Any], term: Any) -> bool:
    """Whether an offer that says this would change anything: one that does not is no offer."""
    return any((term.fields.get(key) or "") != (value or "") for key, value in after.items())


def _locked(bulk: BulkChange, row: Any, term: Any, said: Any) -> Outcome | None:
    """What a term that cannot simply change gets instead: None for one that can."""
    if row.state == S.DRAFTING:
        return None
    if term.state is TermState.AGREED:
        if term.reopen_asked_by is not None:
            return Outcome(left_out=f"{term.ref} is agreed, and one side has asked to reopen it already.")
        if not bulk.change.get("reopens"):
            return Outcome(left_out=f"{term.ref} is agreed and locked, and you have not chosen to ask for reopening.")
        return Outcome((Step("reopen", term.ref, term.id),))
    if row.state != S.WITH_COMMISSIONER:
        return Outcome(left_out=f"It is {row.state}. Reopen it before {term.ref} can change.")
    if term.state is TermState.DISPUTED:
        return Outcome(left_out=f"{term.ref} is in issue resolution, and changes when that is decided or withdrawn.")
    if said is not None and said.answer is not Answer.CHANGE:
        return Outcome(left_out=f"Your unsent offer {SIDE_SAYS[said.answer]} {term.ref}. Change that first.")
    return None


def _with_words(locked: Outcome, term: Any, now: dict[str, Any], fields: dict[str, Any]) -> Outcome:
    step = locked.steps[0]
    note = (
        f"{term.ref} is agreed: reopening takes both sides. Apply the change again once the provider has reopened it."
    )
    return Outcome((Step(step.do, step.ref, step.term, shown=_shown(term, now, fields)),), notes=(note,))


def _notes(row: Any, term: Any, said: Any) -> tuple[str, ...]:
    notes = []
    if said is not None:
        notes.append(f"Your unsent offer changes {term.ref} already: it goes on from what you wrote there.")
    if term.state is TermState.PARKED and row.state != S.DRAFTING:
        notes.append(f"{term.ref} is parked: an offer on it takes it up again.")
    return tuple(notes)


def _shown(term: Any, now: dict[str, Any], fields: dict[str, Any]) -> list[list[str]]:
    """Label, from and to of each cell that differs, in the order of the schedule."""
    return [
        [column.label, cell(column, now.get(column.key)) or "Empty", cell(column, fields[column.key]) or "Empty"]
        for column in LAYOUTS[term.schedule].columns
        if column.key in fields
    ]
