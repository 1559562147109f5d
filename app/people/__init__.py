"""People: who signs in, which parts they play, and the organisations they belong to."""

from flask import Flask
from flask_login import LoginManager

from app.extensions import db
from app.models import Person
from app.people.routes import bp

__all__ = ["bp", "init_app"]


def init_app(app: Flask) -> None:
    """A stand-in until sign-in is built: knows people by their session's key."""
    login = LoginManager(app)

    @login.user_loader
    def load(key: str) -> Person | None:
        return db.session.scalars(db.select(Person).filter_by(fs_uniquifier=key, active=True)).one_or_none()
