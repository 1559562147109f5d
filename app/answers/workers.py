"""Who answers points: the analysts of a round, and what is given to each of them."""

import sqlalchemy as sa

from app.extensions import db
from app.models import Appointment, Person, Point, Round
from workflows.point import PointState
from workflows.roles import Role


def analysts(round_: Round) -> list[Person]:
    """Who can be given a point to answer, by name."""
    holds = sa.select(Appointment.person_id).where(
        Appointment.role == Role.ANALYST,
        Appointment.ended_at.is_(None),
        sa.or_(Appointment.round_id.is_(None), Appointment.round_id == round_.id),
    )
    wanted = sa.select(Person).where(Person.id.in_(holds), Person.active.is_(True)).order_by(Person.name, Person.id)
    return list(db.session.scalars(wanted))


def load(round_: Round) -> dict[int, int]:
    """How many points each person still has to answer, by id."""
    rows = db.session.execute(
        sa.select(Point.assigned_to_id, sa.func.count())
        .where(Point.round_id == round_.id, Point.state == PointState.UNANSWERED, Point.assigned_to_id.is_not(None))
        .group_by(Point.assigned_to_id)
    )
    return {row[0]: row[1] for row in rows if row[0] is not None}
