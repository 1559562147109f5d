"""Forget a team when its response is forgotten: what it wrote and said among itself, its names, its forms."""

from collections.abc import Collection

import sqlalchemy as sa

from app.extensions import db
from app.models import (
    BroughtForm,
    Colleague,
    Entry,
    Response,
    ResponseForm,
    Room,
    Round,
    SectionLock,
    TeamRemark,
    TypedText,
    Wording,
)

NO_NAME = "Name no longer kept"


def forget(responses: Collection[int]) -> None:
    """Delete the rooms of responses that are about to be deleted, and the forms that were taken of them."""
    rooms = _rooms(responses)
    _delete_words(responses, rooms)
    db.session.execute(sa.delete(Colleague).where(Colleague.room_id.in_(rooms)))
    db.session.execute(sa.delete(Room).where(Room.id.in_(rooms)))


def forget_names(round_: Round) -> None:
    """Take names, addresses, accounts and links off the teams of a round, and delete what they said among themselves.

    Their timelines stay whole: names stand in reasons, which can be taken out.
    """
    shared = sa.select(Response.id).where(Response.round_id == round_.id)
    responses = list(db.session.scalars(shared))
    rooms = _rooms(responses)
    _delete_words(responses, rooms)
    for colleague in db.session.scalars(sa.select(Colleague).where(Colleague.room_id.in_(rooms))):
        colleague.name, colleague.email = NO_NAME, str(colleague.id)
        colleague.person_id = colleague.token_hash = None


def _rooms(responses: Collection[int]) -> list[int]:
    """The rooms of these responses, their timelines without names."""
    rooms = list(db.session.scalars(sa.select(Room.id).where(Room.response_id.in_(responses))))
    people = db.session.scalars(sa.select(Colleague.id).where(Colleague.room_id.in_(rooms)))
    chains = [*(f"room {key}" for key in rooms), *(f"colleague {key}" for key in people)]
    db.session.execute(sa.update(Entry).where(Entry.chain.in_(chains)).values(why=""))
    return rooms


def _delete_words(responses: Collection[int], rooms: Collection[int]) -> None:
    for of_response in (BroughtForm, ResponseForm):
        db.session.execute(sa.delete(of_response).where(of_response.response_id.in_(responses)))
    for of_room in (TeamRemark, Wording, TypedText):
        db.session.execute(sa.delete(of_room).where(of_room.room_id.in_(rooms)))
    db.session.execute(sa.delete(SectionLock).where(SectionLock.room_id.in_(rooms)))
