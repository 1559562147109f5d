"""Tell those of one's own side who are to decide, and those who asked, with a link and no value."""

import sqlalchemy as sa

from app.extensions import db
from app.mail import post
from app.models import Appointment, Clearance, Person
from workflows.agreement import Side

ASKED = "A colleague asks you to approve something that goes beyond your side’s range. Only your own side knows of it."
DECIDED = "Your request to go beyond your side’s range is decided. Only your own side knows of it."


def tell_approver(clearance: Clearance) -> None:
    """Write to the person whom the playbook names, or to everyone of the side who plays the part it names."""
    for person in _approvers(clearance):
        if person.id != clearance.asked_by_id:
            _tell(clearance, person, ASKED)


def tell_asker(clearance: Clearance) -> None:
    """Write to whoever asked."""
    _tell(clearance, clearance.asked_by, DECIDED)


def _tell(clearance: Clearance, person: Person, what: str) -> None:
    agreement = clearance.agreement
    about = f"{agreement.instrument} for {agreement.provider.name}, {agreement.round.slug}"
    link = f"/agreements/{agreement.round.slug}/{agreement.provider.code}/approvals/{clearance.id}"
    post(person, "changed", name=person.name, agreement=about, what=what, link=link)


def _approvers(clearance: Clearance) -> list[Person]:
    if clearance.approver is not None:
        return [clearance.approver]
    holds = sa.select(Appointment.person_id).where(
        Appointment.role == clearance.approver_role,
        Appointment.ended_at.is_(None),
        sa.or_(Appointment.round_id.is_(None), Appointment.round_id == clearance.round_id),
    )
    if clearance.side is Side.PROVIDER:
        holds = holds.where(Appointment.provider_id == clearance.provider_id)
    return list(db.session.scalars(sa.select(Person).where(Person.active.is_(True), Person.id.in_(holds))))
