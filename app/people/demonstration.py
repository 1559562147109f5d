"""Production refuses to start with the demonstration's people in its database: their password is printed for all."""

import sqlalchemy as sa
from flask import Flask

from app.extensions import db
from app.models import Person
from config import Misconfigured

DOMAIN = "demonstration.example.test"


def refuse_in_production(app: Flask) -> None:
    """Raise Misconfigured when somebody of the demonstration could sign in to a service that is no rehearsal."""
    if app.config["REHEARSAL"]:
        return
    with app.app_context():
        found = _is_there()
        db.engine.dispose()  # the server's processes open their own connections
    if found:
        raise Misconfigured(
            "This database holds the demonstration's people, whose password everyone knows. Set DATABASE_URL to the "
            "service's own database, or REHEARSAL=1 for a rehearsal."
        )


def _is_there() -> bool:
    with db.engine.connect() as connection:
        if not sa.inspect(connection).has_table(Person.__tablename__):
            return False
        found = sa.select(Person.id).where(Person.email.like(f"%@{DOMAIN}")).limit(1)
        return connection.execute(found).first() is not None
