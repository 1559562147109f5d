"""Half signed in: the password was right, the second factor is still to come."""

from dataclasses import dataclass
from datetime import timedelta

from flask import session

from app import clock
from app.models import Person
from app.people import sign_in

KEY = "pending"
LASTS = timedelta(minutes=15)


@dataclass(frozen=True)
class Pending:
    """Who is half signed in, and where they were going."""

    person: Person
    page: str
    kept_id: int | None


def begin(person: Person, page: str, kept_id: int | None) -> None:
    """Remember whose password was right, for a quarter of an hour."""
    session.clear()
    until = (clock.real_now() + LASTS).timestamp()
    session[KEY] = [person.id, person.fs_uniquifier, until, page, kept_id]


def current() -> Pending | None:
    """Whoever is half signed in on this browser; None for nobody, too late, or with a new password since."""
    if KEY not in session:
        return None
    person_id, key, until, page, kept_id = session[KEY]
    if until < clock.real_now().timestamp():
        return None
    person = sign_in.for_update(person_id)
    if person is None or not person.active or person.fs_uniquifier != key:
        return None
    return Pending(person, page, kept_id)
