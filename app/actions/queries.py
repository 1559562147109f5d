"""Finding rows of action plans, by those who may see them."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app import permissions
from app.extensions import db
from app.models import Action, ImpactLine, Person, Round
from workflows.action import ActionState


def get(action_id: int, *, seen_by: Person) -> Action:
    """One row. Raises NoResultFound for those who may not see it."""
    return db.session.scalars(_seen(seen_by).where(Action.id == action_id)).one()


def every(*, seen_by: Person, round_: Round | None = None) -> list[Action]:
    """All rows one may see, those due first."""
    found = _seen(seen_by).order_by(sa.func.coalesce(Action.target_on, Action.review_on), Action.id)
    return list(db.session.scalars(found.where(Action.round_id == round_.id) if round_ else found))


def overdue(action: Action, today: date) -> bool:
    """Whether it should have been finished, or reviewed, by now."""
    due = action.review_on if action.ongoing else action.target_on
    return action.state in (ActionState.PLANNED, ActionState.UNDER_WAY) and due is not None and due < today


def impact(round_: Round, impact_id: int) -> ImpactLine | None:
    """The impact that a new action answers, if it belongs to this round's assessment."""
    return db.session.scalars(
        sa.select(ImpactLine).where(ImpactLine.id == impact_id, ImpactLine.assessment.has(round_id=round_.id))
    ).one_or_none()


def next_ref(round_: Round, prefix: str) -> str:
    """ "EQ-3" after "EQ-2": rows are never deleted, so counting them is enough."""
    count = db.session.scalar(
        sa.select(sa.func.count()).where(Action.round_id == round_.id, Action.ref.like(f"{prefix}-%"))
    )
    return f"{prefix}-{(count or 0) + 1}"


def _seen(person: Person) -> sa.Select[Action]:
    loaded = (joinedload(Action.round), joinedload(Action.characteristic), joinedload(Action.provider))
    return sa.select(Action).where(permissions.actions_seen_by(person)).options(*loaded)
