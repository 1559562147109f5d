"""Checking answers, sending them, and opening what was sent for changes."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.languages import translated
from app.perform import choices
from app.responses import commands, forms, places, queries, sections
from app.responses.routes import bp, receipt
from app.responses.routes.receipt import Writing
from app.rooms import commands as rooms
from app.rooms import queries as rooms_queries
from app.timeline import queries as timeline
from app.web import ConfirmForm, commits, public
from workflows.deadline import end_of
from workflows.engine import Refused
from workflows.response import ResponseState


@bp.route("/rounds/<slug>/respond/check", methods=["GET", "POST"])
@commits
@public
def check(slug: str) -> ResponseReturnValue:
    """Everything that is said, each with a way to change it, and the button that sends it."""
    form = ConfirmForm()
    writing = receipt.required(slug, to_save=form.submitted())
    if form.submitted():
        if writing.response.state is not ResponseState.SUBMITTED and not _sent(form, writing):
            return _check_page(writing, form)
        return redirect(url_for(".sent", slug=slug), 303)
    return _check_page(writing, form)


def _sent(form: ConfirmForm, writing: Writing) -> bool:
    try:
        if writing.team is not None and writing.me is not None:
            rooms.certify(writing.team, by=writing.by, me=writing.me)
        else:
            commands.submit(writing.response, by=writing.by)
    except Refused as refused:
        form.form_errors = list(refused.reasons)
        return False
    return True


def _check_page(writing: Writing, form: ConfirmForm) -> ResponseReturnValue:
    response = writing.response
    return render_template(
        "responses/check.html",
        writing=writing,
        response=response,
        form=form,
        choices=_possible(writing),
        answers=sections.answers(places.of(response.edition), queries.views_of(response)),
        names=dict(places.of(response.edition).characteristics),
        labels=forms.labels(response),
        timeline=timeline.of(response, seen_by=None) if response.submitted_at else [],
    )


def _possible(writing: Writing) -> dict[str, tuple[str, ...]]:
    """What can be done with the response, each with what stands in the way; a team's is certified as it is sent."""
    found = {choice.action: choice.obstacles for choice in choices(writing.response, writing.by)}
    if writing.team is not None and "submit" in found:
        known = rooms_queries.team_facts(writing.team, writing.by)
        certify = [one.obstacles for one in choices(writing.team.room, writing.by, known) if one.action == "certify"]
        found["submit"] = tuple(dict.fromkeys([*found["submit"], *(certify[0] if certify else ())]))
    return found


@bp.get("/rounds/<slug>/respond/sent")
@public
def sent(slug: str) -> ResponseReturnValue:
    """It is sent: the receipt code, and what happens next."""
    writing = receipt.required(slug)
    response = writing.response
    if response.state is not ResponseState.SUBMITTED:
        return redirect(url_for(".check", slug=slug), 303)
    closes = response.closes
    may_change = [choice for choice in choices(response, writing.by) if choice.action == "change"]
    return render_template(
        "responses/sent.html",
        writing=writing,
        response=response,
        closes=end_of(closes) if closes and may_change and not may_change[0].obstacles else None,
        final=response.round.day("final_edition"),
        form=ConfirmForm(),
    )


@bp.post("/rounds/<slug>/respond/change")
@commits
@public
def change(slug: str) -> ResponseReturnValue:
    """Open a sent response for changes."""
    form = ConfirmForm()
    writing = receipt.required(slug, to_save=True)
    if not form.validate():
        return _check_page(writing, form)
    if writing.response.state is ResponseState.SUBMITTED:
        try:
            if writing.team is not None and writing.me is not None:
                rooms.reopen(writing.team, by=writing.by, me=writing.me)
            else:
                commands.change(writing.response, by=writing.by)
        except Refused as refused:
            flash(" ".join(map(translated, refused.reasons)), "problem")
            return redirect(url_for(".check", slug=slug), 303)
    return redirect(url_for(".sections_page", slug=slug), 303)
