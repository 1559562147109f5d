"""Pages that chase: invite from the register, remind, choose when the round reminds by itself, give one longer."""

from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import NoResultFound

from app import clock, seen
from app.calendar import working_days_before
from app.models import Round
from app.perform import ensure
from app.responses import queries as responses
from app.rounds import commands as round_commands
from app.rounds import queries as rounds
from app.stakeholders import extensions, personal, queries, reminders, silence
from app.stakeholders.blueprint import bp
from app.stakeholders.forms import ChosenForm, ExtendForm, RemindersForm
from app.stakeholders.register_routes import choices
from app.web import commits, for_parts
from app.wording import plural, short_day
from workflows.engine import Refused
from workflows.roles import Role


@bp.route("/rounds/<slug>/invitations/from-register", methods=["GET", "POST"])
@commits
@for_parts(Role.ROUND_MANAGER)
def choose(slug: str) -> ResponseReturnValue:
    """Put some of the register on the round's invitation list."""
    round_ = rounds.working(slug, seen_by=g.person)
    ensure(round_, "invite", g.person)
    asked = queries.kept(request.args)
    found = queries.not_invited(round_, asked)
    form = ChosenForm()
    form.chosen.offer([(each.id, each.name) for each in found])
    if form.submitted():
        wanted = {int(number) for number in form.chosen.data or []}
        number = round_commands.invite_listed(round_, [each for each in found if each.id in wanted], by=g.person)
        flash(f"{plural(number, 'name')} put on the invitation list." if number else "Nobody was ticked.")
        return redirect(url_for("rounds.invitations", slug=slug), 303)
    return render_template(
        "stakeholders/choose.html",
        round=round_,
        form=form,
        found=found,
        asked={name: asked.get(name, "") for name in queries.FILTERS},
        filtered=bool(asked),
        **choices(),
    )


@bp.route("/rounds/<slug>/silence/remind", methods=["GET", "POST"])
@commits
@for_parts(Role.ROUND_MANAGER)
def remind(slug: str) -> ResponseReturnValue:
    """Look over who of the list would be written to, and write to those ticked."""
    round_ = rounds.working(slug, seen_by=g.person)
    ensure(round_, "remind", g.person)
    asked: dict[str, Any] = queries.kept(request.args, silence.FILTERS)
    people = silence.filtered(silence.everyone(round_), asked)
    left = [reminders.Left(one.name, why) for one in people if (why := reminders.obstacle(one))]
    ready = [one for one in people if not reminders.obstacle(one)]
    form = ChosenForm(data={"chosen": [str(one.id) for one in ready]}) if request.method == "GET" else ChosenForm()
    form.chosen.offer([(one.id, f"{one.name} ({one.step}, {one.email})") for one in people])
    if form.submitted():
        number = reminders.remind(round_, {int(each) for each in form.chosen.data or []}, by=g.person)
        flash(f"{plural(number, 'reminder')} sent." if number else "Nobody was written to: nobody ticked could be.")
        return redirect(url_for(".listed" if number else ".remind", slug=slug, **asked), 303)
    form.chosen.offer([(one.id, f"{one.name} ({one.step}, {one.email})") for one in ready])
    return render_template("stakeholders/remind.html", round=round_, form=form, ready=ready, left=left, query=asked)


@bp.route("/rounds/<slug>/reminders", methods=["GET", "POST"])
@commits
@for_parts(Role.ROUND_MANAGER)
def schedule(slug: str) -> ResponseReturnValue:
    """Choose when the round reminds by itself."""
    round_ = rounds.working(slug, seen_by=g.person)
    ensure(round_, "schedule_reminders", g.person)
    now = reminders.of(round_)
    saved = {"days": [str(each.days) for each in now]}
    form = RemindersForm(data=seen.start(saved))
    if form.submitted() and seen.is_as_shown(form, saved):
        reminders.choose(round_, {int(each) for each in form.days.data or []}, by=g.person)
        flash("The reminders are saved.")
        return redirect(url_for(".schedule", slug=slug), 303)
    closes = round_.day("feedback_closes")
    return render_template(
        "stakeholders/schedule.html",
        round=round_,
        form=form,
        hints={
            str(number): short_day(working_days_before(closes, number)) if closes else "" for number in reminders.DAYS
        },
        chosen=[(each, reminders.on(each, closes)) for each in now] if closes else [],
        today=clock.today(),
    )


@bp.route("/rounds/<slug>/invitations/<int:invitee_id>/extend", methods=["GET", "POST"])
@commits
@for_parts(Role.ROUND_MANAGER)
def extend(slug: str, invitee_id: int) -> ResponseReturnValue:
    """Give somebody invited a last day of their own."""
    round_ = rounds.working(slug, seen_by=g.person)
    invitee = personal.of_number(round_, invitee_id)
    if invitee is None:
        raise NoResultFound
    ensure(round_, "extend", g.person)
    saved = {"day": invitee.extended_to}
    form = _form(saved)
    if form.submitted() and form.day.data and seen.is_as_shown(form, saved):
        try:
            extensions.extend_invitee(round_, invitee, form.day.data, reason=form.reason.data or "", by=g.person)
        except Refused as refused:
            form.day.errors = list(refused.reasons)
        else:
            flash(f"{invitee.name} has until the end of {short_day(form.day.data)}, and is told.")
            return redirect(url_for(".listed", slug=slug), 303)
    return _extend_page(round_, form, invitee.name, url_for(".listed", slug=slug))


@bp.route("/rounds/<slug>/feedback/responses/<int:response_id>/extend", methods=["GET", "POST"])
@commits
@for_parts(Role.ROUND_MANAGER)
def extend_response(slug: str, response_id: int) -> ResponseReturnValue:
    """Give whoever sent a response a last day of their own to change it."""
    round_ = rounds.get(slug)
    response = responses.get(round_, response_id, seen_by=g.person)
    ensure(round_, "extend", g.person)
    saved = {"day": response.extended_to}
    form = _form(saved)
    back = url_for("responses.response", slug=slug, response_id=response_id)
    if form.submitted() and form.day.data and seen.is_as_shown(form, saved):
        try:
            extensions.extend_response(response, form.day.data, reason=form.reason.data or "", by=g.person)
        except Refused as refused:
            form.day.errors = list(refused.reasons)
        else:
            flash(f"They have until the end of {short_day(form.day.data)} to change it, and are told.")
            return redirect(back, 303)
    return _extend_page(round_, form, response.organisation_name or response.name, back)


def _form(saved: dict[str, Any]) -> ExtendForm:
    return ExtendForm(data=seen.start(saved))


def _extend_page(round_: Round, form: ExtendForm, name: str, back: str) -> ResponseReturnValue:
    return render_template("stakeholders/extend.html", round=round_, form=form, name=name, back=back)
