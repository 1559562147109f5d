"""Take one step of a dispute from a form: do it once, or keep what was typed and say why it could not be done."""

from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
from flask import flash, g, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.disputes.parties import party_of
from app.extensions import db
from app.models import Dispute, Entry, Person
from app.perform import ensure
from app.web import BaseForm
from workflows.dispute import Party
from workflows.engine import Refused


def here(dispute: Dispute) -> str:
    """The address of a dispute's page."""
    return url_for("disputes.detail", dispute_id=dispute.id)


def take(
    dispute: Dispute, action: str, form: BaseForm, do: Callable[[], object], *, done: str, ready: bool | None = None
) -> ResponseReturnValue | None:
    """Do a step that was sent with the form, and go on; None when the form is to be shown.

    Every form carries how much had happened when its page was shown. When more has happened since, the step is not
    taken: one that this person took a moment ago (a second press) says so, anything else is named on the form.
    `ready` says whether what was typed is in order, where more than this form has to be.
    """
    count, last = _happened(dispute)
    if request.method == "POST" and form["version"].data != count:
        return _happened_since(dispute, action, form, count, last)
    ensure(dispute, action, g.person)
    if not (form.submitted() if ready is None else ready):
        form["version"].data = count
        return None
    try:
        do()
    except Refused as refused:
        db.session.rollback()
        form.form_errors = list(refused.reasons)
        return None
    flash(done)
    return redirect(here(dispute), 303)


def _happened(dispute: Dispute) -> tuple[int, Any]:
    """How many entries this party may know of, and the newest of them: drafting a report is its own side's."""
    known = [Entry.chain == f"{Dispute.workflow.name} {dispute.id}"]
    if party_of(dispute, g.person) is not Party.ORIGINATOR:
        known.append(Entry.action != "write")
    newest = db.session.execute(
        sa.select(Entry.action, Entry.actor_id, Person.name, sa.func.count(Entry.id).over().label("entries"))
        .outerjoin(Person, Person.id == Entry.actor_id)
        .where(*known)
        .order_by(Entry.seq.desc())
        .limit(1)
    ).one()
    return newest.entries, newest


def _happened_since(dispute: Dispute, action: str, form: BaseForm, count: int, last: Any) -> ResponseReturnValue | None:
    if last.action == action and last.actor_id == g.person.id:
        flash("That was done the first time you pressed. It has not been done twice.")
        return redirect(here(dispute), 303)
    ensure(dispute, action, g.person)
    form.validate()
    who = f"{last.name} has moved this dispute on" if last.name else "This dispute has moved on"
    form.form_errors = [f"{who} since you opened this page. Read where it stands now, then press the button again."]
    form["version"].data = count
    return None
