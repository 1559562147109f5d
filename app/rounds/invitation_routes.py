"""Pages of the invitation list: who is told when consulting starts."""

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.perform import choices, ensure
from app.permissions import sees_responses
from app.rounds import commands, queries
from app.rounds.blueprint import bp
from app.rounds.forms import InviteForm
from app.web import ConfirmForm, commits, for_commissioner, for_parts
from app.wording import plural
from workflows.roles import Role


@bp.get("/<slug>/invitations")
@for_commissioner
def invitations(slug: str) -> ResponseReturnValue:
    """The invitation list, and who is named in an intention without being on it."""
    round_ = queries.working(slug, seen_by=g.person)
    return render_template(
        "rounds/invitations.html",
        round=round_,
        invitees=queries.invitees(round_),
        uninvited=queries.uninvited(round_),
        may_invite=any(each.action == "invite" for each in choices(round_, g.person)),
        reads_responses=sees_responses(g.person, round_.id),
    )


@bp.route("/<slug>/invitations/invite", methods=["GET", "POST"])
@commits
@for_parts(Role.ROUND_MANAGER)
def invite(slug: str) -> ResponseReturnValue:
    """Add someone, or give someone on the list an address."""
    round_ = queries.working(slug, seen_by=g.person)
    ensure(round_, "invite", g.person)
    form = InviteForm()
    if form.submitted():
        invitee = commands.invite(round_, form.name.data or "", form.email.data or "", by=g.person)
        flash(f"{invitee.name} is on the list.")
        return redirect(url_for(".invitations", slug=slug))
    return render_template("rounds/invite.html", round=round_, form=form)


@bp.post("/<slug>/invitations/invite-everyone-named")
@commits
@for_parts(Role.ROUND_MANAGER)
def invite_everyone_named(slug: str) -> ResponseReturnValue:
    """Add everyone named in an intention."""
    round_ = queries.working(slug, seen_by=g.person)
    if ConfirmForm().submitted():
        made = commands.invite_everyone_named(round_, by=g.person)
        flash(f"{plural(len(made), 'name')} added." if made else "Everyone named is on the list already.")
    return redirect(url_for(".invitations", slug=slug))
