"""The room itself: opening it, who is where, who certifies, and saying that the response is ready."""

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.languages import _
from app.perform import choices
from app.permissions import Respondent
from app.responses import places, sections
from app.responses import queries as answers
from app.responses.routes import receipt
from app.rooms import commands, queries, standing
from app.rooms.forms import CertifierForm, OpenForm
from app.rooms.routes import bp
from app.rooms.routes.writing import team_and_me
from app.web import ConfirmForm, commits, public
from workflows.colleague import ColleagueState
from workflows.engine import Refused


@bp.get("/rounds/<slug>/respond/team")
@public
def team(slug: str) -> ResponseReturnValue:
    """The sections of the response with who writes each, the colleagues, and what can be done next."""
    writing = receipt.required(slug)
    if writing.team is None:
        return redirect(url_for(".open_room", slug=slug), 303)
    team, me = team_and_me(writing)
    response = writing.response
    asked = places.of(response.edition)
    gathered = queries.team_facts(team, writing.by)
    return render_template(
        "rooms/team.html",
        writing=writing,
        response=response,
        team=team,
        me=me,
        tasks=sections.tasks(
            response, asked, answers.views_of(response), standing.hints(team, standing.titles(asked), me)
        ),
        choices={c.action: c.obstacles for c in choices(team.room, writing.by, gathered, is_silent=True)},
        remarks=sum(queries.remark_counts(team.room).values()),
        closes=response.closes,
        closed=answers.is_past_its_day(response),
        form=ConfirmForm(),
    )


@bp.route("/rounds/<slug>/respond/team/open", methods=["GET", "POST"])
@commits
@public
def open_room(slug: str) -> ResponseReturnValue:
    """Make the response a team's."""
    writing = receipt.required(slug, to_save=request.method == "POST")
    if writing.team is not None:
        return redirect(url_for(".team", slug=slug), 303)
    response = writing.response
    mine = g.person if g.person is not None and isinstance(writing.by, Respondent) else None
    known = {"name": mine.name, "email": mine.email} if mine else {"name": response.name, "email": response.email}
    form = OpenForm(**known)
    if form.submitted() and isinstance(writing.by, Respondent):
        try:
            commands.open_room(
                response, name=form.name.data or "", email=form.email.data or "", by=writing.by, person=mine
            )
        except Refused as refused:
            form.form_errors = list(refused.reasons)
        else:
            flash(_("Your team has its room. Invite your colleagues next."))
            return redirect(url_for(".team", slug=slug), 303)
    elif request.method == "POST" and not isinstance(writing.by, Respondent):
        form.form_errors = [_("This is entered for somebody. Whoever responds works on it with their colleagues.")]
    return render_template("rooms/open.html", writing=writing, response=response, form=form)


@bp.route("/rounds/<slug>/respond/team/certifier", methods=["GET", "POST"])
@commits
@public
def name_certifier(slug: str) -> ResponseReturnValue:
    """Say which one person certifies the response and sends it."""
    writing = receipt.required(slug, to_save=request.method == "POST")
    team, me = team_and_me(writing)
    now = team.certifier
    form = CertifierForm(colleague=str(now.id) if now else None)
    able = [one for one in team.colleagues if one.state is ColleagueState.JOINED]
    form.colleague.offer([(one.id, one.name) for one in able])
    if form.submitted():
        chosen = team.named(int(form.colleague.data or 0))
        try:
            if chosen is not None:
                commands.name_certifier(team, chosen, by=writing.by, me=me)
        except Refused as refused:
            form.form_errors = list(refused.reasons)
        else:
            flash(_("%(name)s certifies and sends the response.", name=chosen.name if chosen else ""))
            return redirect(url_for(".team", slug=slug), 303)
    return render_template("rooms/certifier.html", writing=writing, team=team, form=form)


@bp.post("/rounds/<slug>/respond/team/ready")
@commits
@public
def ask_to_certify(slug: str) -> ResponseReturnValue:
    """Say that the response is ready to certify."""
    writing = receipt.required(slug, to_save=True)
    team, me = team_and_me(writing)
    if ConfirmForm().submitted():
        try:
            commands.ask_to_certify(team, by=writing.by, me=me)
        except Refused as refused:
            flash(" ".join(refused.reasons), "problem")
        else:
            flash(_("It is marked as ready. Whoever certifies it is told."))
    return redirect(url_for(".team", slug=slug), 303)
