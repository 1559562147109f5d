"""Who writes which section: taken, kept alive, asked for, taken over after silence, and left.

A section is held until its holder finishes, leaves or is silent for longer than SILENT_AFTER. Times are real.
"""

from datetime import timedelta

from app import clock
from app.extensions import db
from app.models import Colleague, SectionLock
from app.perform import ensure, perform
from app.permissions import Actor
from app.rooms.queries import BY
from app.rooms.team import SILENT_AFTER, Team
from workflows.room import RoomState

LEAVING = timedelta(minutes=2)
"""How long a section stays held when its page was closed: time enough to open it again."""


def take(team: Team, section: str, title: str, *, by: Actor, me: Colleague) -> SectionLock:
    """Begin to write a section, leaving any other. Raises Refused while a colleague writes it.

    Taking it over from somebody who has gone silent stands on the timeline; what they typed stays theirs.
    """
    before = team.lock_on(section)
    if before is not None and before.colleague_id == me.id:
        _alive(before, me)
        return before
    held = before is not None and team.is_held(before)
    ensure(team.room, "take_over", by, is_silent=not held, holder=before.colleague.name if before else "")
    if team.room.state is RoomState.READY:
        perform(team.room, "write_on", by=by, why=f"{title}{BY}{me.name}")
    if before is not None:
        perform(team.room, "take_over", by=by, why=f"{title}, from {before.colleague.name}{BY}{me.name}")
    leave(me)
    return _given(before, team, section, me)


def _given(before: SectionLock | None, team: Team, section: str, me: Colleague) -> SectionLock:
    now = clock.real_now()
    lock = before or SectionLock(room_id=team.room.id, section=section, colleague_id=me.id, since=now, alive_at=now)
    lock.colleague, lock.since, lock.asked_by_id, lock.asked_at = me, now, None, None
    db.session.add(lock)
    _alive(lock, me)
    db.session.flush()
    return lock


def keep_alive(team: Team, section: str, *, me: Colleague) -> bool:
    """A sign of life from a colleague's page. Whether they hold the section; one that was lost is not taken again."""
    lock = team.lock_on(section)
    if lock is not None and lock.colleague_id == me.id:
        _alive(lock, me)
        return True
    me.here_at, me.here_in = clock.real_now(), section
    return False


def ask(team: Team, section: str, *, me: Colleague) -> Colleague | None:
    """Ask whoever writes a section for it: their page says so. Returns whom one has asked, None when it is free."""
    lock = team.lock_on(section)
    if lock is None or not team.is_held(lock) or lock.colleague_id == me.id:
        return None
    if lock.asked_by_id != me.id:
        lock.asked_by_id, lock.asked_at = me.id, clock.real_now()
    return lock.colleague


def close_page(team: Team, section: str, *, me: Colleague) -> None:
    """The page was closed: the section is free in a minute, unless it is opened again."""
    lock = team.lock_on(section)
    if lock is not None and lock.colleague_id == me.id:
        lock.alive_at = min(lock.alive_at, clock.real_now() - SILENT_AFTER + LEAVING)
    me.here_in = ""


def leave(me: Colleague, section: str | None = None) -> None:
    """Free what a colleague writes: one section, or all. What they typed and did not save stays theirs."""
    for lock in list(me.locks):
        if section in (None, lock.section):
            me.locks.remove(lock)
            db.session.delete(lock)
    me.here_in = "" if section in (None, me.here_in) else me.here_in
    db.session.flush()


def _alive(lock: SectionLock, me: Colleague) -> None:
    lock.alive_at = me.here_at = clock.real_now()
    me.here_in = lock.section
