"""Which answers are out: released, all together, and nothing before the last of them is."""

import sqlalchemy as sa

from app.models import AnswerRelease, Point
from workflows.point import PointState


def is_out() -> sa.ColumnElement[bool]:
    """Whether a point's answer may be read outside: its release has gone through to the end."""
    unfinished = sa.select(AnswerRelease.id).where(
        AnswerRelease.begun_at.is_not(None), AnswerRelease.finished_at.is_(None)
    )
    return sa.and_(
        Point.state == PointState.RELEASED, sa.or_(Point.release_id.is_(None), Point.release_id.not_in(unfinished))
    )


def waiver_stands() -> sa.ColumnElement[bool]:
    """Whether a point is waived, and no answer to it is out yet: its waiver is published with the final edition."""
    drafted = Point.state.in_([PointState.ANSWERED, PointState.APPROVED])
    again = sa.and_(Point.state == PointState.UNANSWERED, Point.sent_back != "")
    unfinished = sa.and_(Point.state == PointState.RELEASED, sa.not_(is_out()))
    return sa.or_(Point.state == PointState.WAIVED, sa.and_(Point.waiver != "", sa.or_(drafted, again, unfinished)))
