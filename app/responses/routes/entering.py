"""Staff pages: enter a response for somebody, and read those that came."""

from datetime import date, datetime, time

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from app import clock, uploads
from app.models import Round
from app.permissions import ENTERS_RESPONSES, SEES_RESPONSES, roles_of, sees_responses
from app.responses import commands, forms, listing, places, queries, sections
from app.responses.pieces import by_place
from app.responses.routes import bp, receipt
from app.rounds import queries as rounds
from app.timeline import queries as timeline
from app.web import ConfirmForm, commits, for_parts
from workflows.deadline import LONDON


@bp.route("/feedback/enter", methods=["GET", "POST"])
@commits
@for_parts(*ENTERS_RESPONSES)
def enter() -> ResponseReturnValue:
    """Begin to enter a response that came on paper, by e-mail, by phone or at a meeting."""
    open_rounds = {round_.slug: round_ for round_ in rounds.every() if _takes_entries(round_)}
    form = forms.EnterForm(data={"round": request.args.get("round")})
    form.round.offer([(slug, round_.title) for slug, round_ in open_rounds.items()])
    form.received.latest = clock.today()
    if form.submitted() and form.received.data:
        return _begin(open_rounds[form.round.data or ""], form, form.received.data)
    unfinished = queries.being_entered(seen_by=g.person)
    return render_template("responses/enter.html", form=form, unfinished=unfinished, plain=ConfirmForm())


def _takes_entries(round_: Round) -> bool:
    return "enter_response" in round_.workflow.actions(round_, roles_of(g.person, round_))


def _begin(round_: Round, form: forms.EnterForm, received: date) -> ResponseReturnValue:
    original = uploads.store(form.original.data, by=g.person) if form.original.data else None
    _, code = commands.start(
        round_,
        entered_by=g.person,
        channel=form.channel.data or "paper",
        received_at=datetime.combine(received, time(12), LONDON),
        original=original,
    )
    receipt.hold(round_.slug, code)
    flash("Begun. Enter what they say as if you were them: it is sent in their name, and shows that you entered it.")
    return redirect(url_for(".sections_page", slug=round_.slug), 303)


@bp.get("/rounds/<slug>/feedback/responses")
@for_parts(*SEES_RESPONSES)
def responses(slug: str) -> ResponseReturnValue:
    """The responses that were sent, a page at a time."""
    round_ = seen_round(slug)
    asked, after = listing.from_arguments(request.args), request.args.get("after", "")
    return render_template(
        "responses/list.html",
        round=round_,
        asked=asked,
        arguments=asked.as_arguments(),
        options=listing.options(),
        page=listing.page(round_, asked, seen_by=g.person, after=after),
        starts=bool(after),
    )


@bp.get("/rounds/<slug>/feedback/responses/<int:response_id>")
@for_parts(*SEES_RESPONSES)
def response(slug: str, response_id: int) -> ResponseReturnValue:
    """One response with who sent it."""
    round_ = seen_round(slug)
    found = queries.get(round_, response_id, seen_by=g.person)
    return render_template(
        "responses/response.html",
        round=round_,
        response=found,
        points=by_place(found.points),
        answers=sections.answers(places.of(found.edition), {view.place: view for view in found.views}),
        names=dict(places.of(found.edition).characteristics),
        labels=forms.labels(found),
        may_extend="extend" in round_.workflow.actions(round_, roles_of(g.person, round_)),
        timeline=timeline.of(found, seen_by=g.person),
    )


@bp.get("/rounds/<slug>/feedback/responses/<int:response_id>/original")
@for_parts(*SEES_RESPONSES)
def original(slug: str, response_id: int) -> ResponseReturnValue:
    """The letter, e-mail or notes that a response was entered from."""
    found = queries.get(seen_round(slug), response_id, seen_by=g.person)
    if found.original is None:
        raise NotFound
    return uploads.as_download(found.original)


def seen_round(slug: str) -> Round:
    """The round, for those who see its responses; for everyone else its feedback does not exist."""
    round_ = rounds.get(slug)
    if not sees_responses(g.person, round_.id):
        raise NotFound
    return round_
