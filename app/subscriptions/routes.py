"""Following a round by mail: asking, confirming behind the link in the letter, and stopping at one press."""

from flask import current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import NoResultFound

from app import guesses
from app.languages import _
from app.models import Round, Subscription
from app.rounds import queries as rounds
from app.subscriptions import commands, queries
from app.subscriptions.blueprint import bp
from app.subscriptions.feeds import dates, editions
from app.subscriptions.forms import SubscribeForm
from app.web import ConfirmForm, commits, public
from workflows.round import RoundState

__all__ = ["bp", "dates", "editions"]

ASKING = guesses.Guessing("subscription", free=10)
"""How many addresses may be entered from one place before each next one has to wait."""
ONE_CLICK = "One-Click"
"""What a mail program posts when its reader presses its own button (RFC 8058)."""


@bp.route("/<slug>/subscribe", methods=["GET", "POST"])
@commits
@public
def subscribe(slug: str) -> ResponseReturnValue:
    """Ask to be told by mail what a round publishes. The answer is the same whatever is known of the address."""
    round_ = rounds.get(slug)
    form = SubscribeForm()
    if form.submitted() and round_.state is not RoundState.CLOSED:
        wait = _seconds_to_wait()
        if not wait:
            commands.ask(round_, form.email.data or "", closing_soon=bool(form.closing_soon.data))
            return redirect(url_for(".asked", slug=slug), 303)
        form.email.errors = [_("Wait %(seconds)s seconds before you enter another address", seconds=wait)]
    return render_template("subscriptions/subscribe.html", round=round_, form=form)


def _seconds_to_wait() -> int:
    """Count one address more from this place; how long it has to wait before it may enter it."""
    origin = guesses.source(ASKING, request.remote_addr or "", current_app.config["SECRET_KEY"])
    wait = guesses.seconds_to_wait(origin)
    if not wait:
        guesses.was_wrong(ASKING, origin)
    return wait


@bp.get("/<slug>/subscribe/check-your-email")
@public
def asked(slug: str) -> ResponseReturnValue:
    """What happens next, for every address alike."""
    return render_template("subscriptions/asked.html", round=rounds.get(slug))


@bp.get("/<slug>/subscription/<token>")
@public
def subscription(slug: str, token: str) -> ResponseReturnValue:
    """Behind the link in a letter: confirm, or stop. Opening it changes nothing."""
    round_ = rounds.get(slug)
    found = queries.by_link(round_, token)
    if found is None:
        return _ended(round_)
    return render_template("subscriptions/subscription.html", round=round_, subscription=found, token=token)


@bp.post("/<slug>/subscription/<token>/confirm")
@commits
@public
def confirm(slug: str, token: str) -> ResponseReturnValue:
    """Tell this address from now on."""
    _round, found = _found(slug, token)
    if ConfirmForm().validate():
        commands.confirm(found)
    return redirect(url_for(".subscription", slug=slug, token=token), 303)


@bp.route("/<slug>/subscription/<token>/stop", methods=["GET", "POST"])
@commits
@public
def stop(slug: str, token: str) -> ResponseReturnValue:
    """One button that ends the letters; a mail program presses it without any page (RFC 8058)."""
    round_ = rounds.get(slug)
    if request.method == "POST":
        found = queries.by_link(round_, token)
        if found and (request.form.get("List-Unsubscribe") == ONE_CLICK or ConfirmForm().validate()):
            commands.stop(found)
            found = None
        if found is None:  # now, or before: who presses twice is told the same
            return redirect(url_for(".stopped", slug=slug), 303)
    found = queries.by_link(round_, token)
    if found is None:
        return _ended(round_)
    return render_template("subscriptions/stop.html", round=round_, subscription=found)


@bp.get("/<slug>/subscribe/stopped")
@public
def stopped(slug: str) -> ResponseReturnValue:
    """No more letters are sent."""
    return render_template("subscriptions/stopped.html", round=rounds.get(slug))


def _ended(round_: Round) -> ResponseReturnValue:
    """The same for a link that has ended and one that never was."""
    return render_template("subscriptions/link_ended.html", round=round_), 404


def _found(slug: str, token: str) -> tuple[Round, Subscription]:
    """The round and whose letters this link stands in, or NoResultFound."""
    round_ = rounds.get(slug)
    found = queries.by_link(round_, token)
    if found is None:
        raise NoResultFound
    return round_, found
