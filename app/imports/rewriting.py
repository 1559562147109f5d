"""Change a response that was imported before, by the rules by which its sender could: one at a time, each recorded."""

from datetime import datetime
from typing import Any

from app import clock
from app.extensions import db
from app.imports.meaning import Said
from app.imports.targets import SAID
from app.imports.writing import ABOUT
from app.models import Person, Response, View
from app.perform import perform
from app.responses.points import make_points
from workflows.deadline import days_late
from workflows.response import Permission, Stance

Content = dict[str, Any]
"""What a response says, as it is kept: about, received (text), and in each place its view."""


def content_of(response: Response) -> Content:
    """What a response says now."""
    return {
        "about": {**{name: getattr(response, name) for name in ABOUT}, "permission": str(response.permission or "")},
        "received": response.received_at.isoformat() if response.received_at else "",
        "views": {view.place: [str(getattr(view, part) or "") for part in SAID] for view in response.views},
    }


def content_of_row(said: Said) -> Content:
    """What a row says, the same way."""
    received = said.received.isoformat() if said.received else ""
    return {"about": dict(said.about), "received": received, "views": said.views}


def rewrite(response: Response, wanted: Content, *, by: Person) -> None:
    """Open a sent response, make it say what is wanted, and send it again. Raises Refused, as after the deadline."""
    perform(response, "change", by=by)
    about = wanted["about"]
    for name in ABOUT:
        setattr(response, name, about.get(name, ""))
    response.permission = Permission(about["permission"])
    if wanted["received"]:
        response.received_at = datetime.fromisoformat(wanted["received"])
    _say(response, wanted["views"])
    perform(response, "submit", by=by)
    response.submitted_at = clock.now()
    closes = response.round.day("feedback_closes")
    response.late_days = days_late(closes, response.received_at or clock.now()) if closes else 0
    make_points(response, by=by)


def _say(response: Response, wanted: dict[str, list[str]]) -> None:
    there = {view.place: view for view in response.views}
    for place in {*there, *wanted}:
        view = there.get(place)
        if view is None:
            view = View(response_id=response.id, place=place)
            db.session.add(view)
        stance, view.comment, view.evidence, view.wording = wanted.get(place, ["", "", "", ""])
        view.stance = Stance(stance) if stance else None
        view.saved_at = clock.real_now()
    db.session.flush()
