"""Finding rounds, and the facts their gates need."""


import sqlalchemy as sa

from app.extensions import db
from app.models import Round


def get(slug: str) -> Round:
    """The round at this address, or NoResultFound. Rounds are public; what is in one is not."""
    return db.session.scalars(sa.select(Round).where(Round.slug == slug)).one()


def every() -> list[Round]:
    """All rounds, the newest first."""
    return list(db.session.scalars(sa.select(Round).order_by(Round.starts_on.desc())))


def current() -> Round | None:
    """The round that most people mean: the newest that is not closed, else the newest."""
    rounds = every()
    return next((r for r in rounds if r.state != "closed"), rounds[0] if rounds else None)
