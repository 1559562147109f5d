"""Finding the letters that a rehearsal keeps: one's own; everyone's for administrators.

Letters carry links with which one signs in for the first time or chooses a new password, so they are nobody else's.
"""

import sqlalchemy as sa

from app.extensions import db
from app.models import Letter, Person
from app.permissions import parts
from workflows.roles import Role

SHOWN = 200
"""How many letters a page lists."""


def newest(to: str = "", *, seen_by: Person) -> list[Letter]:
    """The newest letters one may read, to any address or to those that contain `to`."""
    found = _seen(seen_by).order_by(Letter.id.desc()).limit(SHOWN)
    return list(db.session.scalars(found.where(Letter.to.icontains(to, autoescape=True)) if to else found))


def get(letter_id: int, *, seen_by: Person) -> Letter:
    """One letter. Raises NoResultFound for somebody else's."""
    return db.session.scalars(_seen(seen_by).where(Letter.id == letter_id)).one()


def _seen(person: Person) -> sa.Select[Letter]:
    every = sa.select(Letter)
    return every if Role.ADMINISTRATOR in parts(person) else every.where(Letter.to == person.email)
