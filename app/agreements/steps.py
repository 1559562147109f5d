"""Take one step of an agreement from a form: do it, or keep what was typed and say why it could not be done."""

from collections.abc import Callable
from typing import Any

from flask import flash, g, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.agreements import happenings
from app.agreements.sides import side_of
from app.extensions import db
from app.models import Agreement
from app.perform import ensure
from app.web import BaseForm
from workflows.engine import Refused


def here(agreement: Agreement) -> str:
    """The address of an agreement's page."""
    return url_for("agreements.detail", slug=agreement.round.slug, code=agreement.provider.code)


def take(
    agreement: Agreement,
    action: str,
    form: BaseForm,
    do: Callable[[], object],
    *,
    done: str,
    gathered: dict[str, Any] | None = None,
    to: str = "",
) -> ResponseReturnValue | None:
    """Do a step that was sent with the form, and go on; None when the form is to be shown.

    Every form carries how much had happened when its page was shown. When more has happened since, the step is not
    taken: a step that this person took a moment ago (a second press) says so, anything else is named on the form.
    `gathered` is for a page that has looked the guards' facts up already. `to` is where it goes on, when that is not
    the agreement's own page.
    """
    side = side_of(g.person)
    count = happenings.count_of_entries(agreement, side)
    if request.method == "POST" and form["version"].data != count:
        return _happened_since(agreement, action, form, count)
    if not form.submitted():
        ensure(agreement, action, g.person, gathered)
        form["version"].data = count
        return None
    place = to or here(agreement)
    try:
        do()
    except Refused as refused:
        db.session.rollback()
        form.form_errors = list(refused.reasons)
        return None
    flash(done)
    return redirect(place, 303)


def _happened_since(agreement: Agreement, action: str, form: BaseForm, count: int) -> ResponseReturnValue | None:
    last = happenings.last_entry(agreement, side_of(g.person))
    if last is not None and last.action == action and last.actor_id == g.person.id:
        flash("That was done the first time you pressed. It has not been done twice.")
        return redirect(here(agreement), 303)
    ensure(agreement, action, g.person)
    form.validate()
    who = f"{last.name} has changed this agreement" if last is not None and last.name else "This agreement has changed"
    form.form_errors = [f"{who} since you opened this page. Read what it says now, then press the button again."]
    form["version"].data = count
    return None


Row = tuple[str, Any, Any]


def differences(saved: dict[str, Any], typed: dict[str, Any], labels: dict[str, str]) -> list[Row]:
    """What someone else saved beside what was typed, where they differ: (name, saved, typed)."""
    return [(labels[key], saved.get(key), typed[key]) for key in labels if saved.get(key) != typed[key]]
