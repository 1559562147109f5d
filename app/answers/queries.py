"""Finding points and their answers, for those who may see what was said."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager, joinedload

from app.answers.summaries import Counts, Decided, Summary, summaries, summary_for
from app.extensions import db
from app.models import Person, Point, Round, WordingLink
from app.perform import facts_of
from app.permissions import responses_seen_by
from app.searching.queries import counts_by_state
from workflows.point import PointState

__all__ = ["Counts", "Decided", "Summary", "counts_by_state", "summaries", "summary_for"]


def get(round_: Round, point_id: int, *, seen_by: Person) -> Point:
    """One point with its response, what it concerns and what it changed, or NoResultFound."""
    people = (joinedload(each) for each in (Point.answered_by, Point.approved_by, Point.assigned_to))
    changed = joinedload(Point.links).joinedload(WordingLink.edition)
    wanted = _points(round_, seen_by).where(Point.id == point_id)
    return db.session.scalars(wanted.options(*people, joinedload(Point.concerns), changed)).unique().one()


def counts_by_round(rounds: Sequence[Round]) -> dict[int, dict[PointState, int]]:
    """The same for several rounds, which the caller has checked may be seen."""
    found: dict[int, dict[PointState, int]] = {round_.id: {} for round_ in rounds}
    rows = db.session.execute(
        sa.select(Point.round_id, Point.state, sa.func.count())
        .where(Point.round_id.in_(found))
        .group_by(Point.round_id, Point.state)
    )
    for round_id, state, number in rows:
        found[round_id][state] = number
    return found


@facts_of(Point)
def facts(_: Point) -> dict[str, Any]:
    """A point's guards look only at what is typed."""
    return {}


def _points(round_: Round, seen_by: Person) -> sa.Select[Point]:
    return (
        sa.select(Point)
        .join(Point.response)
        .where(Point.round_id == round_.id, responses_seen_by(seen_by))
        .options(contains_eager(Point.response))
    )
