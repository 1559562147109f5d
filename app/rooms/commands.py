"""What a team can do with its response: open the room, invite, join, leave, name who certifies, certify and send.

Names stand in the reasons of the room's timeline, never in its fixed words: reasons can be redacted lawfully.
"""

import secrets
from datetime import datetime, timedelta
from typing import Any

from app import chain, clock
from app.extensions import db
from app.languages import _, speaking
from app.languages.letters import about
from app.mail import post
from app.models import Colleague, Person, Response, Room, TeamRemark
from app.perform import ensure, perform
from app.permissions import Actor, Respondent
from app.responses import commands as responses
from app.responses import places
from app.rooms import locks, queries, standing
from app.rooms.queries import BY
from app.rooms.team import Team, fingerprint
from app.rooms.wordings import record_everything
from workflows.colleague import ColleagueState
from workflows.engine import Refused
from workflows.response import ResponseState
from workflows.room import RoomState

LETTER_AGAIN = timedelta(hours=1)


def open_room(response: Response, *, name: str, email: str, by: Respondent, person: Person | None = None) -> Room:
    """Make a response a team's; whoever opens the room owns it. Raises Refused for one that is not theirs to share."""
    if response.is_shared:
        return queries.team_of(response).room
    if response.entered_by_id is not None or response.capacity == "individual":
        raise Refused(_("A team writes for an organisation or group. Say for which under “Who you are” first."))
    if response.state is ResponseState.SUBMITTED:
        raise Refused(_("This response is sent. Open it for changes first, then work on it with colleagues."))
    response.is_shared = True
    room = Room(response=response, round_id=response.round_id, opened_at=clock.now(), state=RoomState.WRITING)
    owner = Colleague(
        room=room, name=name, email=email, person_id=person.id if person else None, owns=True, certifies=False,
        state=ColleagueState.JOINED, invited_at=clock.now(), joined_at=clock.now(),
    )  # fmt: skip
    db.session.add_all([room, owner])
    db.session.flush()
    provider = queries.provider_of(response)
    owner.certifies = provider is None or queries.is_signatory(person, provider.id)
    chain.created(room, by=Respondent(response.id, by.id, owner.id), why=f"{BY}{name}")
    record_everything(room, response, me=owner)
    return room


def invite(team: Team, *, name: str, email: str, by: Actor, me: Colleague) -> Colleague:
    """Send somebody a personal link to the room. Raises Refused when it is not one's own room, or they are in it."""
    ensure(team.room, "invite", by)
    known = next((one for one in team.colleagues if one.email == email), None)
    if known is not None and known.state in (ColleagueState.INVITED, ColleagueState.JOINED):
        raise Refused(_("%(name)s is in the list already. Send them their link again from there.", name=known.name))
    if known is not None:
        known.name = name
        return invite_again(team, known, by=by, me=me)
    colleague = Colleague(room=team.room, name=name, email=email, invited_at=clock.now(), state=ColleagueState.INVITED)
    db.session.add(colleague)
    db.session.flush()
    chain.created(colleague, by=by, action="invite", why=f"{name}{BY}{me.name}")
    _send_link(team, colleague)
    return colleague


def invite_again(team: Team, colleague: Colleague, *, by: Actor, me: Colleague) -> Colleague:
    """Send a new personal link; the one before no longer works."""
    perform(colleague, "invite", by=by, why=f"{colleague.name}{BY}{me.name}")
    _send_link(team, colleague)
    return colleague


def _send_link(team: Team, colleague: Colleague) -> None:
    token = secrets.token_urlsafe(24)
    colleague.token_hash, colleague.person_id = fingerprint(token), None
    response = team.room.response
    with speaking(response.language):
        post(
            colleague.email,
            "team_invited",
            name=colleague.name,
            by=team.owner.name,
            organisation=response.organisation_name,
            **about(response.round, response.language, f"/rounds/{response.round.slug}/respond/team/join/{token}"),
        )


def join(colleague: Colleague, *, name: str, person: Person | None) -> None:
    """Come into the room by one's personal link; signed in, it is bound to the account. Once is enough."""
    by = Respondent(colleague.response_id, person.id if person else None, colleague.id)
    if colleague.state is ColleagueState.INVITED:
        colleague.name = name or colleague.name
        colleague.joined_at = clock.now()
        perform(colleague, "join", by=by, why=f"{BY}{colleague.name}")
    if person is not None and colleague.person_id is None:
        colleague.person_id = person.id


