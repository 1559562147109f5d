"""The moves that time makes for returns."""

from collections.abc import Iterable
from datetime import timedelta
from functools import partial

import sqlalchemy as sa

from app import clock
from app.assurance.commands import fall_overdue
from app.due import Due, offers
from app.extensions import db
from app.models import Return
from workflows.return_ import ReturnState


@offers
def falling_overdue() -> Iterable[Due]:
    """Returns still expected after the day they were due."""
    late = sa.select(Return).where(Return.state == ReturnState.EXPECTED, Return.due_on < clock.today())
    for return_ in db.session.scalars(late).all():
        yield Due(
            at=return_.due_on + timedelta(days=1),
            do=partial(_make, return_.id),
            words=f"{return_.title} of agreement {return_.agreement_id} fell overdue (return {return_.id})",
        )


def _make(return_id: int) -> None:
    fall_overdue(db.session.get_one(Return, return_id))
