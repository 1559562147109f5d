"""Finding the team of a response and what belongs to its room, and the facts that its guards need."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager, joinedload

from app import clock
from app.extensions import db
from app.models import (
    Colleague,
    Entry,
    Organisation,
    OrganisationKind,
    Person,
    Response,
    Room,
    Round,
    TeamRemark,
    TypedText,
    Wording,
)
from app.perform import facts_of
from app.permissions import Actor, playing
from app.rooms.team import Team, fingerprint
from app.timeline.queries import Line, line
from app.wording import sentence_case
from workflows.roles import Role

BY = " – by "
"""What stands between a name and who did it, in the reasons of a room's timeline: those can be redacted lawfully."""
ABOUT = "about-you"
"""The place, and the section, of who responds."""


def team_of(response: Response) -> Team:
    """The team of a shared response. Raises NoResultFound for one that is not."""
    return _team(Room.response_id == response.id)


def team_in(room: Room) -> Team:
    """The same, for whoever has the room."""
    return _team(Room.id == room.id)


def _team(which: sa.ColumnElement[bool]) -> Team:
    found = db.session.scalars(
        sa.select(Colleague)
        .join(Colleague.room)
        .outerjoin(Colleague.locks)
        .where(which)
        .options(contains_eager(Colleague.room), contains_eager(Colleague.locks))
        .order_by(Colleague.id)
        .execution_options(populate_existing=True)
    ).unique()
    everyone = tuple(found)
    if not everyone:
        raise sa.exc.NoResultFound
    return Team(everyone[0].room, everyone, clock.real_now())


def with_link(slug: str, token: str) -> Colleague | None:
    """Whose personal link this is, to a response of this round; None once they have left or were taken off."""
    return db.session.scalars(
        sa.select(Colleague)
        .join(Colleague.room)
        .join(Room.response)
        .join(Response.round)
        .where(Colleague.token_hash == fingerprint(token), Round.slug == slug)
        .options(contains_eager(Colleague.room).contains_eager(Room.response).contains_eager(Response.round))
    ).one_or_none()


def is_signatory(person: Person | None, organisation_id: int) -> bool:
    """Whether they play the signatory's part for this provider (domain §2)."""
    signs = Role.PROVIDER_SIGNATORY
    return person is not None and any(a.role is signs and a.provider_id == organisation_id for a in playing(person))


def provider_of(response: Response) -> Organisation | None:
    """The provider that speaks in this response; None where a signatory is not needed."""
    organisation = db.session.get(Organisation, response.organisation_id) if response.organisation_id else None
    return organisation if organisation and organisation.kind is OrganisationKind.PROVIDER else None


# --- what belongs to a room -------------------------------------------------------------------------------------------


def typed(colleague: Colleague, place: str) -> TypedText | None:
    """What this colleague typed here and did not save."""
    return db.session.scalars(
        sa.select(TypedText).where(TypedText.colleague_id == colleague.id, TypedText.place == place)
    ).one_or_none()


def has_typed(colleague: Colleague, places: Iterable[str]) -> bool:
    """Whether this colleague typed anything in one of these places that they did not save."""
    here = TypedText.colleague_id == colleague.id, TypedText.place.in_(list(places))
    return db.session.scalar(sa.select(sa.exists().where(*here))) is True


def remarks(room: Room, place: str | None = None) -> list[TeamRemark]:
    """What colleagues said to each other, of one place or of all, the oldest first."""
    found = sa.select(TeamRemark).where(TeamRemark.room_id == room.id)
    if place is not None:
        found = found.where(TeamRemark.place == place)
    return list(db.session.scalars(found.options(joinedload(TeamRemark.colleague)).order_by(TeamRemark.id)))


def remark_counts(room: Room) -> dict[str, int]:
    """How many remarks stand on each place."""
    rows = sa.select(TeamRemark.place, sa.func.count()).where(TeamRemark.room_id == room.id).group_by(TeamRemark.place)
    return {row.place: row[1] for row in db.session.execute(rows)}


def wordings(room: Room, place: str | None = None, limit: int = 200) -> list[Wording]:
    """What the response said before, of one place or of all, the newest first."""
    found = sa.select(Wording).where(Wording.room_id == room.id)
    if place is not None:
        found = found.where(Wording.place == place)
    newest = found.options(joinedload(Wording.colleague)).order_by(Wording.id.desc()).limit(limit)
    return list(db.session.scalars(newest))


def wording(room: Room, place: str, wording_id: int) -> Wording:
    """One earlier wording of a place, or NoResultFound."""
    here = Wording.room_id == room.id, Wording.place == place, Wording.id == wording_id
    return db.session.scalars(sa.select(Wording).where(*here)).one()


def timeline(team: Team) -> list[Line]:
    """What happened in the room and to everybody in it, the newest first. Only its own colleagues read it."""
    chains = [f"room {team.room.id}", *(f"colleague {one.id}" for one in team.colleagues)]
    rows = db.session.scalars(
        sa.select(Entry).where(Entry.chain.in_(chains)).order_by(Entry.at_real.desc(), Entry.id.desc()).limit(200)
    )
    return [_line(entry) for entry in rows]


def _line(entry: Entry) -> Line:
    """An entry whose reason says of whom it is and, after the mark, who did it (see app/rooms/commands.py)."""
    about, _, by = entry.why.rpartition(BY)
    shown = line(entry, by or None)
    return replace(shown, why="", detail=" ".join(filter(None, [sentence_case(about), shown.detail])))


def ids_of(responses: Iterable[int]) -> list[int]:
    """The rooms of these responses."""
    return list(db.session.scalars(sa.select(Room.id).where(Room.response_id.in_(list(responses)))))


# --- facts ------------------------------------------------------------------------------------------------------------


@facts_of(Room)
def facts(room: Room, by: Actor | None) -> dict[str, Any]:
    """What the guards of a room need to know of its team, and of the one who asks."""
    return team_facts(team_in(room), by)


def team_facts(team: Team, by: Actor | None) -> dict[str, Any]:
    """The same for a page that has looked the team up already."""
    me = team.named(getattr(by, "colleague_id", None))
    certifier = team.certifier
    others = [lock for lock in team.locks if me is None or lock.colleague_id != me.id]
    provider = provider_of(team.room.response)
    known = me.person if me and by is not None and by.id is not None and by.id == me.person_id else None
    return {
        "owner": team.owner.name,
        "owns": me is not None and me.owns,
        "certifies": me is not None and me.certifies,
        "certifier": certifier.name if certifier else "",
        "writing": tuple(lock.colleague.name for lock in others),
        "organisation": provider.name if provider else "",
        "is_signatory": provider is None or is_signatory(known, provider.id),
    }


@facts_of(Colleague)
def colleague_facts(colleague: Colleague, by: Actor | None) -> dict[str, Any]:
    """What the guards of a colleague's place need to know."""
    team = team_in(colleague.room)
    me = team.named(getattr(by, "colleague_id", None))
    return {
        "owner": team.owner.name,
        "owns": me is not None and me.owns,
        "is_the_owner": colleague.owns,
        "is_the_certifier": colleague.certifies,
        "name": colleague.name,
    }


def may_certify(response: Response, by: Actor | None) -> Mapping[str, Any]:
    """The facts for sending the response itself: whoever certifies it does both at once."""
    team = team_of(response)
    known = team_facts(team, by)
    return {name: known[name] for name in ("certifies", "certifier", "is_signatory", "organisation")}
