"""Whom the demonstration asks for views: the bodies that the paper names, and the organisations that will respond."""

import sqlalchemy as sa

from app.demo.files import read
from app.extensions import db
from app.models import Invitee, Organisation, Person, Round, Stakeholder
from app.rounds import commands as rounds
from app.stakeholders import personal, register, reminders


def fill_register(manager: Person) -> None:
    """Put them on the register with their kind and area, so that the silence map has something to show."""
    for name, (kind, area) in read("asked")["bodies"].items():
        register.put_on(name, by=manager, kind=kind, area=area)
    for each in _organisations():
        account = db.session.scalars(sa.select(Organisation).where(Organisation.name == each["organisation"])).first()
        register.put_on(
            each["organisation"], by=manager, kind=each["kind"], area=each["area"], email=each["email"],
            language=each["language"], organisation=account,
        )  # fmt: skip
    db.session.flush()


def invite(round_: Round, manager: Person) -> None:
    """Invite those who will respond besides everyone named, and let the round remind the silent ones by itself."""
    names = [each["organisation"] for each in _organisations()]
    known = db.session.scalars(sa.select(Stakeholder).where(Stakeholder.name.in_(names)).order_by(Stakeholder.id))
    rounds.invite_listed(round_, known.all(), by=manager)
    reminders.choose(round_, read("asked")["reminders"], by=manager)


def open_some(round_: Round) -> None:
    """A few follow their link and say nothing yet."""
    opened = read("asked")["opened"]
    for invitee in db.session.scalars(
        sa.select(Invitee).where(Invitee.round_id == round_.id, Invitee.name.in_(opened)).order_by(Invitee.id)
    ):
        personal.open_(invitee)


def _organisations() -> list[dict[str, str]]:
    return [each for each in read("feedback")["responses"] if each["organisation"]]
