"""Who works on the response: inviting colleagues, sending a link again, taking somebody off, leaving."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import NoResultFound

from app.languages import _
from app.models import Colleague
from app.perform import ensure
from app.responses.routes import receipt
from app.rooms import commands
from app.rooms.forms import InviteForm
from app.rooms.routes import bp
from app.rooms.routes.writing import team_and_me
from app.rooms.team import Team
from app.web import ConfirmForm, commits, public
from workflows.engine import Refused


@bp.route("/rounds/<slug>/respond/team/invite", methods=["GET", "POST"])
@commits
@public
def invite(slug: str) -> ResponseReturnValue:
    """Ask a colleague to help, by a personal link."""
    writing = receipt.required(slug, to_save=request.method == "POST")
    team, me = team_and_me(writing)
    ensure(team.room, "invite", writing.by)
    form = InviteForm()
    if form.submitted():
        try:
            invited = commands.invite(
                team, name=form.name.data or "", email=form.email.data or "", by=writing.by, me=me
            )
        except Refused as refused:
            form.form_errors = list(refused.reasons)
        else:
            flash(_("%(name)s gets an email with a personal link.", name=invited.name))
            return redirect(url_for(".team", slug=slug), 303)
    return render_template("rooms/invite.html", writing=writing, form=form)


@bp.post("/rounds/<slug>/respond/team/colleagues/<int:colleague_id>/invite-again")
@commits
@public
def invite_again(slug: str, colleague_id: int) -> ResponseReturnValue:
    """Send somebody a new personal link."""
    writing = receipt.required(slug, to_save=True)
    team, me = team_and_me(writing)
    colleague = _colleague(team, colleague_id)
    if ConfirmForm().submitted():
        try:
            commands.invite_again(team, colleague, by=writing.by, me=me)
        except Refused as refused:
            flash(" ".join(refused.reasons), "problem")
        else:
            flash(_("%(name)s gets a new email. The link before it no longer works.", name=colleague.name))
    return redirect(url_for(".team", slug=slug), 303)


@bp.post("/rounds/<slug>/respond/team/colleagues/<int:colleague_id>/take-off")
@commits
@public
def take_off(slug: str, colleague_id: int) -> ResponseReturnValue:
    """Take somebody off the response; what they wrote stays."""
    writing = receipt.required(slug, to_save=True)
    team, me = team_and_me(writing)
    colleague = _colleague(team, colleague_id)
    if ConfirmForm().submitted():
        try:
            commands.take_off(colleague, by=writing.by, me=me)
        except Refused as refused:
            flash(" ".join(refused.reasons), "problem")
        else:
            flash(_("%(name)s no longer works on this response. What they wrote stays.", name=colleague.name))
    return redirect(url_for(".team", slug=slug), 303)


@bp.post("/rounds/<slug>/respond/team/leave")
@commits
@public
def leave(slug: str) -> ResponseReturnValue:
    """Leave the team for good; what one wrote stays."""
    writing = receipt.required(slug, to_save=True)
    _, me = team_and_me(writing)
    if not ConfirmForm().submitted():
        return redirect(url_for(".team", slug=slug), 303)
    try:
        commands.leave(me, by=writing.by)
    except Refused as refused:
        flash(" ".join(refused.reasons), "problem")
        return redirect(url_for(".team", slug=slug), 303)
    receipt.let_go(slug)
    return redirect(url_for("responses.start", slug=slug), 303)


def _colleague(team: Team, colleague_id: int) -> Colleague:
    found = team.named(colleague_id)
    if found is None:
        raise NoResultFound
    return found
