"""The page that asks for a reason before something is done with a screening or an assessment."""

from collections.abc import Callable

from flask import flash, g, redirect, render_template
from flask.typing import ResponseReturnValue

from app.equality.forms import ReasonForm
from app.models import Assessment, Screening
from app.perform import ensure


def with_reason(
    found: Screening | Assessment, action: str, do: Callable[[str], object], *, title: str, said: str, then: str
) -> ResponseReturnValue:
    """Ask for the reason, do it, say so and go `then`. Raises NotAllowed or Refused before showing the form."""
    ensure(found, action, g.person)
    form = ReasonForm()
    if form.submitted():
        do(form.reason.data or "")
        flash(said)
        return redirect(then)
    return render_template("equality/reason.html", round=found.round, form=form, title=title)
