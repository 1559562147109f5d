"""The page that a personal link leads to."""

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.languages import _
from app.responses.routes import receipt
from app.rooms import commands, queries
from app.rooms.forms import JoinForm
from app.rooms.routes import bp
from app.rounds import queries as rounds
from app.web import commits, public
from workflows.colleague import ColleagueState


@bp.route("/rounds/<slug>/respond/team/join/<token>", methods=["GET", "POST"])
@commits
@public
def join(slug: str, token: str) -> ResponseReturnValue:
    """Come into the room, the first time or again, on this or another device."""
    colleague = queries.with_link(slug, token)
    if colleague is None:
        return render_template("rooms/link_ended.html", round=rounds.get(slug)), 404
    bound = colleague.person_id is not None
    if bound and (g.person is None or g.person.id != colleague.person_id):
        return render_template("rooms/sign_in_first.html", round=colleague.room.response.round, colleague=colleague)
    form = JoinForm(name=g.person.name if g.person is not None else colleague.name)
    if form.submitted():
        is_new = colleague.state is ColleagueState.INVITED
        commands.join(colleague, name=form.name.data or "", person=g.person)
        if g.person is not None:
            receipt.hold_own(slug, colleague.room.response)
        else:
            receipt.hold_link(slug, token)
        if is_new:
            flash(_("You have joined. Choose a section, and press “Write this section”."))
        return redirect(url_for(".team", slug=slug), 303)
    return render_template(
        "rooms/join.html", colleague=colleague, response=colleague.room.response, form=form,
        owner=queries.team_in(colleague.room).owner,
    )  # fmt: skip