def leave(colleague: Colleague, *, by: Actor) -> None:
    """Go; what one wrote stays in the response, and its history keeps one's name."""
    perform(colleague, "leave", by=by, why=f"{BY}{colleague.name}")
    _gone(colleague)


def take_off(colleague: Colleague, *, by: Actor, me: Colleague) -> None:
    """Take somebody off the response. Their link and their open pages stop working at once."""
    perform(colleague, "take_off", by=by, why=f"{colleague.name}{BY}{me.name}")
    _gone(colleague)


def _gone(colleague: Colleague) -> None:
    locks.leave(colleague)
    colleague.token_hash = None


def name_certifier(team: Team, colleague: Colleague, *, by: Actor, me: Colleague) -> None:
    """Have one named person certify and send the response; for a provider one of its signatories (domain §2)."""
    before = team.certifier
    if before is colleague:
        return
    provider = queries.provider_of(team.room.response)
    if colleague.state is not ColleagueState.JOINED:
        raise Refused(_("%(name)s has not joined yet. Wait until they have.", name=colleague.name))
    if provider is not None and not queries.is_signatory(colleague.person, provider.id):
        raise Refused(_("%(name)s is no signatory of %(organisation)s who joined signed in: only one of them certifies "
                        "for it.", name=colleague.name, organisation=provider.name))  # fmt: skip
    perform(team.room, "name_certifier", by=by, why=f"{colleague.name}{BY}{me.name}")
    if before is not None:
        before.certifies = False
        db.session.flush()
    colleague.certifies = True
    if colleague is not me:
        _tell(colleague, "team_certifier", team, by=me, key="")


def ask_to_certify(team: Team, *, by: Actor, me: Colleague) -> None:
    """Say that the response is ready; whoever certifies it gets a letter. Writing on takes that back."""
    perform(team.room, "ask_to_certify", by=by, why=f"{BY}{me.name}")
    locks.leave(me)
    if team.certifier is not None and team.certifier is not me:
        _tell(team.certifier, "team_ready", team, by=me, key=f"room {team.room.id} ready {team.room.version}")


def certify(team: Team, *, by: Actor, me: Colleague) -> None:
    """Certify the response and send it. Raises Refused while anything stands in the way of either."""
    ensure(team.room, "certify", by)
    responses.submit(team.room.response, by=by)
    perform(team.room, "certify", by=by, why=f"{BY}{me.name}")
    for one in team.colleagues:
        locks.leave(one)


def reopen(team: Team, *, by: Actor, me: Colleague) -> None:
    """Open a response that was sent for changes by the team."""
    ensure(team.room, "reopen", by)
    responses.change(team.room.response, by=by)
    perform(team.room, "reopen", by=by, why=f"{BY}{me.name}")


def ask(team: Team, section: str, *, me: Colleague) -> Colleague | None:
    """Ask whoever writes a section for it: their page says so, and a letter, at most one an hour for each section.

    Returns whom one has asked, None when the section is free.
    """
    holder = locks.ask(team, section, me=me)
    now = clock.real_now()
    last = holder.asked_by_letter.get(section) if holder else None
    if holder is None or (last and now - datetime.fromisoformat(last) < LETTER_AGAIN):
        return holder
    holder.asked_by_letter = {**holder.asked_by_letter, section: now.isoformat()}
    key = f"room {team.room.id} {section} to {holder.id} after {last}"
    _tell(holder, "team_asked", team, by=me, key=key, section=section)
    return holder


def comment(team: Team, place: str, text: str, *, by: Actor, me: Colleague) -> bool:
    """Say something to one's colleagues. False when the same words stand there already: a second press."""
    ensure(team.room, "comment", by)
    last = queries.remarks(team.room, place)[-1:]
    if last and (last[0].colleague_id, last[0].text) == (me.id, text):
        return False
    db.session.add(TeamRemark(room_id=team.room.id, place=place, colleague_id=me.id, text=text, at=clock.now()))
    return True


def _tell(colleague: Colleague, template: str, team: Team, *, by: Colleague, key: str, section: str = "") -> None:
    """Write to a colleague in the language of the response; of a section it says which, never what stands in it."""
    response = team.room.response
    facts: dict[str, Any] = {"name": colleague.name, "by": by.name, "organisation": response.organisation_name}
    with speaking(response.language):
        if section:
            facts["what"] = str(standing.titles(places.of(response.edition))[section])
        here = about(response.round, response.language, f"/rounds/{response.round.slug}/respond/team")
        post(colleague.email, template, key=key, **facts, **here)
