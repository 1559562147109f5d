"""Answers that are not in Welsh yet, each once however many points it is given to."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from app.extensions import db
from app.models import Point, Round
from workflows.point import SAID

AT_ONCE = 500
"""Points that get the Welsh of an answer with one press."""


def waiting(round_: Round, *, most: int = 50) -> Sequence[Any]:
    """Answers and waivers of a round without Welsh: words, a point that has them, and how many do; most given first."""
    words = (Point.reason, Point.change, Point.waiver)
    number = sa.func.count().label("number")
    return db.session.execute(
        sa.select(*words, sa.func.min(Point.id).label("point_id"), number)
        .where(Point.round_id == round_.id, Point.state.in_(SAID), Point.welsh.is_(None))
        .group_by(*words)
        .order_by(number.desc(), sa.text("point_id"))
        .limit(most)
    ).all()


def alike(point: Point) -> list[Point]:
    """Other points of the round about which just the same is said, and nothing in Welsh yet: the first of them."""
    same = [getattr(Point, name) == getattr(point, name) for name in ("reason", "change", "waiver")]
    return list(
        db.session.scalars(
            sa.select(Point)
            .where(Point.round_id == point.round_id, Point.id != point.id, Point.state.in_(SAID))
            .where(Point.welsh.is_(None), *same)
            .order_by(Point.id)
            .limit(AT_ONCE)
        )
    )
