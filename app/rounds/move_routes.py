"""Pages on which a round manager moves a round along: each says what will happen, and what still stands in the way."""

from collections.abc import Callable

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.models import Round
from app.perform import Choice, choices, ensure
from app.rounds import commands, queries
from app.rounds.blueprint import bp
from app.rounds.forms import ConsultForm, DayForm
from app.web import ConfirmForm, commits, for_parts
from app.wording import short_day
from workflows.engine import Refused
from workflows.roles import Role
from workflows.round import RoundState


@bp.route("/<slug>/consult", methods=["GET", "POST"])
@commits
@for_parts(Role.ROUND_MANAGER)
def consult(slug: str) -> ResponseReturnValue:
    """Open the round for feedback and tell everyone on the invitation list."""
    round_ = queries.working(slug, seen_by=g.person)
    if (done := _done(round_, RoundState.CONSULTING)) is not None:
        return done
    from app.formats.queries import missing  # noqa: PLC0415 - formats know rounds; asked only here

    form, lacking = ConsultForm(), missing(round_)
    form.without.required = bool(lacking)
    if form.submitted():
        commands.consult(round_, why=form.without.data or "", by=g.person)
        return _moved(round_)
    invitees = queries.invitees(round_)
    reached = sum(bool(each.email) for each in invitees)
    return render_template(
        "rounds/consult.html",
        round=round_,
        form=form,
        choice=_choice(round_, "consult"),
        lacking=lacking,
        reached=reached,
        unreached=len(invitees) - reached,
    )


@bp.route("/<slug>/close-feedback", methods=["GET", "POST"])
@commits
@for_parts(Role.ROUND_MANAGER)
def close_feedback(slug: str) -> ResponseReturnValue:
    """Close feedback after its last day."""
    round_ = queries.working(slug, seen_by=g.person)
    return _done(round_, RoundState.ANSWERING) or _move(round_, "close_feedback", commands.close_feedback)


@bp.route("/<slug>/negotiate", methods=["GET", "POST"])
@commits
@for_parts(Role.ROUND_MANAGER)
def negotiate(slug: str) -> ResponseReturnValue:
    """Start negotiating."""
    round_ = queries.working(slug, seen_by=g.person)
    return _done(round_, RoundState.NEGOTIATING) or _move(round_, "negotiate", commands.negotiate)


@bp.route("/<slug>/close", methods=["GET", "POST"])
@commits
@for_parts(Role.ROUND_MANAGER)
def close(slug: str) -> ResponseReturnValue:
    """Close the round after its year."""
    round_ = queries.working(slug, seen_by=g.person)
    return _done(round_, RoundState.CLOSED) or _move(round_, "close", commands.close)


@bp.route("/<slug>/settlement", methods=["GET", "POST"])
@commits
@for_parts(Role.ROUND_MANAGER)
def record_settlement(slug: str) -> ResponseReturnValue:
    """Write down the day on which the budget settlement came."""
    round_ = queries.working(slug, seen_by=g.person)
    ensure(round_, "record_settlement", g.person)
    form = DayForm()
    if form.submitted() and form.day.data:
        try:
            commands.record_settlement(round_, form.day.data, by=g.person)
        except Refused as refusal:
            form.day.errors = list(refusal.reasons)
        else:
            flash(f"The settlement came on {short_day(form.day.data)}. Prices may be firm from now on.")
            return redirect(url_for(".detail", slug=slug))
    return render_template("rounds/record_settlement.html", round=round_, form=form)


def _done(round_: Round, state: RoundState) -> ResponseReturnValue | None:
    """A second press finds the round where the first one put it, and says so."""
    if round_.state is not state:
        return None
    flash(f"That has been done: the round is {state}.")
    return redirect(url_for(".detail", slug=round_.slug))


def _move(round_: Round, action: str, command: Callable[..., None]) -> ResponseReturnValue:
    """Show what the move does and what stands in its way; make it when the button is pressed."""
    if ConfirmForm().submitted():
        command(round_, by=g.person)
        return _moved(round_)
    return render_template(f"rounds/{action}.html", round=round_, choice=_choice(round_, action))


def _moved(round_: Round) -> ResponseReturnValue:
    flash(f"Done: the round is {round_.state}.")
    return redirect(url_for(".detail", slug=round_.slug))


def _choice(round_: Round, action: str) -> Choice | None:
    """The move with what stands in its way. Raises NotAllowed or Refused when it is not on offer at all."""
    choice = next((each for each in choices(round_, g.person) if each.action == action), None)
    if choice is None:
        ensure(round_, action, g.person)
    return choice
