"""Finding the team of a response and what belongs to its room, and the facts that its guards need."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
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
    SectionLock,
    TeamRemark,
    TypedText,
    Wording,
)
from app.perform import facts_of
from app.permissions import Actor, Respondent, playing
from app.timeline.queries import Line, line
from app.wording import sentence_case
from workflows.colleague import ColleagueState
from workflows.roles import Role

SILENT_AFTER = timedelta(minutes=15)
"""Without a sign of life for so long, a section is no longer held: others may take it over."""
HERE = timedelta(minutes=2)
BY = " – by "
"""What stands between a name and who did it, in the reasons of a room's timeline: those can be redacted lawfully."""
ABOUT = "about-you"
"""The place, and the section, of who responds."""


def fingerprint(token: str) -> str:
    """What is kept of a personal link."""
    return hashlib.sha256(token.encode()).hexdigest()


@dataclass(frozen=True)
class Team:
    """A room with everybody in it and what each of them writes, looked up in one query."""

    room: Room
    colleagues: tuple[Colleague, ...]
    now: datetime

    @property
    def owner(self) -> Colleague:
        return next(one for one in self.colleagues if one.owns)

    @property
    def certifier(self) -> Colleague | None:
        return next((one for one in self.colleagues if one.certifies), None)

    @property
    def joined(self) -> list[Colleague]:
        return [one for one in self.colleagues if one.state is ColleagueState.JOINED]

    @property
    def locks(self) -> list[SectionLock]:
        """The sections that are held now."""
        return [lock for one in self.colleagues for lock in one.locks if self.is_held(lock)]

    def named(self, colleague_id: int | None) -> Colleague | None:
        return next((one for one in self.colleagues if one.id == colleague_id), None)

    def lock_on(self, section: str) -> SectionLock | None:
        """Who was the last to begin this section and has not left it, however silent they are."""
        return next((lock for one in self.colleagues for lock in one.locks if lock.section == section), None)

    def held_by(self, section: str) -> Colleague | None:
        """Who writes this section now."""
        lock = self.lock_on(section)
        return lock.colleague if lock and self.is_held(lock) else None

    def is_held(self, lock: SectionLock) -> bool:
        return self.now - lock.alive_at < SILENT_AFTER

    def here(self, section: str) -> list[Colleague]:
        """Who has this section open, by the last sign of life of their page, and does not write it."""
        holder = self.held_by(section)
        return [
            one for one in self.joined
            if one is not holder and one.here_in == section and one.here_at and self.now - one.here_at < HERE
        ]  # fmt: skip

    def me(self, person: Person | None, *, token_hash: str = "", by_code: bool = False) -> Colleague | None:
        """Which colleague somebody is: by their account, by their own link, or by the code that the owner was given.

        Once a colleague came in signed in, their link alone is not enough.
        """
        if person is not None and person.active:
            mine = next((one for one in self.joined if one.person_id == person.id), None)
            if mine is not None:
                return mine
        if token_hash:
            linked = next((one for one in self.joined if one.token_hash == token_hash), None)
            if linked is not None and linked.person_id is None:
                return linked
        return self.owner if by_code else None


def actor(colleague: Colleague, person: Person | None) -> Respondent:
    """A colleague as the one who acts; known by account only where they are signed in to it."""
    known = person is not None and person.active and person.id == colleague.person_id
    return Respondent(colleague.response_id, person.id if person and known else None, colleague.id)


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


def typed_places(colleague: Colleague) -> list[str]:
    """Where this colleague has typed something that is not saved."""
    return list(db.session.scalars(sa.select(TypedText.place).where(TypedText.colleague_id == colleague.id)))


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
        "writing": tuple(f"{lock.colleague.name} is writing" for lock in others),
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
