"""Pages before the first question: what there is to respond to, starting, coming back, and leaving."""

import secrets
from datetime import date

from flask import current_app, flash, g, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from app import clock
from app import kept as typed_before
from app.languages import _, language
from app.models import Invitee, Response, Round
from app.responses import codes, commands, forms, places, queries
from app.responses.routes import bp, receipt
from app.responses.routes.receipt import NoReceipt
from app.rooms import locks
from app.rounds import queries as rounds
from app.stakeholders import extensions
from app.stakeholders.personal import INVITATIONS, of_number
from app.web import ConfirmForm, commits, public, signed_in
from workflows.deadline import passed


@bp.get("/have-your-say")
@public
def have_your_say() -> ResponseReturnValue:
    """The rounds that take responses now."""
    taking = [(round_, queries.has_closed(round_)) for round_ in rounds.every() if queries.is_open(round_)]
    return render_template("responses/have_your_say.html", rounds=sorted(taking, key=lambda each: each[1]))


@bp.route("/rounds/<slug>/respond", methods=["GET", "POST"])
@commits
@public
def start(slug: str) -> ResponseReturnValue:
    """What responding is, and the button that starts it. `?about=CU-4` leads on to that page of the response."""
    round_ = rounds.get(slug)
    form = forms.StartForm()
    writing = receipt.found(slug)
    about = request.args.get("about", "")
    if form.submitted():
        if writing and not form.another.data:
            return _begin_at(writing.response, about)
        return _start(round_, form.once.data or "", about)
    if writing and _asks(writing.response, about):
        return _begin_at(writing.response, about)
    form.once.data = secrets.token_hex(16)
    edition = queries.newest_edition(round_)
    return render_template(
        "responses/start.html",
        round=round_,
        form=form,
        edition=edition,
        places=places.of(edition) if edition else None,
        closes=(closes := _last_day(round_, writing.response if writing else None)),
        closed=closes is not None and passed(closes, clock.now()),
        is_open=queries.is_open(round_) and edition is not None,
        writing=writing,
        own=queries.of_person(g.person, round_) if g.person else [],
        longer=extensions.given(round_),
    )


def _invitation(round_: Round) -> Invitee | None:
    """The invitation that this browser came by."""
    return of_number(round_, session.get(INVITATIONS, {}).get(round_.slug))


def _last_day(round_: Round, response: Response | None) -> date | None:
    """When feedback closes for whoever looks: their response, or their invitation, may have been given longer."""
    if response is not None:
        return response.closes
    invitee = _invitation(round_)
    days = [day for day in (round_.day("feedback_closes"), invitee.extended_to if invitee else None) if day]
    return max(days, default=None)


def _start(round_: Round, once: str, about: str) -> ResponseReturnValue:
    """Start a response, or find the one that the same page has started already."""
    code = codes.from_once(once, current_app.config["SECRET_KEY"]) if len(once) == 32 else codes.new()
    response = queries.by_fingerprint(round_.slug, codes.fingerprint(code))
    if response is None:
        invitee = _invitation(round_)
        response, _code = commands.start(round_, person=g.person, code=code, invitee=invitee, language=language())
    receipt.hold(round_.slug, code)
    if _asks(response, about):
        started = "Your response is started. Write down its receipt code, %(code)s: it brings you back on any device."
        flash(_(started, code=code))
    return _begin_at(response, about)


def _asks(response: Response, place: str) -> bool:
    """Whether the edition that a response answers has this place."""
    return bool(place) and place in places.of(response.edition).by_ref


def _begin_at(response: Response, place: str) -> ResponseReturnValue:
    """To one page of the response, or to the list of sections."""
    slug = response.round.slug
    if _asks(response, place):
        return redirect(url_for(".question", slug=slug, place=place), 303)
    return redirect(url_for(".sections_page", slug=slug), 303)


@bp.route("/rounds/<slug>/respond/return", methods=["GET", "POST"])
@commits
@public
def come_back(slug: str) -> ResponseReturnValue:
    """Back to a response by its receipt code, with whatever was typed when the session had ended."""
    round_ = rounds.get(slug)
    form = forms.ReturnForm()
    if form.submitted():
        writing, wait = receipt.by_code(slug, form.code.data or "")
        if writing is not None:
            return _back_to(slug)
        form.code.errors = [
            _("Wait %(seconds)s seconds before you try another code", seconds=wait)
            if wait
            else _("Check the code and enter it again: no response in this round has it")
        ]
    return render_template("responses/return.html", round=round_, form=form, kept=kept())


def _back_to(slug: str) -> ResponseReturnValue:
    """To the question that had been typed into, saving it on the way, else to the list of sections."""
    from app.responses.routes.questions import question  # noqa: PLC0415 - the two pages lead to each other

    place = request.form.get("place", "")
    return question(slug, place) if place else redirect(url_for(".sections_page", slug=slug), 303)


def kept() -> list[tuple[str, str]]:
    """What was typed into a question before the receipt was missed: it travels along, unseen."""
    if request.method != "POST":
        return []
    return [(name, value) for name, value in request.form.items(multi=True) if name not in ("csrf_token", "code")]


@bp.app_errorhandler(NoReceipt)
def no_receipt(_: NoReceipt) -> ResponseReturnValue:
    """Ask for the code, or whoever was signed in to sign in again; what was typed comes along."""
    slug = (request.view_args or {})["slug"]
    if request.method != "POST":
        return redirect(url_for("responses.come_back", slug=slug), 303)
    if g.person is None and session.get(typed_before.WAS):
        return redirect(url_for("people.sign_in", next=typed_before.keep()), 303)
    place = (request.view_args or {}).get("place", "")
    typed = [*kept(), ("place", place)] if place else []
    return render_template("responses/return.html", round=rounds.get(slug), form=forms.ReturnForm(), kept=typed)


@bp.post("/rounds/<slug>/respond/own/<int:response_id>")
@commits
@signed_in
def open_own(slug: str, response_id: int) -> ResponseReturnValue:
    """Write on in a response of one's own, or in one that staff enter, without its code."""
    form = ConfirmForm()
    response = queries.own(slug, response_id, g.person)
    if response is None:
        raise NoReceipt
    if form.validate():
        receipt.hold_own(slug, response)
    return redirect(url_for(".sections_page", slug=slug), 303)


@bp.get("/rounds/<slug>/respond/later")
@public
def later(slug: str) -> ResponseReturnValue:
    """Everything is saved: how to come back."""
    writing = receipt.required(slug)
    closed = queries.is_past_its_day(writing.response)
    return render_template("responses/later.html", writing=writing, closed=closed, form=ConfirmForm())


@bp.post("/rounds/<slug>/respond/leave")
@commits
@public
def leave(slug: str) -> ResponseReturnValue:
    """Forget the response in this browser: the computer may be shared."""
    if ConfirmForm().validate():
        if (held := receipt.found(slug)) and held.me is not None:
            locks.leave(held.me)
        receipt.let_go(slug)
        flash(_("This browser has forgotten your response. Your receipt code brings you back to it."))
    return redirect(url_for(".start", slug=slug), 303)
