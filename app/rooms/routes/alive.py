"""What pages with JavaScript send by themselves: signs of life, and what is typed before it is saved."""

from typing import Any

from flask import jsonify, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from app import clock
from app.languages import _
from app.models import Response
from app.responses import forms, places
from app.responses import queries as answers
from app.responses.routes import receipt
from app.responses.routes.receipt import Writing
from app.rooms import locks, standing, wordings
from app.rooms.queries import ABOUT
from app.rooms.routes import bp
from app.rooms.routes.holding import title_of
from app.rooms.routes.writing import fields_of, team_and_me
from app.web import BaseForm, ConfirmForm, commits, public


@bp.post("/rounds/<slug>/respond/sections/<key>/alive")
@commits
@public
def alive(slug: str, key: str) -> ResponseReturnValue:
    """A sign of life from a page of this section; how the section stands."""
    writing = receipt.required(slug, to_save=True)
    title_of(writing.response, key)
    if not ConfirmForm().validate():
        return jsonify(held=False, say=""), 400
    return _stands(writing, key, kept=False)


@bp.post("/rounds/<slug>/respond/<place>/keep")
@commits
@public
def keep(slug: str, place: str) -> ResponseReturnValue:
    """Keep what is typed in a question for whoever types it; with `closing`, their page was closed."""
    writing = receipt.required(slug, to_save=True)
    team, me = team_and_me(writing)
    form, saved, key = _form_of(writing.response, place)
    form.validate()
    if form["csrf_token"].errors:
        return jsonify(held=False, say=""), 400
    fields = fields_of(form)
    is_new = any(fields[name] != value for name, value in saved.items() if name in fields)
    if is_new:
        wordings.keep_typed(team.room, place, fields, me=me)
    else:
        wordings.forget_typed(place, me=me)
    if request.form.get("closing"):
        locks.close_page(team, key, me=me)
        return jsonify(held=False, say="")
    return _stands(writing, key, kept=is_new)


def _stands(writing: Writing, key: str, *, kept: bool) -> ResponseReturnValue:
    """How a section stands after a sign of life, and the sentence for the page."""
    team, me = team_and_me(writing)
    held = locks.keep_alive(team, key, me=me)
    stands = standing.of(team, key, "", me)
    if held and stands.asked_by is not None:
        say = _("%(name)s asks for this section.", name=stands.asked_by.name)
    elif held:
        now = standing.at_clock(clock.real_now(), clock.real_now())
        say = _("What you type is kept: last at %(time)s.", time=now) if kept else ""
    else:
        say = stands.sentence or _("This section is free.")
    return jsonify(held=held, say=say)


def _form_of(response: Response, place: str) -> tuple[BaseForm, dict[str, Any], str]:
    """The form of a place, what is saved there, and its section."""
    if place == ABOUT:
        return forms.AboutForm(obj=response), wordings.said_about(response), ABOUT
    asked = places.of(response.edition)
    here = asked.by_ref.get(place)
    if here is None:
        raise NotFound
    view = answers.view_in(response, place)
    return forms.form_for(here, asked, view), wordings.said_in(view), here.section
