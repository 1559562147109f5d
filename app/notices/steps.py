"""Take one step of a notice from a form: do it, or keep what was typed and say why it could not be done."""

from collections.abc import Callable

import sqlalchemy as sa
from flask import flash, g, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.extensions import db
from app.models import Entry, Notice
from app.notices import queries
from app.perform import ensure
from app.web import BaseForm
from workflows.engine import Refused


def here(notice: Notice) -> str:
    """The address of a notice's page."""
    agreement = notice.agreement
    return url_for(
        "notices.detail", slug=agreement.round.slug, code=agreement.provider.code, notice=queries.ref_of(notice)
    )


def take(
    notice: Notice, actions: tuple[str, ...], form: BaseForm, do: Callable[[], object], *, done: str
) -> ResponseReturnValue | None:
    """Do a step that was sent with the form, and go on; None when the form is to be shown.

    `actions` are those that the form may lead to: at least one must be open to this person. A second press of what
    this person did a moment ago says so; anything else that happened meanwhile is named on the form.
    """
    if request.method == "POST" and form["version"].data != notice.version:
        if _did_it(notice, actions):
            flash("That was done the first time you pressed. It has not been done twice.")
            return redirect(here(notice), 303)
        ensure(notice, actions[0], g.person)
        form.validate()
        form.form_errors = ["This notice has changed since you opened the page. Read it again, then press once more."]
        form["version"].data = notice.version
        return None
    ensure(notice, actions[0], g.person)
    if not form.submitted():
        form["version"].data = notice.version
        return None
    return _do(notice, form, do, done)


def _do(notice: Notice, form: BaseForm, do: Callable[[], object], done: str) -> ResponseReturnValue | None:
    try:
        do()
    except Refused as refused:
        db.session.rollback()
        form.form_errors = list(refused.reasons)
        form["version"].data = notice.version
        return None
    flash(done)
    return redirect(here(notice), 303)


def _did_it(notice: Notice, actions: tuple[str, ...]) -> bool:
    last = db.session.execute(
        sa.select(Entry.action, Entry.actor_id)
        .where(Entry.chain == f"{notice.workflow.name} {notice.id}")
        .order_by(Entry.seq.desc())
        .limit(1)
    ).first()
    return last is not None and last.action in actions and last.actor_id == g.person.id
