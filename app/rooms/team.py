"""Who writes a response together: everybody in its room, what each holds, and which of them somebody is."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.models import Colleague, Person, Room, SectionLock
from app.permissions import Respondent
from workflows.colleague import ColleagueState

SILENT_AFTER = timedelta(minutes=15)
"""Without a sign of life for so long, a section is no longer held: others may take it over."""
HERE = timedelta(minutes=2)


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
