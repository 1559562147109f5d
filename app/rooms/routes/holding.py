"""Beginning to write a section, finishing with it, asking a colleague for it."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from app.languages import _
from app.models import Response
from app.responses import places
from app.responses.routes import receipt
from app.rooms import commands, locks, standing, wordings
from app.rooms.queries import ABOUT
from app.rooms.routes import bp
from app.rooms.routes.writing import team_and_me
from app.web import ConfirmForm, commits, public
from workflows.engine import Refused


@bp.post("/rounds/<slug>/respond/sections/<key>/write")
@commits
@public
def write(slug: str, key: str) -> ResponseReturnValue:
    """Begin to write a section, or take it over from somebody who has gone silent."""
    writing = receipt.required(slug, to_save=True)
    team, me = team_and_me(writing)
    title = title_of(writing.response, key)
    if ConfirmForm().submitted():
        try:
            locks.take(team, key, title, by=writing.by, me=me)
        except Refused as refused:
            flash(" ".join(refused.reasons), "problem")
    return redirect(_back(writing.response, key), 303)


@bp.post("/rounds/<slug>/respond/sections/<key>/finish")
@commits
@public
def finish(slug: str, key: str) -> ResponseReturnValue:
    """Leave a section to the others."""
    writing = receipt.required(slug, to_save=True)
    _team, me = team_and_me(writing)
    title = title_of(writing.response, key)
    if ConfirmForm().submitted():
        locks.leave(me, key)
        flash(_("You have finished with “%(section)s”: others can write it now.", section=title))
    return redirect(url_for(".team", slug=slug), 303)


@bp.post("/rounds/<slug>/respond/sections/<key>/ask")
@commits
@public
def ask(slug: str, key: str) -> ResponseReturnValue:
    """Ask whoever writes a section for it."""
    writing = receipt.required(slug, to_save=True)
    team, me = team_and_me(writing)
    title_of(writing.response, key)
    if ConfirmForm().submitted():
        asked = commands.ask(team, key, me=me)
        flash(
            _("%(name)s sees on their page and in a letter that you ask for this section.", name=asked.name)
            if asked
            else _("The section is free. Press “Write this section”.")
        )
    return redirect(_back(writing.response, key), 303)


@bp.post("/rounds/<slug>/respond/<place>/discard-typed")
@commits
@public
def discard_typed(slug: str, place: str) -> ResponseReturnValue:
    """Forget what one typed here and did not save."""
    writing = receipt.required(slug, to_save=True)
    _team, me = team_and_me(writing)
    if ConfirmForm().submitted():
        wordings.forget_typed(place[:20], me=me)
        flash(_("What you had typed and not saved is gone. What is saved is below."))
    return redirect(_page_of(writing.response, place), 303)


def title_of(response: Response, key: str) -> str:
    """What a section is called. Raises NotFound for one that the response does not have."""
    found = standing.titles(places.of(response.edition)).get(key)
    if found is None:
        raise NotFound
    return found


def _back(response: Response, key: str) -> str:
    """To the question that the button stood on, else to the section."""
    slug, place = response.round.slug, request.form.get("place", "")
    asked = places.of(response.edition)
    section = asked.section(key)
    if key == ABOUT or section is None:
        return url_for("responses.about", slug=slug)
    if place in asked.by_ref or len(section.places) == 1:
        return _page_of(response, place if place in asked.by_ref else section.places[0].ref)
    return url_for("responses.section", slug=slug, key=key)


def _page_of(response: Response, place: str) -> str:
    slug = response.round.slug
    if place == ABOUT:
        return url_for("responses.about", slug=slug)
    if place not in places.of(response.edition).by_ref:
        raise NotFound
    return url_for("responses.question", slug=slug, place=place)
