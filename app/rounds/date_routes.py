"""Pages on which a round manager sets and moves a round's dates."""

from datetime import date

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import NoResultFound

from app import seen
from app.models import Round, RoundDate
from app.perform import ensure
from app.permissions import roles_of
from app.rounds import commands, queries
from app.rounds.blueprint import bp
from app.rounds.date_line import line
from app.rounds.forms import ChangeDayForm, ReviseDateForm, SetDateForm, WindowForm
from app.rounds.steps import RECORDED_BY_A_MOVE, STEPS, key_for
from app.web import commits, for_commissioner, for_parts
from app.wording import short_day
from workflows.engine import Refused
from workflows.roles import Role


@bp.get("/<slug>/dates")
@for_commissioner
def dates(slug: str) -> ResponseReturnValue:
    """Every date of a round, and the steps that have none yet."""
    round_ = queries.working(slug, seen_by=g.person)
    missing = [(key, title) for key, title in STEPS.items() if not round_.date_of(key)]
    return render_template(
        "rounds/dates.html",
        round=round_,
        line=line(round_),
        missing=missing,
        may_edit=_may_edit(round_),
        by_a_move=RECORDED_BY_A_MOVE,
    )


def _may_edit(round_: Round) -> bool:
    return "edit" in round_.workflow.actions(round_, roles_of(g.person, round_))


@bp.route("/<slug>/dates/set", methods=["GET", "POST"])
@bp.route("/<slug>/dates/set/<key>", methods=["GET", "POST"])
@commits
@for_parts(Role.ROUND_MANAGER)
def set_date(slug: str, key: str = "") -> ResponseReturnValue:
    """Give a step its first date: one that rounds usually have, or one with a name of its own."""
    round_ = queries.working(slug, seen_by=g.person)
    if key and key not in STEPS:
        raise NoResultFound
    ensure(round_, "edit", g.person)
    form = SetDateForm(data={"title": STEPS.get(key, "")})
    if form.submitted() and form.day.data and form.title.data:
        try:
            commands.set_date(
                round_, key or key_for(form.title.data), form.day.data, title=form.title.data, by=g.person
            )
        except Refused as refusal:
            form.day.errors = list(refusal.reasons)
        else:
            flash(f"{form.title.data}: {short_day(form.day.data)}.")
            return redirect(url_for(".dates", slug=slug))
    return render_template("rounds/set_date.html", round=round_, form=form)


@bp.route("/<slug>/dates/<key>/revise", methods=["GET", "POST"])
@commits
@for_parts(Role.ROUND_MANAGER)
def revise_date(slug: str, key: str) -> ResponseReturnValue:
    """Move a date, with the reason; the first date stays beside it."""
    round_ = queries.working(slug, seen_by=g.person)
    date_ = _date(round_, key)
    ensure(round_, "revise_date", g.person)
    form = ReviseDateForm(data={"seen": _seen(date_.due)})
    if form.submitted() and _is_as_seen(form, date_) and form.day.data:
        try:
            commands.revise_date(round_, key, form.day.data, reason=form.reason.data or "", by=g.person)
        except Refused as refusal:
            form.day.errors = list(refusal.reasons)
        else:
            flash(f"{date_.title} moves to {short_day(form.day.data)}.")
            return redirect(url_for(".dates", slug=slug))
    return render_template("rounds/revise_date.html", round=round_, date=date_, form=form)


def _is_as_seen(form: ReviseDateForm, date_: RoundDate) -> bool:
    """Whether the date is still the one that the page showed; if not, say what it is now."""
    if form.seen.data == _seen(date_.due):
        return True
    form.form_errors = [
        f"Somebody else moved this date to {short_day(date_.due)} while you had it open. "
        "What you typed is still here: send it again to replace their date."
    ]
    form.seen.data = _seen(date_.due)
    return False


def _seen(day: date) -> int:
    return day.toordinal()


def _date(round_: Round, key: str) -> RoundDate:
    found = round_.date_of(key)
    if found is None:
        raise NoResultFound
    return found


@bp.route("/<slug>/dates/<key>/record", methods=["GET", "POST"])
@commits
@for_parts(Role.ROUND_MANAGER)
def record_date(slug: str, key: str) -> ResponseReturnValue:
    """Write down when a step happened that no move of the round records."""
    round_ = queries.working(slug, seen_by=g.person)
    date_ = _date(round_, key)
    if key in RECORDED_BY_A_MOVE:
        raise NoResultFound
    ensure(round_, "edit", g.person)
    saved = {"day": date_.actual}
    form = ChangeDayForm(data=seen.start(saved))
    if form.submitted() and form.day.data and seen.is_as_shown(form, saved):
        try:
            commands.record_date(round_, key, form.day.data, by=g.person)
        except Refused as refusal:
            form.day.errors = list(refusal.reasons)
        else:
            flash(f"{date_.title} happened on {short_day(form.day.data)}.")
            return redirect(url_for(".dates", slug=slug))
    return render_template("rounds/record_date.html", round=round_, date=date_, form=form)


@bp.route("/<slug>/cut-off", methods=["GET", "POST"])
@commits
@for_parts(Role.ROUND_MANAGER)
def set_cut_off(slug: str) -> ResponseReturnValue:
    """Say by which day a point must arrive to be answered before the final edition."""
    round_ = queries.working(slug, seen_by=g.person)
    ensure(round_, "edit", g.person)
    saved = {"day": round_.day("answering_cut_off")}
    form = ChangeDayForm(data=seen.start(saved))
    if form.submitted() and form.day.data and seen.is_as_shown(form, saved):
        try:
            commands.set_cut_off(round_, form.day.data, by=g.person)
        except Refused as refusal:
            form.day.errors = list(refusal.reasons)
        else:
            flash(f"Points that arrive by the end of {short_day(form.day.data)} are answered before the final edition.")
            return redirect(url_for(".detail", slug=slug))
    return render_template("rounds/set_cut_off.html", round=round_, form=form)


@bp.route("/<slug>/explain-window", methods=["GET", "POST"])
@commits
@for_parts(Role.ROUND_MANAGER)
def explain_window(slug: str) -> ResponseReturnValue:
    """Say in public words why feedback is open for less than twelve weeks."""
    round_ = queries.working(slug, seen_by=g.person)
    ensure(round_, "edit", g.person)
    saved = {"reason": round_.window_reason}
    form = WindowForm(data=seen.start(saved))
    if form.submitted() and seen.is_as_shown(form, saved):
        commands.explain_window(round_, form.reason.data or "", by=g.person)
        flash("The reason is saved.")
        return redirect(url_for(".detail", slug=slug))
    return render_template("rounds/explain_window.html", round=round_, form=form)
