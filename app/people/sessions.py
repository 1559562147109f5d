"""How long a session lasts, and what is still known when it has ended."""

from datetime import timedelta
from typing import Any

from flask import Flask, Request, g, session
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface
from flask_login import login_user
from itsdangerous import BadSignature

from app import clock
from app.models import Person
from app.people import queries
from app.permissions import parts

IDLE = timedelta(hours=2)
"""Whoever signed in is signed out this long after their last page, or when the browser closes."""
LONGEST = timedelta(hours=12)
"""However busy, a session ends after this: a copy of its cookie is good for one day at most."""
VISIT = timedelta(days=1)
"""Everyone else's session, with the receipt code of their answers: a long day's writing."""
WAS = "was"
"""Whose session this is or was: the number of a person, signed, and good for nothing but keeping what they typed."""
SIGNED_IN = "_user_id"
BEGAN = "began"


class Sessions(SecureCookieSessionInterface):
    """Signed cookies that the server ends, not the browser, so that a late post still says whose it was."""

    def get_expiration_time(self, app: Flask, session: Any) -> None:
        """The browser forgets it when it closes; `open_session` ends it sooner."""

    def should_set_cookie(self, app: Flask, session: Any) -> bool:  # noqa: ARG002 - the signature is Flask's
        """Pages keep the session of whoever signed in alive; the files of the design do not."""
        return bool(session.modified or g.get("person") is not None)

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """The session, or an empty one that knows only whose it was."""
        signer, cookie = self.get_signing_serializer(app), request.cookies.get(self.get_cookie_name(app))
        if signer is None:
            return None
        try:
            kept, signed_at = signer.loads(cookie or "", return_timestamp=True)
        except BadSignature:
            return self.session_class()
        now = clock.real_now()
        is_over = now.timestamp() - kept.get(BEGAN, now.timestamp()) > LONGEST.total_seconds()
        if not is_over and now - signed_at <= (IDLE if SIGNED_IN in kept else VISIT):
            return self.session_class(kept)
        return self.session_class({WAS: kept[WAS]} if WAS in kept else {})


def owner(key: str) -> Person | None:
    """Whose session this is; notes whether one of their roles asks for a second factor that they lack."""
    found = queries.by_session_key(key)
    if found is None:
        return None
    person, roles = found
    g.must_set_up = not person.tf_totp_secret and bool(parts(person) & roles)
    return person


def begin(person: Person) -> None:
    """Start a new session for `person`, keeping nothing of the one before it."""
    session.clear()
    session[WAS], session[BEGAN] = person.id, int(clock.real_now().timestamp())
    login_user(person)


def end() -> None:
    """End the session; only whose it was remains, so that a page left open in another tab loses no words."""
    was = session.get(WAS)
    session.clear()
    if was is not None:
        session[WAS] = was
