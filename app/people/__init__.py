"""People: who signs in, which parts they play, and the organisations they belong to."""

from flask import Flask
from flask_login import LoginManager

from app.people import demonstration, sessions
from app.people.routes import bp

__all__ = ["bp", "init_app"]


def init_app(app: Flask) -> None:
    """Know people by their session's key: one that ends whenever their password changes."""
    app.session_interface = sessions.Sessions()
    app.config["SESSION_COOKIE_HTTPONLY"] = True
    app.config["SESSION_COOKIE_SAMESITE"] = "Lax"
    login = LoginManager(app)
    login.session_protection = None  # people move between networks; the key is what counts
    login.user_loader(sessions.owner)
    demonstration.refuse_in_production(app)
