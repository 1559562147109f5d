"""Make points out of other points: whatever is known of those goes over, and what they were made from is kept."""

from collections.abc import Iterable, Sequence
from typing import Any

import sqlalchemy as sa

from app import chain, clock
from app.coding.uncoding import SPLIT, codes_of, suggest
from app.extensions import db
from app.models import CodingSample, Point, PointCoding, PointConcern, PointOrigin, PointRead, PointTheme, SamplePoint
from app.perform import perform
from app.permissions import Actor
from workflows.sample import SampleState

KEPT = ("round_id", "place", "said_in", "intention_id", "stance", "adverse", "received_at", "campaign_id")


def made_from(point: Point, *, begins: int, text: str) -> Point:
    """A new point that says `text` where `point` said it, and is otherwise as that; `save` gives it its origins."""
    places = [concern.place for concern in point.concerns]
    given: dict[str, Any] = {name: getattr(point, name) for name in (*KEPT, "assigned_to_id")}
    with db.session.no_autoflush:
        made = Point(response=point.response, begins=begins, text=text, **given)
        made.characteristics = list(point.characteristics)
        made.concerns = [PointConcern(place=place) for place in places]
        db.session.add(made)
    return made


def save(made: Point, origins: Sequence[Point], *, by: Actor, what: str) -> Point:
    """Save a new point with its origins; its history begins with how it came to be."""
    db.session.flush()
    db.session.add_all([PointOrigin(point_id=made.id, origin_id=origin.id) for origin in origins])
    chain.created(made, by=by, what=what, fresh=True)
    return made


def replace(point: Point, *, by: Actor, what: str) -> None:
    """Let others carry the answer of `point`. Raises Refused once it is answered, or while it is coded blind."""
    perform(point, "replace", by=by, what=what, in_open_sample=is_in_open_sample(point))


def is_in_open_sample(point: Point) -> bool:
    """Whether a second coder has still to code it."""
    found = (
        sa.select(SamplePoint.point_id)
        .join(CodingSample, CodingSample.id == SamplePoint.sample_id)
        .where(SamplePoint.point_id == point.id, CodingSample.state == SampleState.DRAWN)
    )
    return db.session.scalar(found.limit(1)) is not None


def suggest_codes(made: Point, origins: Iterable[Point]) -> None:
    """What fitted the whole may fit a part: suggested, for somebody to confirm."""
    suggest(made.id, sorted({theme for origin in origins for theme in codes_of(origin.id)}), SPLIT)


def copy_codes(made: Point, origin: Point) -> None:
    """The same words carry the same themes, by whoever gave them."""
    for row in db.session.scalars(sa.select(PointTheme).where(PointTheme.point_id == origin.id)).all():
        db.session.add(PointTheme(point_id=made.id, theme_id=row.theme_id, by_id=row.by_id, at=row.at))
    coding = db.session.get(PointCoding, origin.id)
    if coding is not None:
        db.session.add(PointCoding(point_id=made.id, by_id=coding.by_id, at=coding.at))


def copy_reads(made: Sequence[Point], origins: Sequence[Point]) -> None:
    """Who has read everything that a point was made from has read the point."""
    ids = [origin.id for origin in origins]
    readers = db.session.scalars(
        sa.select(PointRead.person_id)
        .where(PointRead.point_id.in_(ids))
        .group_by(PointRead.person_id)
        .having(sa.func.count() == len(ids))
    ).all()
    db.session.add_all([PointRead(point_id=one.id, person_id=who, at=clock.now()) for one in made for who in readers])
