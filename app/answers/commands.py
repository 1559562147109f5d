"""What can be done about a point: answer it, waive it, and release all answers together."""

import sqlalchemy as sa

from app import clock
from app.extensions import db
from app.mail import post
from app.models import Point, Response, Round
from app.perform import perform
from app.permissions import Actor
from app.wording import plural
from workflows.point import Disposition, PointState
from workflows.response import ResponseState


def answer(point: Point, *, disposition: Disposition | str, reason: str, change: str = "", by: Actor) -> None:
    """Say what was decided about a point and why, and the change it caused. Nobody outside sees it before release."""
    chosen = Disposition(disposition)
    perform(point, "answer", by=by, what=chosen, why=reason, disposition=chosen, reason=reason)
    point.disposition, point.reason, point.change = chosen, reason, change
    point.answered_by_id, point.answered_at = by.id, clock.now()


def waive(point: Point, *, reason: str, by: Actor) -> None:
    """Let the final edition go out without an answer to this point, for a reason in words that the public will read."""
    perform(point, "waive", by=by, why=reason, reason=reason)
    point.waiver = reason


def release_answers(round_: Round, *, by: Actor) -> int:
    """Release what was answered after the final edition; the round's timeline says so. Gives the number released."""
    number = release(round_, by=by)
    perform(round_, "release_answers", by=by, what=plural(number, "answer"))
    return number


def release(round_: Round, *, by: Actor) -> int:
    """Release every answer together, tell those who responded, and give the number released."""
    points = db.session.scalars(
        sa.select(Point).where(Point.round_id == round_.id, Point.state == PointState.ANSWERED).order_by(Point.id)
    ).all()
    for point in points:
        perform(point, "release", by=by)
    if points:
        _tell_respondents(round_)
    return len(points)


def _tell_respondents(round_: Round) -> None:
    """Once for each response and round, however often later answers are released."""
    responses = db.session.scalars(
        sa.select(Response).where(
            Response.round_id == round_.id, Response.state != ResponseState.DRAFT, Response.email != ""
        )
    )
    for response in responses:
        post(
            response.email,
            "answered",
            key=f"response {response.id}",
            name=response.name,
            round=round_.title,
            link=f"/rounds/{round_.slug}/answers",
        )
