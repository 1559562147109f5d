"""What can be found in the outbox of a rehearsal."""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa

from app.extensions import db
from app.models import Letter

SHOWN = 100


def newest(to: str = "") -> Sequence[sa.Row[int, str, str, datetime]]:
    """The newest letters without their text, all or to one address."""
    letters = sa.select(Letter.id, Letter.to, Letter.subject, Letter.at).order_by(Letter.id.desc()).limit(SHOWN)
    if to:
        letters = letters.where(sa.func.lower(Letter.to).contains(to.lower(), autoescape=True))
    return db.session.execute(letters).all()


def find(letter_id: int) -> Letter | None:
    return db.session.get(Letter, letter_id)
