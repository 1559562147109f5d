"""Answer terms in one's own side's offer: accept, refuse, ask for a change, park. Nothing moves until it is sent."""

from collections.abc import Callable
from typing import Any

from flask import g, render_template, url_for
from flask.typing import ResponseReturnValue

from app.agreements import commands
from app.agreements import queries as agreements
from app.agreements.sides import side_that_negotiates
from app.agreements.steps import take
from app.models import Agreement, Term
from app.terms import queries
from app.terms.blueprint import bp
from app.terms.forms import AcceptTermsForm, ParkForm, RefuseForm, WantForm
from app.web import BaseForm, commits, for_both_sides
from app.wording import plural
from workflows.engine import Refused
from workflows.term import Answer, Refusal

UNSENT = "in your offer. Nothing is sent until you send the offer."


@bp.route("/agreements/<slug>/<code>/terms/<ref>/accept", methods=["GET", "POST"])
@commits
@for_both_sides
def accept(slug: str, code: str, ref: str) -> ResponseReturnValue:
    """Accept one term as it stands: the same page as for many, with this one ticked."""
    return _accept(slug, code, start=[ref])


@bp.route("/agreements/<slug>/<code>/accept-terms", methods=["GET", "POST"])
@commits
@for_both_sides
def accept_terms(slug: str, code: str) -> ResponseReturnValue:
    """Accept any number of terms as they stand, in one's own offer."""
    return _accept(slug, code, start=[])


def _accept(slug: str, code: str, start: list[str]) -> ResponseReturnValue:
    agreement = agreements.get(slug, code, seen_by=g.person)
    awaiting = queries.awaiting(agreement, side_that_negotiates(g.person))
    form = AcceptTermsForm(data={"terms": start})
    form.terms.offer([(term.ref, f"{term.ref} {term.title}") for term in awaiting])

    def do() -> None:
        chosen = set(form.terms.data or [])
        for term in awaiting:
            if term.ref in chosen:
                commands.answer(agreement, term, answer=Answer.ACCEPT, by=g.person)

    done = f"{plural(len(form.terms.data or []), 'accepted term is', 'accepted terms are')} {UNSENT}"
    if gone := take(agreement, "write_offer", form, do, done=done):
        return gone
    return render_template("terms/accept.html", agreement=agreement, form=form, awaiting=awaiting)


@bp.route("/agreements/<slug>/<code>/terms/<ref>/refuse", methods=["GET", "POST"])
@commits
@for_both_sides
def refuse(slug: str, code: str, ref: str) -> ResponseReturnValue:
    """Refuse what the other side proposes or wants, with the kind of reason."""
    return _answer(slug, code, ref, Answer.REFUSE, RefuseForm, _refused)


@bp.route("/agreements/<slug>/<code>/terms/<ref>/want", methods=["GET", "POST"])
@commits
@for_both_sides
def want(slug: str, code: str, ref: str) -> ResponseReturnValue:
    """Ask the other side for a change, without proposing a value."""
    return _answer(slug, code, ref, Answer.WANT, WantForm, lambda form: {"reason": form["reason"].data})


@bp.route("/agreements/<slug>/<code>/terms/<ref>/park", methods=["GET", "POST"])
@commits
@for_both_sides
def park(slug: str, code: str, ref: str) -> ResponseReturnValue:
    """Leave a term until later."""
    return _answer(slug, code, ref, Answer.PARK, ParkForm, _parked)


def _refused(form: BaseForm) -> dict[str, Any]:
    return {"reason": form["reason"].data, "refusal": Refusal(form["kind"].data)}


def _parked(form: BaseForm) -> dict[str, Any]:
    return {name: form[name].data for name in ("owner", "reason", "until")}


def _answer(
    slug: str,
    code: str,
    ref: str,
    said: Answer,
    form_class: type[BaseForm],
    typed: Callable[[BaseForm], dict[str, Any]],
) -> ResponseReturnValue:
    agreement = agreements.get(slug, code, seen_by=g.person)
    term = agreements.get_term(agreement, ref)
    history = queries.history_of(term, seen_by=g.person)
    form = form_class(data=_as_written(history, said))
    if gone := take(
        agreement,
        "write_offer",
        form,
        lambda: commands.answer(agreement, term, answer=said, by=g.person, **typed(form)),
        done=f"Your answer to {ref} is {UNSENT}",
        to=address(agreement, term),
    ):
        return gone
    _ensure_possible(term, history, said)
    return render_template(f"terms/{said.value}.html", agreement=agreement, term=term, form=form, history=history)


def _as_written(history: queries.History, said: Answer) -> dict[str, Any]:
    """What one's own side has written so far, when it is this kind of answer."""
    mine = history.mine
    if mine is None or mine.answer is not said:
        return {}
    return {
        "reason": mine.reason,
        "kind": mine.refusal and mine.refusal.value,
        "owner": mine.owner,
        "until": mine.until,
    }


def _ensure_possible(term: Term, history: queries.History, said: Answer) -> None:
    for choice in queries.may_answer(term, history, g.person):
        if choice.action == said.value and choice.obstacles:
            raise Refused(*choice.obstacles)


def address(agreement: Agreement, term: Term) -> str:
    """The address of a term's page."""
    return url_for("terms.detail", slug=agreement.round.slug, code=agreement.provider.code, ref=term.ref)
