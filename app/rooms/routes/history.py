"""What the response said before: who changed what when, earlier wordings to read, and putting one back."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from app.documents.differences import Runs, words
from app.extensions import db
from app.languages import _, word
from app.models import Response, Wording
from app.responses import places
from app.responses.routes import receipt
from app.rooms import locks, queries, standing, wordings
from app.rooms.queries import ABOUT
from app.rooms.routes import bp
from app.rooms.routes.remarks import page_of, titles_of
from app.rooms.routes.writing import team_and_me
from app.web import ConfirmForm, commits, public
from app.word_forms.fields import shown
from workflows.engine import Refused

Pairs = tuple[tuple[str, str], ...]
LABELS = {
    "stance": word("View"), "comment": word("Comment"), "evidence": word("Evidence"),
    "wording": word("Proposed words"), "characteristics": word("Characteristics"), "name": word("Name"),
    "email": word("Email address"), "capacity": word("Responds"), "organisation_name": word("Organisation"),
    "organisation_kind": word("Kind"), "speaks_for": word("Speaks for"), "nation": word("Writes about"),
    "area": word("Area"), "language": word("Language"), "permission": word("May be published"),
}  # fmt: skip
SOURCES = {
    "page": word("Changed"), "word": word("Changed by a Word form"), "earlier": word("Put an earlier wording back"),
    "start": word("As it was when the team began"),
}  # fmt: skip


@bp.get("/rounds/<slug>/respond/team/history")
@public
def history(slug: str) -> ResponseReturnValue:
    """Who changed which question when, and what happened in the room."""
    writing = receipt.required(slug)
    team, _me = team_and_me(writing)
    return render_template(
        "rooms/history.html",
        writing=writing,
        wordings=queries.wordings(team.room),
        titles=titles_of(writing.response),
        sources=SOURCES,
        timeline=queries.timeline(team),
    )


@bp.get("/rounds/<slug>/respond/<place>/history")
@public
def history_of(slug: str, place: str) -> ResponseReturnValue:
    """Every wording of one place, each with what it changed."""
    writing = receipt.required(slug)
    team, me = team_and_me(writing)
    title = titles_of(writing.response).get(place)
    if title is None:
        raise NotFound
    found = queries.wordings(team.room, place)
    before, known = [*found[1:], *([None] if found else [])], places.of(writing.response.edition).characteristics
    return render_template(
        "rooms/wordings.html",
        writing=writing,
        place=place,
        title=title,
        wordings=[(one, _changes(one, earlier, known)) for one, earlier in zip(found, before, strict=True)],
        sources=SOURCES,
        standing=standing.of(team, _section(writing.response, place), title, me),
        back=page_of(slug, place),
        form=ConfirmForm(),
    )


@bp.post("/rounds/<slug>/respond/<place>/history/<int:wording_id>/restore")
@commits
@public
def restore(slug: str, place: str, wording_id: int) -> ResponseReturnValue:
    """Put an earlier wording back, unless a colleague writes the section."""
    writing = receipt.required(slug, to_save=True)
    team, me = team_and_me(writing)
    title = titles_of(writing.response).get(place)
    if title is None:
        raise NotFound
    earlier = queries.wording(team.room, place, wording_id)
    if ConfirmForm().submitted():
        section = _section(writing.response, place)
        try:
            held = standing.of(team, section, title, me).is_mine
            locks.take(team, section, title, by=writing.by, me=me)
            wordings.restore(team.room, earlier, by=writing.by, me=me, title=title)
            if not held:
                locks.leave(me, section)
        except Refused as refused:
            db.session.rollback()
            flash(" ".join(refused.reasons), "problem")
        else:
            flash(_("The earlier wording is back. What it replaced stays in the history."))
    return redirect(url_for(".history_of", slug=slug, place=place), 303)


def _changes(now: Wording, before: Wording | None, characteristics: Pairs) -> list[tuple[str, Runs, str]]:
    """What a wording changed: its label, the words compared, and what it says."""
    earlier = before.said if before else {}
    found = []
    for name, label in LABELS.items():
        old, new = (shown(name, said.get(name) or "", characteristics) for said in (earlier, now.said))
        if old != new:
            found.append((label, words(old, new), new))
    return found


def _section(response: Response, place: str) -> str:
    if place == ABOUT:
        return ABOUT
    return places.of(response.edition).by_ref[place].section
