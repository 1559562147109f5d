"""Tell the parties to a dispute, and whoever records its outcome: with a link, never with what it says."""

from collections.abc import Iterable
from datetime import date

import sqlalchemy as sa

from app.disputes.parties import side_of_party
from app.extensions import db
from app.mail import post
from app.models import Appointment, Assignment, Dispute, Person
from app.permissions import Actor
from app.wording import short_day
from workflows.agreement import Side
from workflows.dispute import DECIDING, DisputeState, Party
from workflows.dispute_route import Route
from workflows.roles import Role

SHARED = "The other side has shared a report on an issue with you. Read it and reply."
ADVICE_ASKED = "Two providers disagree, and one of them asks for your advice. Hear both, and advise them."
ADVICE_ASKED_OF_OTHER = (
    "Another provider has written to the commissioner about an issue with you. Read it, and say how you see it."
)
ADVISED = "The commissioner has advised. Settle the issue, or take it further."
COMMENTED = "There is a new comment on a dispute that you are part of."
WITHDRAWN = "The dispute is withdrawn."
PROPOSED = "The other side proposes to settle the dispute. Read what it proposes, and accept it or go on."
SETTLED = "The dispute is settled by agreement."
SUB_DECIDED = "The commissioning sub-committee has decided. Either side can ask for the executive committee."
DECIDED = "The dispute is decided. The decision is final."
TOOK_EFFECT = "Nobody took the decision of the sub-committee further, so it stands."
WHERE = {
    DisputeState.SUB_COMMITTEE: "The dispute is with the commissioning sub-committee.",
    DisputeState.EXECUTIVE: "The dispute is with the executive committee.",
    DisputeState.SENIOR: "The dispute is with senior people on both sides.",
    DisputeState.EXPERT: "The dispute is with a mediator or an expert.",
    DisputeState.TRIBUNAL: "The dispute is with an arbitrator or a court.",
    DisputeState.OFFICIAL: "The dispute is with the senior official to whom both providers answer.",
}
OVERDUE = {
    DisputeState.OPENED: "A report that your side began should have been shared by now. Share it or withdraw it.",
    DisputeState.SHARED: "The time to reply to a report has passed. Reply now: the other side can take it further.",
    DisputeState.ADVICE_ASKED: "The time to advise two providers has passed. Advise them now.",
}
OF_PROVIDER = (Role.PROVIDER_NEGOTIATOR, Role.PROVIDER_SIGNATORY)


def tell(dispute: Dispute, party: Party, what: str, *, date_: date | None = None) -> None:
    """Write to everyone who acts for a party."""
    side = side_of_party(dispute, party)
    if side is Side.COMMISSIONER:
        _post(dispute, _of_commissioner(dispute), what, date_)
    else:
        other = party is Party.OTHER and dispute.other_provider_id is not None
        _post(dispute, _of_provider(dispute, dispute.other_provider_id if other else dispute.provider_id), what, date_)


def tell_others(dispute: Dispute, party: Party, what: str) -> None:
    """Write to every party but this one."""
    parties = [Party.ORIGINATOR, Party.OTHER, *([Party.ADVISER] if dispute.route is Route.PROVIDERS else [])]
    for each in parties:
        if each is not party:
            tell(dispute, each, what)


def tell_all(dispute: Dispute, what: str, *, but: Actor | None = None) -> None:
    """Write to both parties, and to the signatories who record an outcome when it is with a body; not to who did it."""
    people = [*_of_commissioner(dispute), *_of_provider(dispute, dispute.provider_id)]
    if dispute.other_provider_id is not None:
        people += _of_provider(dispute, dispute.other_provider_id)
    if dispute.state in DECIDING:
        people += _holding(dispute, sa.and_(Appointment.role == Role.COMMISSIONER_SIGNATORY))
    _post(dispute, [person for person in people if but is None or person.id != but.id], what, None)


def _of_commissioner(dispute: Dispute) -> list[Person]:
    """The negotiators who work with the provider; a signatory who opened it is told too."""
    assigned = sa.select(Assignment.person_id).where(
        Assignment.provider_id.in_([dispute.provider_id, dispute.other_provider_id or dispute.provider_id])
    )
    negotiates = sa.and_(Appointment.role == Role.COMMISSIONER_NEGOTIATOR, Person.id.in_(assigned))
    opened = sa.and_(Appointment.role == Role.COMMISSIONER_SIGNATORY, Person.id == dispute.opened_by_id)
    return _holding(dispute, sa.or_(negotiates, opened))


def _of_provider(dispute: Dispute, provider_id: int | None) -> list[Person]:
    works_there = sa.and_(Appointment.provider_id == provider_id, Person.organisation_id == provider_id)
    return _holding(dispute, sa.and_(works_there, Appointment.role.in_(OF_PROVIDER)))


def _holding(dispute: Dispute, which: sa.ColumnElement[bool]) -> list[Person]:
    found = (
        sa.select(Person)
        .join(Appointment, Appointment.person_id == Person.id)
        .where(Person.active.is_(True), Appointment.ended_at.is_(None), which)
        .where(sa.or_(Appointment.round_id.is_(None), Appointment.round_id == dispute.round_id))
        .order_by(Person.id)
    )
    return list(db.session.scalars(found))


def _post(dispute: Dispute, people: Iterable[Person], what: str, by: date | None) -> None:
    for person in {person.id: person for person in people}.values():
        post(
            person,
            "dispute",
            name=person.name,
            provider=dispute.provider.name,
            round=dispute.round.slug,
            what=what,
            deadline=short_day(by),
            link=f"/disputes/{dispute.id}",
        )
