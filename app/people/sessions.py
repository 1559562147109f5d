"""How long a session lasts, and what is still known when it has ended."""

from datetime import timedelta
from typing import Any

from flask import Flask, Request, g, session
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface
from flask_login import login_user
from itsdangerous import BadSignature

from app.models import Person

IDLE = timedelta(hours=2)
"""A session ends this long after its last page, or when the browser closes."""
WAS = "was"
"""Whose session this is or was: the number of a person, signed, and good for nothing but keeping what they typed."""


class Sessions(SecureCookieSessionInterface):
    """Signed cookies that the server ends, not the browser, so that a late post still says whose it was."""

    def get_expiration_time(self, app: Flask, session: Any) -> None:
        """The browser forgets it when it closes; `open_session` ends it sooner."""

    def should_set_cookie(self, app: Flask, session: Any) -> bool:
        """Pages keep a session alive; the files of the design do not."""
        return bool(session.modified or (super().should_set_cookie(app, session) and g.get("person") is not None))

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """The session, or an empty one that knows only whose it was."""
        opened = super().open_session(app, request)
        if opened is not None and not opened:
            owner = self._owner_of_an_expired_session(app, request)
            if owner is not None:
                opened = self.session_class({WAS: owner})
        return opened

    def _owner_of_an_expired_session(self, app: Flask, request: Request) -> Any:
        signer, cookie = self.get_signing_serializer(app), request.cookies.get(self.get_cookie_name(app))
        if signer is None or not cookie:
            return None
        try:
            return signer.loads(cookie).get(WAS)
        except BadSignature:
            return None


def begin(person: Person) -> None:
    """Start a new session for `person`, keeping nothing of the one before it."""
    session.clear()
    session.permanent = True
    session[WAS] = person.id
    login_user(person)


def end() -> None:
    """End the session; only whose it was remains, so that a page left open in another tab loses no words."""
    was = session.get(WAS)
    session.clear()
    if was is not None:
        session[WAS] = was
