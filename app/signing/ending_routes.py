"""Pages on which a commissioner signatory gives notice that an agreement ends before its time, or takes it back."""

from collections.abc import Callable
from typing import Any

from flask import flash, g, redirect, render_template
from flask.typing import ResponseReturnValue

from app import clock
from app.extensions import db
from app.models import Agreement
from app.perform import ensure
from app.signing import ending, queries
from app.signing.blueprint import bp
from app.signing.ending_forms import GiveNoticeOfEndForm, TakeBackForm
from app.signing.letters import title
from app.web import BaseForm, commits, for_parts
from app.wording import day, short_day
from workflows.ending import earliest_end
from workflows.engine import Refused
from workflows.roles import Role

HERE = "/agreements/<slug>/<code>"


@bp.route(f"{HERE}/give-notice-of-end", methods=["GET", "POST"])
@commits
@for_parts(Role.COMMISSIONER_SIGNATORY)
def give_notice_of_end(slug: str, code: str) -> ResponseReturnValue:
    """Give notice that an agreement ends before its time."""
    agreement = queries.get(slug, code, seen_by=g.person)
    ensure(agreement, "give_notice_of_end", g.person)
    form = GiveNoticeOfEndForm()
    if form.submitted() and _done(form, lambda: _give(agreement, form)):
        flash(f"Notice is given: {title(agreement)} ends after {short_day(agreement.ends_early_on)}.")
        return redirect(_home(agreement))
    return _page("give_notice_of_end", agreement, form, earliest=day(earliest_end(clock.today())))


@bp.route(f"{HERE}/take-back-notice-of-end", methods=["GET", "POST"])
@commits
@for_parts(Role.COMMISSIONER_SIGNATORY)
def take_back_notice_of_end(slug: str, code: str) -> ResponseReturnValue:
    """Let the agreement run on after all."""
    agreement = queries.get(slug, code, seen_by=g.person)
    ensure(agreement, "take_back_notice_of_end", g.person)
    form = TakeBackForm()
    if form.submitted():
        ending.take_back_notice_of_end(agreement, reason=form.reason.data, by=g.person)
        flash(f"Taken back: {title(agreement)} runs until {short_day(agreement.ends_on)}.")
        return redirect(_home(agreement))
    return _page("take_back_notice_of_end", agreement, form)


def _give(agreement: Agreement, form: Any) -> None:
    ending.give_notice_of_end(
        agreement,
        last_day=form.last_day.data,
        reason=form.reason.data,
        sooner_reason=form.sooner_reason.data or "",
        equality=form.equality.data,
        equality_words=form.equality_words.data,
        by=g.person,
    )


def _done(form: BaseForm, do: Callable[[], object]) -> bool:
    """Do it; or keep what was typed, and say on the form why it was refused."""
    try:
        do()
    except Refused as refused:
        db.session.rollback()
        form.form_errors = list(refused.reasons)
        return False
    return True


def _page(name: str, agreement: Agreement, form: BaseForm, **given: object) -> ResponseReturnValue:
    return render_template(
        f"signing/{name}.html", agreement=agreement, called=title(agreement), home=_home(agreement), form=form, **given
    )


def _home(agreement: Agreement) -> str:
    return f"/agreements/{agreement.round.slug}/{agreement.provider.code}"
