"""What waits in response rooms for somebody who signed in: a response that is ready for them to certify."""

from collections.abc import Iterator
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager

from app.extensions import db
from app.languages import _
from app.models import Colleague, OrganisationKind, Person, Response, Room
from workflows.colleague import ColleagueState
from workflows.room import RoomState

Wait = tuple[str, str, str, datetime | None, date | None]


def for_person(person: Person) -> Iterator[Wait]:
    """Title, address, sentence, since when and by when; nothing for the commissioner's own staff."""
    if person.organisation.kind is OrganisationKind.COMMISSIONER:
        return
    mine = Colleague.person_id == person.id, Colleague.certifies.is_(True), Colleague.state == ColleagueState.JOINED
    found = db.session.scalars(
        sa.select(Response)
        .join(Room, Room.response_id == Response.id)
        .join(Colleague, Colleague.room_id == Room.id)
        .join(Response.round)
        .options(contains_eager(Response.round))
        .where(*mine, Room.state == RoomState.READY)
    )
    for response in found:
        name = response.organisation_name or response.name
        title = _("Response to %(round)s, %(name)s", round=response.round.slug, name=name)
        href = f"/rounds/{response.round.slug}/respond/team"
        yield title, href, _("Your colleagues say that it is ready: certify and send it."), None, response.closes
