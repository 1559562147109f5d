"""What colleagues say to each other about their response. Nobody outside the room reads it."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from app.languages import _
from app.languages.content import after
from app.models import Response
from app.responses import places
from app.responses.routes import receipt
from app.rooms import commands, queries
from app.rooms.forms import TeamRemarkForm
from app.rooms.queries import ABOUT
from app.rooms.routes import bp
from app.rooms.routes.writing import team_and_me
from app.web import commits, public


@bp.route("/rounds/<slug>/respond/team/remarks", methods=["GET", "POST"])
@commits
@public
def remarks(slug: str) -> ResponseReturnValue:
    """Every remark, place by place, and a place to say something about the whole."""
    writing = receipt.required(slug, to_save=request.method == "POST")
    team, me = team_and_me(writing)
    form = TeamRemarkForm()
    if form.submitted():
        _say(is_new=commands.comment(team, "", form.text.data or "", by=writing.by, me=me))
        return redirect(url_for(".remarks", slug=slug), 303)
    found = queries.remarks(team.room)
    titles = {"": _("On the whole response"), **titles_of(writing.response)}
    grouped = [(place, title, [one for one in found if one.place == place]) for place, title in titles.items()]
    return render_template(
        "rooms/remarks.html", writing=writing, form=form, groups=[group for group in grouped if group[2]]
    )


@bp.route("/rounds/<slug>/respond/<place>/remarks", methods=["GET", "POST"])
@commits
@public
def remarks_on(slug: str, place: str) -> ResponseReturnValue:
    """The remarks on one place, and what one adds."""
    writing = receipt.required(slug, to_save=request.method == "POST")
    team, me = team_and_me(writing)
    title = titles_of(writing.response).get(place)
    if title is None:
        raise NotFound
    form = TeamRemarkForm()
    if form.submitted():
        _say(is_new=commands.comment(team, place, form.text.data or "", by=writing.by, me=me))
        return redirect(page_of(slug, place), 303)
    return render_template(
        "rooms/remark.html", writing=writing, form=form, title=title, back=page_of(slug, place),
        remarks=queries.remarks(team.room, place),
    )  # fmt: skip


def titles_of(response: Response) -> dict[str, str]:
    """What the places of a response are called, in order."""
    asked = places.of(response.edition)
    named = {ref: here.title if here.kind in WHOLE else after(ref, here.title) for ref, here in asked.by_ref.items()}
    return {ABOUT: _("Who you are"), **named}


WHOLE = {places.Kind.GENERAL, places.Kind.EQUALITY}
"""Places whose title says it all."""


def page_of(slug: str, place: str) -> str:
    """Where a place is read and written."""
    if place == ABOUT:
        return url_for("responses.about", slug=slug)
    return url_for("responses.question", slug=slug, place=place)


def _say(*, is_new: bool) -> None:
    flash(
        _("Your colleagues can read it.")
        if is_new
        else _("That was saved the first time you pressed. It has not been saved twice.")
    )
