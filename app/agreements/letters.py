"""Tell whoever has the next move in an agreement that it is theirs: with a link, never with a value."""

from typing import Any

import sqlalchemy as sa

from app.extensions import db
from app.mail import post
from app.models import Agreement, Appointment, Assignment, Person
from workflows.agreement import AgreementState
from workflows.roles import Role

WHAT = {
    AgreementState.WITH_PROVIDER: "The agreement is with you. Counter or accept what is on the table.",
    AgreementState.WITH_COMMISSIONER: "The agreement is with you. Counter or accept what is on the table.",
    AgreementState.AGREED: "The agreement is agreed in principle. It waits for a signatory on each side to approve it.",
}


def tell_whose_move(agreement: Agreement) -> None:
    """Write to everyone who can make the next move."""
    link = f"/agreements/{agreement.round.slug}/{agreement.provider.code}"
    what = WHAT[agreement.state]
    for name, email in movers(agreement):
        post(
            email,
            "your_move",
            name=name,
            agreement=f"{agreement.instrument} for {agreement.provider.name}, {agreement.round.slug}",
            what=what,
            link=link,
        )


def movers(agreement: Agreement) -> list[tuple[str, str]]:
    """Name and address of who can make the next move: the negotiators it is with, or the signatories of both sides."""
    holds = sa.select(Appointment.person_id).where(
        Appointment.ended_at.is_(None),
        sa.or_(Appointment.round_id.is_(None), Appointment.round_id == agreement.round_id),
    )
    people = sa.select(Person.name, Person.email).where(Person.active.is_(True), Person.id.in_(_of(agreement, holds)))
    return [(row.name, row.email) for row in db.session.execute(people)]


def _of(agreement: Agreement, holds: sa.Select[Any]) -> sa.Select[Any]:
    if agreement.state is AgreementState.WITH_PROVIDER:
        return holds.where(
            Appointment.role == Role.PROVIDER_NEGOTIATOR, Appointment.provider_id == agreement.provider_id
        )
    if agreement.state is AgreementState.WITH_COMMISSIONER:
        assigned = sa.select(Assignment.person_id).where(Assignment.provider_id == agreement.provider_id)
        return holds.where(Appointment.role == Role.COMMISSIONER_NEGOTIATOR, Appointment.person_id.in_(assigned))
    return holds.where(
        sa.or_(
            Appointment.role == Role.COMMISSIONER_SIGNATORY,
            sa.and_(Appointment.role == Role.PROVIDER_SIGNATORY, Appointment.provider_id == agreement.provider_id),
        )
    )
