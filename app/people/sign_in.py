"""Signing in: the same answer to everyone who may not, and longer waits the more often somebody guesses."""

from datetime import timedelta

import sqlalchemy as sa

from app import clock, permissions
from app.extensions import db
from app.models import Person, Setting
from app.people import passwords
from app.people.queries import REQUIRES_SECOND_FACTOR

FREE_FAILURES = 4
LONGEST_WAIT = timedelta(hours=1)


def check(email: str, password: str) -> Person | None:
    """Whoever this address and password belong to; None for a wrong one, a stranger, a leaver or a locked account.

    Counts the failure. Every answer costs one hash, whether or not there is such an account.
    """
    found = db.session.execute(sa.select(Person.id, Person.password).where(Person.email == email)).first()
    db.session.rollback()  # nobody waits for the database while the password is hashed
    is_right = passwords.matches(password, found.password if found else None)
    person = for_update(found.id) if found else None
    if person is None or not person.active or wait_of(person):
        return None
    if not is_right:
        count_failure(person)
        return None
    return person


def for_update(person_id: int) -> Person | None:
    """A person whose counters nobody else changes until this is saved."""
    return db.session.scalars(sa.select(Person).where(Person.id == person_id).with_for_update(of=Person)).one_or_none()


def lock(person: Person) -> None:
    """Have nobody else change this person's counters until this is saved."""
    db.session.refresh(person, ["failed_sign_ins", "locked_until", "version"], with_for_update=True)


def confirm(person: Person, password: str) -> bool:
    """Whether somebody who is signed in knows their password. Wrong ones count as they do at signing in."""
    lock(person)
    if wait_of(person):
        return False
    if passwords.matches(password, person.password):
        return True
    count_failure(person)
    return False


def count_failure(person: Person) -> None:
    """Note a wrong password or code. The first few are free, then 1 minute, 2, 4 and so on to an hour."""
    person.failed_sign_ins += 1
    over = person.failed_sign_ins - FREE_FAILURES
    if over > 0:
        person.locked_until = clock.real_now() + min(timedelta(minutes=2 ** min(over - 1, 10)), LONGEST_WAIT)


def wait_of(person: Person) -> timedelta:
    """How long this account still is locked; zero when it is open."""
    left = person.locked_until - clock.real_now() if person.locked_until else timedelta()
    return max(left, timedelta())


def succeed(person: Person) -> None:
    """Forget earlier failures: only when everything asked for was right."""
    person.failed_sign_ins, person.locked_until = 0, None


def needs_second_factor(person: Person) -> bool:
    """Whether an administrator asks holders of one of this person's roles for a code."""
    setting = db.session.get(Setting, REQUIRES_SECOND_FACTOR)
    return bool(setting and permissions.parts(person) & set(setting.value))
