"""Where a section of a team's response stands, in words: who writes it, since when, and who else is there."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from app.languages import _, ngettext
from app.languages.lists import listed
from app.models import Colleague, SectionLock
from app.responses.places import Places
from app.rooms.queries import ABOUT
from app.rooms.team import SILENT_AFTER, Team
from app.wording import moment
from workflows.deadline import LONDON

HOUR = 60


@dataclass(frozen=True)
class Standing:
    """One section as one colleague finds it. `lock` is the last beginning that nobody ended, however silent."""

    key: str
    title: str
    lock: SectionLock | None
    is_mine: bool
    is_held: bool
    now: datetime
    here: tuple[str, ...]
    asked_by: Colleague | None

    @property
    def holder(self) -> str:
        return self.lock.colleague.name if self.lock else ""

    @property
    def is_locked(self) -> bool:
        """Whether somebody else writes it now."""
        return self.is_held and not self.is_mine

    @property
    def silent_after(self) -> int:
        """Minutes without a sign of life after which a section is no longer held."""
        return int(SILENT_AFTER.total_seconds() // 60)

    @property
    def sentence(self) -> str:
        """Who writes it since when; who went silent; who else has it open."""
        return " ".join(filter(None, [self._held(), self._others()]))

    def _held(self) -> str:
        if self.lock is None:
            return ""
        names = {"name": self.holder, "time": at_clock(self.lock.since, self.now)}
        if self.is_mine:
            return _("You are writing this section, since %(time)s.", time=names["time"])
        if self.is_held:
            return _("%(name)s is writing this section, since %(time)s.", **names)
        silent = int((self.now - self.lock.alive_at).total_seconds() // 60)
        if silent >= HOUR:
            return ngettext(
                "%(name)s began to write this section at %(time)s, and has been silent for %(num)s hour.",
                "%(name)s began to write this section at %(time)s, and has been silent for %(num)s hours.",
                silent // HOUR,
                **names,
            )
        return ngettext(
            "%(name)s began to write this section at %(time)s, and has been silent for %(num)s minute.",
            "%(name)s began to write this section at %(time)s, and has been silent for %(num)s minutes.",
            silent,
            **names,
        )

    def _others(self) -> str:
        return _("Open in front of %(names)s.", names=listed(self.here)) if self.here else ""


def of(team: Team, key: str, title: str, me: Colleague) -> Standing:
    """How this section stands for this colleague."""
    lock = team.lock_on(key)
    return Standing(
        key=key,
        title=title,
        lock=lock,
        is_mine=lock is not None and lock.colleague_id == me.id,
        is_held=lock is not None and team.is_held(lock),
        now=team.now,
        here=tuple(one.name for one in team.here(key) if one is not me),
        asked_by=team.named(lock.asked_by_id) if lock and lock.asked_by_id else None,
    )


def hints(team: Team, keys: Iterable[str], me: Colleague) -> dict[str, str]:
    """The sentence of each section that has one, for the list of sections."""
    found = {key: of(team, key, "", me).sentence for key in keys}
    return {key: sentence for key, sentence in found.items() if sentence}


def titles(asked: Places) -> dict[str, str]:
    """What the sections of a response are called, in order."""
    return {ABOUT: _("Who you are"), **{section.key: section.title for section in asked.sections}}


def at_clock(at: datetime, now: datetime) -> str:
    """ "10:42am" today, with its day on any other. Real time, also in a rehearsal."""
    local = at.astimezone(LONDON)
    if local.date() != now.astimezone(LONDON).date():
        return moment(at)
    return f"{local.hour % 12 or 12}:{local:%M}{'am' if local.hour < 12 else 'pm'}"
