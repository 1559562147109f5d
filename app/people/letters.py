"""Letters about accounts. They carry one-time links, and nothing else that helps anyone in."""

import sqlalchemy as sa

from app import clock
from app.extensions import db
from app.jobs import Task
from app.languages import ENGLISH, language, speaking
from app.languages.letters import site
from app.mail import post
from app.models import Organisation, Person
from app.people import links
from app.permissions import Actor
from app.wording import moment

TEN_MINUTES = 600


def reset_key(email: str) -> str:
    """The occasion of a reset: asking again within ten minutes sends nothing more."""
    slot = int(clock.real_now().timestamp()) // TEN_MINUTES
    return f"reset {links.digest(f'{email} {slot}')}"


def send_reset_link(_task: Task, *, email: str, language: str = ENGLISH) -> None:
    """The job behind "I have forgotten my password", in the language of its page: strangers and leavers get nothing."""
    person = db.session.scalars(sa.select(Person).where(Person.email == email, Person.active.is_(True))).one_or_none()
    if person is not None:
        link = f"{site(language)}/reset-password/{links.make(links.RESET, person)}"
        with speaking(language):
            until = _until(links.RESET)
        post(person, "reset_password", language=language, name=person.name, link=link, deadline=until)


def invite(person: Person, by: Actor) -> None:
    """Send the link with which somebody chooses their first password."""
    link = f"/invitation/{links.make(links.INVITATION, person)}"
    names = {"name": person.name, "by": by.name, "organisation": person.organisation.name}
    post(person, "invited", link=link, deadline=_until(links.INVITATION), **names)


def tell_of_invitation(known: Person, by: Person, organisation: Organisation) -> None:
    """To somebody with an account, whom others invited to another organisation; once a day, however often."""
    post(
        known, "invited_known", key=f"{known.id} {by.id} {clock.real_now().date()}",
        name=known.name, by=by.name, organisation=organisation.name, link="/sign-in",
    )  # fmt: skip


def tell_administrator_of_invitation(to: Person, known: Person, by: Person, organisation: Organisation) -> None:
    """Whoever invited them does not learn that they have an account; an administrator sees to it."""
    post(
        to, "invited_elsewhere", key=f"{to.id} {known.id} {by.id} {clock.real_now().date()}",
        name=to.name, by=by.name, organisation=organisation.name, link=f"/people/{known.id}",
    )  # fmt: skip


def tell_of_new_password(person: Person) -> None:
    """So that nobody's password changes behind their back; in the language of the page on which it was changed."""
    link = f"{site(language())}/reset-password"
    post(person, "password_changed", language=language(), name=person.name, link=link)


def _until(purpose: str) -> str:
    return moment(clock.real_now() + links.LASTS[purpose])
