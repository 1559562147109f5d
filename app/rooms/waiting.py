"""What waits for somebody who signed in to respond: a response they began, or one that is ready for them to certify."""

from collections.abc import Iterator
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager

from app.extensions import db
from app.languages import _
from app.models import Colleague, OrganisationKind, Person, Response, Room, Round
from workflows.colleague import ColleagueState
from workflows.response import ResponseState
from workflows.room import RoomState
from workflows.round import RoundState

Wait = tuple[str, str, str, datetime | None, date | None]


def for_person(person: Person) -> Iterator[Wait]:
    """Title, address, sentence, since when and by when; nothing for the commissioner's own staff."""
    if person.organisation.kind is OrganisationKind.COMMISSIONER:
        return
    for response in db.session.scalars(_waiting(person)):
        yield _to_certify(response) if response.is_shared else _to_send(response)


def _waiting(person: Person) -> sa.Select[Response]:
    mine = Colleague.person_id == person.id, Colleague.certifies.is_(True), Colleague.state == ColleagueState.JOINED
    is_ready = (
        sa.exists()
        .where(Room.response_id == Response.id, Room.state == RoomState.READY, Colleague.room_id == Room.id, *mine)
        .correlate(Response)
    )
    is_begun = sa.and_(
        Response.person_id == person.id,
        Response.is_shared.is_(False),
        Response.state != ResponseState.SUBMITTED,
    )
    return (
        sa.select(Response)
        .join(Response.round)
        .options(contains_eager(Response.round))
        .where(sa.or_(is_ready, is_begun), Round.state != RoundState.CLOSED)
    )


def _to_certify(response: Response) -> Wait:
    name = response.organisation_name or response.name
    title = _("Response to %(round)s, %(name)s", round=response.round.slug, name=name)
    href = f"/rounds/{response.round.slug}/respond/team"
    return title, href, _("Your colleagues say that it is ready: certify and send it."), None, response.closes


def _to_send(response: Response) -> Wait:
    title = _("Your response to %(round)s", round=response.round.slug)
    sentence = (
        _("You began it and have not sent it: check your answers, then send it.")
        if response.state is ResponseState.DRAFT
        else _("You opened it for changes. What you sent before counts until you send it again.")
    )
    return title, f"/rounds/{response.round.slug}/respond", sentence, response.started_at, response.closes
