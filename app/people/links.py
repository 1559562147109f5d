"""One-time links by mail: to choose a new password, or the first one."""

import hashlib
from datetime import timedelta

from flask import current_app
from itsdangerous import BadSignature, URLSafeTimedSerializer

from app.extensions import db
from app.models import Person

RESET = "reset password"
INVITATION = "invitation"
LASTS = {RESET: timedelta(hours=1), INVITATION: timedelta(days=7)}


def make(purpose: str, person: Person) -> str:
    """The token of a link that works once, for as long as LASTS says."""
    return _signer(purpose).dumps([person.id, _fingerprint(person)])


def owner(purpose: str, token: str) -> Person | None:
    """Whose link this is; None when it is too old, was used, or was never ours."""
    try:
        person_id, fingerprint = _signer(purpose).loads(token, max_age=int(LASTS[purpose].total_seconds()))
    except (BadSignature, ValueError):
        return None
    person = db.session.get(Person, person_id)
    return person if person and person.active and _fingerprint(person) == fingerprint else None


def _fingerprint(person: Person) -> str:
    """Changes with the password and with the session key, so a link that was used never works again."""
    return digest(f"{person.fs_uniquifier}{person.password}")


def digest(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()[:32]


def _signer(purpose: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(str(current_app.config["SECRET_KEY"]), salt=purpose)
