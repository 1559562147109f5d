"""Say where a point is answered, and what else it concerns: other places, characteristics, an adverse impact."""

from collections.abc import Collection

import sqlalchemy as sa

from app.extensions import db
from app.models import EqualityQuestion, Intention, Person, Point, PointConcern, Response, View
from app.perform import perform
from workflows.engine import Refused
from workflows.point import GONE

TAGGED = "They said themselves that it concerns {names}: at least one point of this comment keeps that."
ADVERSE = "It answers the question on adverse impact: at least one point of that answer keeps the mark."


def relocate(point: Point, *, place: str, why: str = "", by: Person) -> None:
    """Answer it in another place than the one it was said in. What it was said in never changes."""
    if place == point.place:
        return
    perform(point, "relocate", by=by, what=f"From {point.place} to {place}", why=why)
    point.place = place
    point.intention_id = db.session.scalar(
        sa.select(Intention.id).where(Intention.round_id == point.round_id, Intention.ref == place)
    )


def concern(
    point: Point, *, places: Collection[str], characteristics: Collection[str], adverse: bool, by: Person
) -> None:
    """Say what it concerns beside its own place. What the respondent named stays on some point of their comment.

    Raises Refused for taking that away, so that screening cannot miss what was said.
    """
    wanted = sorted(set(places) - {point.place})
    chosen = [key for key in point.characteristics if key in characteristics]
    chosen += [key for key in characteristics if key not in chosen]
    before = (sorted(one.place for one in point.concerns), sorted(point.characteristics), point.adverse)
    if before == (wanted, sorted(chosen), adverse):
        return
    _keep_what_was_named(point, chosen, adverse=adverse)
    perform(point, "concern", by=by, what=_in_words(wanted, chosen, adverse=adverse))
    point.concerns = [one for one in point.concerns if one.place in wanted] + [
        PointConcern(place=place) for place in wanted if place not in before[0]
    ]
    point.characteristics, point.adverse = chosen, adverse


def _keep_what_was_named(point: Point, chosen: list[str], *, adverse: bool) -> None:
    others = db.session.scalars(
        sa.select(Point).where(
            Point.response_id == point.response_id,
            Point.said_in == point.said_in,
            Point.id != point.id,
            Point.state.not_in(GONE),
        )
    ).all()
    elsewhere = {key for other in others for key in other.characteristics}
    if lost := [key for key in _named(point) if key not in chosen and key not in elsewhere]:
        names = {one.key: one.name for one in point.round.characteristics}
        raise Refused(TAGGED.format(names=", ".join(names.get(key, key) for key in lost)))
    if point.adverse and not adverse and _is_asked_about_harm(point) and not any(other.adverse for other in others):
        raise Refused(ADVERSE)


def _named(point: Point) -> list[str]:
    """The characteristics that the respondent named with this comment."""
    view = db.session.scalar(
        sa.select(View).join(Response).where(Response.id == point.response_id, View.place == point.said_in)
    )
    return list(view.sent_characteristics or []) if view else []


def _is_asked_about_harm(point: Point) -> bool:
    found = sa.select(EqualityQuestion.number).where(
        EqualityQuestion.round_id == point.round_id, EqualityQuestion.key == "adverse"
    )
    return point.said_in == f"EQ-{db.session.scalar(found)}"


def _in_words(places: list[str], characteristics: list[str], *, adverse: bool) -> str:
    said = [*places, *characteristics, *(["adverse impact"] if adverse else [])]
    return ", ".join(said) or "nothing else"
