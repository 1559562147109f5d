"""Reopen an agreed term, which takes both sides: one asks, the other consents or keeps it as agreed."""

from flask import g, render_template
from flask.typing import ResponseReturnValue

from app.agreements import commands
from app.agreements import queries as agreements
from app.agreements.forms import AcceptForm, ReasonForm
from app.agreements.steps import take
from app.terms.answer_routes import address
from app.terms.blueprint import bp
from app.web import commits, for_both_sides


@bp.route("/agreements/<slug>/<code>/terms/<ref>/ask-to-reopen", methods=["GET", "POST"])
@commits
@for_both_sides
def ask_to_reopen(slug: str, code: str, ref: str) -> ResponseReturnValue:
    """Ask the other side to reopen an agreed term."""
    agreement = agreements.get(slug, code, seen_by=g.person)
    term = agreements.get_term(agreement, ref)
    form = ReasonForm()
    if gone := take(
        agreement,
        "ask_to_reopen",
        form,
        lambda: commands.ask_to_reopen(term, reason=form.reason.data, by=g.person),
        done=f"You have asked to reopen {ref}. It stays agreed until the other side consents.",
        to=address(agreement, term),
    ):
        return gone
    return render_template("terms/ask_to_reopen.html", agreement=agreement, term=term, form=form)


@bp.route("/agreements/<slug>/<code>/terms/<ref>/reopen-term", methods=["GET", "POST"])
@commits
@for_both_sides
def reopen_term(slug: str, code: str, ref: str) -> ResponseReturnValue:
    """Consent to reopening a term."""
    agreement = agreements.get(slug, code, seen_by=g.person)
    term = agreements.get_term(agreement, ref)
    form = AcceptForm()
    if gone := take(
        agreement,
        "reopen_term",
        form,
        lambda: commands.reopen_term(term, by=g.person),
        done=f"{ref} is open again.",
        to=address(agreement, term),
    ):
        return gone
    return render_template("terms/reopen_term.html", agreement=agreement, term=term, form=form)


@bp.route("/agreements/<slug>/<code>/terms/<ref>/keep-agreed", methods=["GET", "POST"])
@commits
@for_both_sides
def keep_agreed(slug: str, code: str, ref: str) -> ResponseReturnValue:
    """Decline to reopen a term."""
    agreement = agreements.get(slug, code, seen_by=g.person)
    term = agreements.get_term(agreement, ref)
    form = ReasonForm()
    if gone := take(
        agreement,
        "keep_agreed",
        form,
        lambda: commands.keep_agreed(term, reason=form.reason.data, by=g.person),
        done=f"{ref} stays as agreed.",
        to=address(agreement, term),
    ):
        return gone
    return render_template("terms/keep_agreed.html", agreement=agreement, term=term, form=form)
