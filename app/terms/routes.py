"""Read one term: where it stands, both positions, what each offer said on it."""

from flask import g, render_template, url_for
from flask.typing import ResponseReturnValue

from app import clock
from app.agreements import queries as agreements
from app.agreements import reading
from app.agreements.sides import side_of
from app.changes import origins
from app.models import Agreement, Term
from app.perform import Choice, choices
from app.permissions import compares_providers
from app.playbooks import queries as playbooks
from app.playbooks.reading import position
from app.remarks import reading as remarks
from app.terms import queries, wording
from app.terms.blueprint import bp
from app.web import for_both_sides
from workflows.agreement import NEGOTIABLE
from workflows.term import MOVABLE, Answer, TermState

HERE_TOO = {"ask_to_reopen": "Ask to reopen it", "reopen_term": "Reopen it", "keep_agreed": "Keep it as agreed"}


@bp.get("/agreements/<slug>/<code>/terms/<ref>")
@for_both_sides
def detail(slug: str, code: str, ref: str) -> ResponseReturnValue:
    """One term of an agreement."""
    agreement = agreements.get(slug, code, seen_by=g.person)
    term, line = playbooks.term_with_line(agreement, ref, seen_by=g.person)
    history = queries.history_of(term, seen_by=g.person)
    answers = queries.may_answer(term, history, g.person)
    place = url_for("terms.detail", slug=slug, code=code, ref=ref)
    return render_template(
        "terms/detail.html",
        agreement=agreement,
        term=term,
        history=history,
        cells=queries.cells_of(term, history),
        standing=wording.standing_of(term, agreement, today=clock.today()),
        said=reading.said,
        changed=wording.changed_cells,
        choices=[*_changes(agreement, term, answers), *answers, *_reopening(agreement, term)],
        urls=addresses(place),
        labels={**queries.ANSWERS, **HERE_TOO, "change": "Change it in your offer", "edit": "Edit it"},
        place=place,
        may_dispute=_may_dispute(agreement, term),
        compares=compares_providers(g.person, agreement.round_id),
        talk=remarks.on_term(term, seen_by=g.person),
        playbook=position(agreement, term, line, seen_by=g.person),
        thread=origins.of(agreement.round, term.intentions, seen_by=g.person),
    )


def addresses(place: str) -> dict[str, str]:
    """Where each thing that may be done to the term at `place` is done."""
    actions = [*queries.ANSWERS, *HERE_TOO]
    ours = {str(action): f"{place}/{str(action).replace('_', '-')}" for action in actions}
    return {"change": f"{place}/write-change", "edit": f"{place}/edit", **ours}


def _changes(agreement: Agreement, term: Term, answers: list[Choice]) -> list[Choice]:
    """Changing it comes first: by editing the draft, or in one's own side's offer."""
    if answers:
        return [Choice(Answer.CHANGE.value, _locked(term))]
    return [choice for choice in choices(agreement, g.person, gathered={}) if choice.action == "edit"]


def _locked(term: Term) -> tuple[str, ...]:
    return (f"{term.ref} is {term.state} and locked.",) if term.state in (TermState.AGREED, TermState.DISPUTED) else ()


def _may_dispute(agreement: Agreement, term: Term) -> bool:
    """Whether this person may open a dispute on a term that is on the table; on signed text they start elsewhere."""
    possible = {choice.action for choice in choices(agreement, g.person, gathered={})}
    return "open_dispute" in possible and term.state in MOVABLE and agreement.state in NEGOTIABLE


def _reopening(agreement: Agreement, term: Term) -> list[Choice]:
    """Only what its state gives cause for: asking, or answering what the other side asks."""
    if term.state is not TermState.AGREED:
        return []
    mine = side_of(g.person)
    asked = term.reopen_asked_by
    due = ("ask_to_reopen",) if asked is None else ("reopen_term", "keep_agreed") if asked is not mine else ()
    possible = choices(agreement, g.person, gathered={"side": mine})
    return [choice for choice in possible if choice.action in due]
