"""Turn what a sent response says into points: each comment one, to be answered (domain §5)."""

from datetime import datetime

import sqlalchemy as sa

from app import chain, clock
from app.extensions import db
from app.mail import post
from app.models import EqualityQuestion, Point, Response, View
from app.perform import perform
from app.permissions import Actor
from app.responses import queries
from workflows.point import PointState


def make_points(response: Response, *, by: Actor) -> None:
    """Bring the points in line with what is now said. An unchanged comment keeps its answer; a changed one needs a new.

    A released answer stands with the words it answered: what was published is not undone.
    """
    views = queries.views_of(response)
    points = {point.said_in: point for point in response.points}
    ids, adverse = queries.intention_ids(response), _adverse_place(response)
    for place, view in views.items():
        view.sent_stance = view.stance
        point, text = points.get(place), words(view)
        if point is None and text:
            point = _new(response, view, text)
            point.intention_id, point.adverse = ids.get(place), place == adverse
            chain.created(point, by=by, action="comment")
        elif point is not None and point.state is not PointState.RELEASED:
            _update(point, view, text, by=by)
    response.general = views["general"].comment if "general" in views else ""


def words(view: View) -> str:
    """Everything said in one place, as one text: comment, evidence, proposed wording."""
    said = [view.comment]
    said += [f"Evidence: {view.evidence}"] if view.evidence else []
    said += [f"Proposed wording: {view.wording}"] if view.wording else []
    return "\n\n".join(part for part in said if part)


def _new(response: Response, view: View, text: str) -> Point:
    point = Point(
        response=response,
        round_id=response.round_id,
        place=view.place,
        stance=view.stance,
        text=text,
        characteristics=view.characteristics,
        received_at=_came_at(response),
    )
    db.session.add(point)
    return point


def _came_at(response: Response) -> datetime:
    return response.received_at or clock.now()


def _update(point: Point, view: View, text: str, *, by: Actor) -> None:
    if text and text != point.text:
        _tell_who_answered(point)
        perform(point, "reword", by=by)
        point.received_at = _came_at(point.response)
    elif not text and point.state is not PointState.WITHDRAWN:
        perform(point, "withdraw", by=by)
    point.text, point.stance, point.characteristics = text, view.stance, view.characteristics


def _tell_who_answered(point: Point) -> None:
    """The answer is kept as a start for the next; whoever wrote it learns that the words have changed."""
    if point.state is PointState.ANSWERED and point.answered_by is not None:
        post(
            point.answered_by,
            "reworded",
            key=f"point {point.id} reworded {point.version}",
            name=point.answered_by.name,
            round=point.round.title,
            link=f"/rounds/{point.round.slug}/feedback/{point.id}",
        )


def _adverse_place(response: Response) -> str:
    number = db.session.scalar(
        sa.select(EqualityQuestion.number).where(
            EqualityQuestion.round_id == response.round_id, EqualityQuestion.key == "adverse"
        )
    )
    return f"EQ-{number}"
