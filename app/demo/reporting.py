"""The demonstration's account to those who responded: what they changed, what they said, and the report on it."""

from app.changes import commands as changes
from app.changes.queries import so_far
from app.demo.consultation import decisions
from app.extensions import db
from app.models import Person, Point, Response, Round
from app.published import commands as published
from app.reports import commands as reports


def tie(round_: Round, analyst: Person) -> None:
    """Tie each accepted point to the words that it changed, before they are published."""
    since, found = so_far(round_)
    points = _by_sender(round_)
    caused = [(each["change"], points[row["email"], each["place"]]) for each, row in decisions() if each.get("change")]
    for change, point in caused:
        for hunk in found:
            if since and hunk.passage == change["ref"] and change["adds"] in hunk.after:
                changes.tie(point, hunk, since=since, by=analyst)


def _by_sender(round_: Round) -> dict[tuple[str, str], Point]:
    wanted = db.select(Point, Response.email).join(Point.response).where(Point.round_id == round_.id)
    return {(email, point.place): point for point, email in db.session.execute(wanted)}


def publish(round_: Round, analyst: Person, manager: Person) -> None:
    """Publish the responses as far as their senders allow it; somebody else checks the list."""
    published.publish(published.prepare(round_, by=analyst), by=manager)


def report(round_: Round, analyst: Person, manager: Person) -> None:
    """Write the response report, have it approved, and release it."""
    one = reports.start(round_, by=analyst)
    reports.approve(one, by=manager)
    reports.release(one, reason="First report", by=manager)
