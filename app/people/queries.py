"""Finding people, by whom."""

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app.extensions import db
from app.models import Person

WITH_PARTS = joinedload(Person.appointments)
"""A person with their organisation and parts in one query; the providers they work with are asked for when needed."""


def by_session_key(key: str) -> Person | None:
    """Whoever a session belongs to; None once they are deactivated or have a new password."""
    found = sa.select(Person).where(Person.fs_uniquifier == key, Person.active.is_(True)).options(WITH_PARTS)
    return db.session.scalars(found).unique().one_or_none()
