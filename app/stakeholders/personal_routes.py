"""Behind the personal link in an invitation: go on to respond, or ask for no more letters."""

from flask import redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue

from app.responses import queries as responses
from app.rounds import queries as rounds
from app.stakeholders import personal
from app.stakeholders.blueprint import bp
from app.web import ConfirmForm, commits, public


@bp.route("/rounds/<slug>/invitation/<token>", methods=["GET", "POST"])
@commits
@public
def invitation(slug: str, token: str) -> ResponseReturnValue:
    """What they are asked. Reading it notes nothing; going on notes that the link was followed, and whose it is."""
    round_ = rounds.get(slug)
    invitee = personal.by_link(round_, token)
    if ConfirmForm().submitted():
        personal.open_(invitee)
        session[personal.INVITATIONS] = {**session.get(personal.INVITATIONS, {}), slug: invitee.id}
        return redirect(url_for("responses.start", slug=slug), 303)
    return render_template(
        "stakeholders/invitation.html",
        round=round_,
        invitee=invitee,
        token=token,
        is_open=responses.is_open(round_),
    )


@bp.post("/rounds/<slug>/invitation/<token>/no-more-letters")
@commits
@public
def opt_out(slug: str, token: str) -> ResponseReturnValue:
    """Write to them about this round no more."""
    invitee = personal.by_link(rounds.get(slug), token)
    if ConfirmForm().validate():
        personal.opt_out(invitee)
    return redirect(url_for(".invitation", slug=slug, token=token), 303)
