"""Answers that are not in Welsh yet, each once however many points it is given to."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from app.extensions import db
from app.models import Point, Round
from workflows.point import SAID, PointState

AT_ONCE = 500
"""Points that get the Welsh of an answer with one press."""


def _lacks(name: str) -> sa.ColumnElement[bool]:
    """Whether one of the texts has no Welsh, or only that of what it said before."""
    welsh = sa.cast(Point.welsh, sa.Text)
    nothing = sa.or_(Point.welsh.is_(None), sa.not_(welsh.contains(f'"{name}"')))
    return sa.and_(getattr(Point, name) != "", nothing)


def _lacks_some() -> sa.ColumnElement[bool]:
    still_waived = sa.and_(_lacks("waiver"), Point.state != PointState.RELEASED)
    return sa.or_(_lacks("reason"), _lacks("change"), still_waived)


def waiting(round_: Round, *, most: int = 50) -> Sequence[Any]:
    """Answers and waivers of a round that lack Welsh: words, a point that has them, how many do; most given first."""
    words = (Point.reason, Point.change, Point.waiver)
    number = sa.func.count().label("number")
    return db.session.execute(
        sa.select(*words, sa.func.min(Point.id).label("point_id"), number)
        .where(Point.round_id == round_.id, Point.state.in_(SAID), _lacks_some())
        .group_by(*words)
        .order_by(number.desc(), sa.text("point_id"))
        .limit(most)
    ).all()


def alike(point: Point) -> list[Point]:
    """Other points of the round about which just the same is said, in Welsh too: the first of those that lack some."""
    same = [getattr(Point, name) == getattr(point, name) for name in ("reason", "change", "waiver")]
    found = db.session.scalars(
        sa.select(Point)
        .where(Point.round_id == point.round_id, Point.id != point.id, Point.state.in_(SAID))
        .where(_lacks_some(), *same)
        .order_by(Point.id)
        .limit(AT_ONCE)
    )
    return [each for each in found if (each.welsh or {}) == (point.welsh or {})]
