"""A press on the page of one thing, such as an import: do what was asked and say so, or say there why it cannot be."""

from collections.abc import Callable

from flask import flash
from flask.typing import ResponseReturnValue

from app.extensions import db
from app.web import BaseForm, in_time
from workflows.engine import Refused


def press(
    place: ResponseReturnValue, do: Callable[[], object], said: str = "", *, form: BaseForm | None = None
) -> ResponseReturnValue:
    """Do it, if the page was not open for too long, and go to `place`, where `said` or the reasons against it stand.

    `form` is what was pressed, where it carries more than a button.
    """
    return _take(place, do, said) if in_time(form) else place


def _take(place: ResponseReturnValue, do: Callable[[], object], said: str) -> ResponseReturnValue:
    try:
        do()
    except Refused as refused:
        db.session.rollback()
        for reason in refused.reasons:
            flash(reason, "problem")
        return place
    if said:
        flash(said)
    return place
