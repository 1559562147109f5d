"""The questions of a response: a list of sections, who responds, and one intention or question a page."""

from collections.abc import Callable
from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from app.languages import word
from app.models import Response, View
from app.responses import commands, forms, places, queries, sections
from app.responses.routes import bp, receipt
from app.responses.routes.receipt import Writing
from app.web import BaseForm, commits, public
from workflows.engine import Refused
from workflows.response import ResponseState

SENT_ALREADY = word(
    "You sent this response meanwhile. Copy what you typed, open the response for changes, and add it there."
)
SAVED_ELSEWHERE = word("This was saved somewhere else after you opened it. Both are below: keep what is right.")


@bp.get("/rounds/<slug>/respond/sections")
@public
def sections_page(slug: str) -> ResponseReturnValue:
    """The list of sections, each with its state."""
    writing = receipt.required(slug)
    if writing.team is not None:
        return redirect(url_for("rooms.team", slug=slug), 303)
    response = writing.response
    if is_sent(response):
        return redirect(url_for(".check", slug=slug), 303)
    asked, views = places.of(response.edition), queries.views_of(response)
    return render_template(
        "responses/sections.html",
        writing=writing,
        response=response,
        tasks=sections.tasks(response, asked, views),
        closes=response.closes,
        closed=queries.is_past_its_day(response),
    )


@bp.get("/rounds/<slug>/respond/sections/<key>")
@public
def section(slug: str, key: str) -> ResponseReturnValue:
    """The places of one section, each with its state."""
    writing = receipt.required(slug)
    found = places.of(writing.response.edition).section(key)
    if found is None:
        raise NotFound
    if writing.team is not None:
        return _team_page("section", writing, found)
    if is_sent(writing.response):
        return redirect(url_for(".check", slug=slug), 303)
    tasks = sections.tasks_in(found, slug, queries.views_of(writing.response))
    return render_template("responses/section.html", writing=writing, section=found, tasks=tasks)


@bp.route("/rounds/<slug>/respond/about-you", methods=["GET", "POST"])
@commits
@public
def about(slug: str) -> ResponseReturnValue:
    """Who responds, for whom, and what may be published."""
    writing = receipt.required(slug, to_save=request.method == "POST")
    response = writing.response
    if is_sent(response):
        return redirect(url_for(".check", slug=slug), 303)
    if writing.team is not None:
        return _team_page("about", writing)
    form = forms.AboutForm(obj=response)
    if wants_later():
        form.finish_later()
    if form.submitted() and (is_unchanged(form, response) or form.is_of(response)):
        typed = {name: value for name, value in form.data.items() if name in commands.ABOUT}
        if _saved(form, writing, lambda: commands.save_about(response, by=writing.by, **typed)):
            return redirect(next_page(slug, url_for(".sections_page", slug=slug)), 303)
    return render_template("responses/about.html", form=form, writing=writing, response=response)


@bp.route("/rounds/<slug>/respond/<place>", methods=["GET", "POST"])
@commits
@public
def question(slug: str, place: str) -> ResponseReturnValue:
    """One intention, assumption or question, and what this response says of it."""
    writing = receipt.required(slug, to_save=request.method == "POST")
    if is_sent(writing.response):
        return redirect(url_for(".check", slug=slug), 303)
    asked = places.of(writing.response.edition)
    here = asked.by_ref.get(place)
    if here is None:
        raise NotFound
    if writing.team is not None:
        return _team_page("question", writing, here)
    view = queries.view_in(writing.response, place)
    form = forms.form_for(here, asked, view)
    if wants_later() and isinstance(form, forms.IntentionForm):
        form.stance.required = False
    if form.submitted():
        if not form.is_as_saved(view):
            return _page(writing, asked, here, form, saved=view)
        to_write = view or View(response_id=writing.response.id, place=place)
        if _saved(form, writing, lambda: commands.write_view(writing.response, to_write, by=writing.by, **form.said())):
            return redirect(next_page(slug, after(slug, asked, here)), 303)
    return _page(writing, asked, here, form)


def _team_page(name: str, *given: Any) -> ResponseReturnValue:
    """The same page of a response that a team writes."""
    from app.rooms.routes import writing as pages  # noqa: PLC0415 - the two lead to each other

    page: Callable[..., ResponseReturnValue] = getattr(pages, name)
    return page(*given)


def _page(
    writing: Writing, asked: places.Places, here: places.Place, form: forms.PlaceForm, *, saved: View | None = None
) -> ResponseReturnValue:
    """The question. `saved` is what another tab saved meanwhile: both are shown, and sending again decides."""
    if saved is not None:
        form.form_errors = [SAVED_ELSEWHERE]
        form.seen.data = saved.saved_at.isoformat()
    slug = writing.response.round.slug
    return render_template(
        "responses/question.html",
        writing=writing,
        response=writing.response,
        section=asked.section(here.section),
        place=here,
        form=form,
        saved=saved,
        names=dict(asked.characteristics),
        back=list_of(slug, here),
        skip=after(slug, asked, here),
    )


def _saved(form: BaseForm, writing: Writing, save: Callable[[], object]) -> bool:
    """Save; when it may not be saved now, say why on the same page, with everything that was typed."""
    try:
        save()
    except Refused as refused:
        sent = writing.response.state is ResponseState.SUBMITTED
        form.form_errors = [SENT_ALREADY] if sent else list(refused.reasons)
        return False
    return True


def is_unchanged(form: forms.AboutForm, response: Response) -> bool:
    """Whether what is sent is what is saved already: a second press of the same button."""
    return all((getattr(response, name) or "") == (form[name].data or "") for name in commands.ABOUT)


def is_sent(response: Response) -> bool:
    """Whether its questions can only be read: then the whole of it stands on the check page."""
    return request.method == "GET" and response.state is ResponseState.SUBMITTED


def wants_later() -> bool:
    return request.form.get("then") == "later"


def wants_check() -> bool:
    """Whether somebody came from the page where one checks all answers, and goes back to it."""
    return request.args.get("from") == "check"


def next_page(slug: str, onward: str) -> str:
    """Where saving leads: to the way back, to the check page one came from, or onward."""
    if wants_later():
        return url_for(".later", slug=slug)
    return url_for(".check", slug=slug) if wants_check() else onward


def after(slug: str, asked: places.Places, here: places.Place) -> str:
    """The question after this one, or the list it stands in."""
    following = asked.after[here.ref]
    return url_for("responses.question", slug=slug, place=following.ref) if following else list_of(slug, here)


def list_of(slug: str, here: places.Place) -> str:
    """The list that a question stands in."""
    if here.kind is places.Kind.GENERAL:
        return url_for("responses.sections_page", slug=slug)
    return url_for("responses.section", slug=slug, key=here.section)
