"""Tell whoever has the next move in an agreement that it is theirs: with a link, never with a value."""

from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa

from app import clock
from app.agreements.moves import whose_move
from app.extensions import db
from app.mail import post
from app.models import Agreement, Appointment, Assignment, Person
from app.wording import plural
from workflows.agreement import AgreementState, Side
from workflows.roles import Role


def tell_whose_move(agreement: Agreement, *, wanted_done: int = 0) -> None:
    """Write to everyone who can make the next move. `wanted_done`: how many changes that they wanted have an answer."""
    answered = f" It answers {plural(wanted_done, 'change')} that your side wanted." if wanted_done else ""
    done_by = agreement.round.day("negotiation_done")
    sentence = whose_move(agreement, agreement.provider.name, today=clock.today(), done_by=done_by)
    _tell(agreement, movers(agreement), "your_move", sentence + answered)


def tell_withdrawn(agreement: Agreement, side: Side) -> None:
    """Write to `side` that the offer they were to answer is withdrawn."""
    what = "The offer that waited for your answer is withdrawn. There is nothing to answer until another comes."
    _tell(agreement, negotiators(agreement, side), "changed", what)


def tell_about_reopening(agreement: Agreement, side: Side, what: str) -> None:
    """Write to `side` what the other has asked or decided about an agreed term."""
    _tell(agreement, negotiators(agreement, side), "changed", f"The other side {what}.")


def tell_of_template(agreement: Agreement) -> None:
    """Write to the provider's negotiators that the national text which the agreement rests on is another version."""
    what = "It rests on another version of the national template now. Compare it with the version you had."
    _tell(agreement, negotiators(agreement, Side.PROVIDER), "changed", what)


def remind(agreement: Agreement, *, key: str) -> int:
    """Write to whoever has the next move that it is still theirs, once for each `key`. Returns how many letters."""
    people = movers(agreement)
    for name, email in people:
        post(email, "reminded", key=f"{key} to {email}", name=name, agreement=_about(agreement), link=_link(agreement))
    return len(people)


def _link(agreement: Agreement) -> str:
    return f"/agreements/{agreement.round.slug}/{agreement.provider.code}"


def _about(agreement: Agreement) -> str:
    return f"{agreement.instrument} for {agreement.provider.name}, {agreement.round.slug}"


def _tell(agreement: Agreement, people: Iterable[tuple[str, str]], template: str, what: str) -> None:
    for name, email in people:
        post(email, template, name=name, agreement=_about(agreement), what=what, link=_link(agreement))


def movers(agreement: Agreement) -> list[tuple[str, str]]:
    """Name and address of who can make the next move: the negotiators it is with, or the signatories of both sides."""
    if agreement.state is AgreementState.WITH_PROVIDER:
        return negotiators(agreement, Side.PROVIDER)
    if agreement.state is AgreementState.WITH_COMMISSIONER:
        return negotiators(agreement, Side.COMMISSIONER)
    return _named(_signatories(agreement))


def negotiators(agreement: Agreement, side: Side) -> list[tuple[str, str]]:
    """Name and address of those who negotiate this agreement for `side`."""
    holds = _holding(agreement)
    if side is Side.PROVIDER:
        mine = Appointment.provider_id == agreement.provider_id
        return _named(holds.where(Appointment.role == Role.PROVIDER_NEGOTIATOR, mine))
    assigned = sa.select(Assignment.person_id).where(Assignment.provider_id == agreement.provider_id)
    return _named(holds.where(Appointment.role == Role.COMMISSIONER_NEGOTIATOR, Appointment.person_id.in_(assigned)))


def _holding(agreement: Agreement) -> sa.Select[Any]:
    return sa.select(Appointment.person_id).where(
        Appointment.ended_at.is_(None),
        sa.or_(Appointment.round_id.is_(None), Appointment.round_id == agreement.round_id),
    )


def _named(holds: sa.Select[Any]) -> list[tuple[str, str]]:
    people = sa.select(Person.name, Person.email).where(Person.active.is_(True), Person.id.in_(holds))
    return [(row.name, row.email) for row in db.session.execute(people)]


def _signatories(agreement: Agreement) -> sa.Select[Any]:
    return _holding(agreement).where(
        sa.or_(
            Appointment.role == Role.COMMISSIONER_SIGNATORY,
            sa.and_(Appointment.role == Role.PROVIDER_SIGNATORY, Appointment.provider_id == agreement.provider_id),
        )
    )
