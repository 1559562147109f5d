"""Whose move it is, since when, what it waits for, what follows and by when: the one sentence that an agreement's page,
lists, letters and the first page all say."""

from datetime import date, datetime
from functools import lru_cache
from typing import Any

from app.calendar import working_days_between
from app.wording import plural, short_day
from workflows.agreement import NEGOTIABLE, AgreementState
from workflows.deadline import LONDON
from workflows.waiting import Waiting, in_full, waiting


def whose_move(agreement: Any, provider: str, *, today: date, done_by: date | None) -> str:
    """The sentence for an agreement, or a row with its names. `done_by`: when the round's negotiation is to be done."""
    return sentence(waiting(agreement, provider), agreement, today=today, done_by=done_by)


def sentence(move: Waiting, agreement: Any, *, today: date, done_by: date | None) -> str:
    """The same for a move that is known."""
    return in_full(move, since=since(agreement.waiting_since, today), by=_by(agreement, done_by))


@lru_cache(maxsize=4096)
def since(moment: datetime | None, today: date) -> str:
    """Since when, in days and in working days: "since 24 January 2012 (12 working days)".

    Kept, because lists ask for the same moments over and over; as is what follows.
    """
    if moment is None:
        return ""
    if moment.astimezone(LONDON).date() == today:
        return "since today"
    return f"since {short_day(moment)} ({plural(working_days_since(moment, today), 'working day')})"


@lru_cache(maxsize=4096)
def working_days_since(moment: datetime, today: date) -> int:
    """Whole working days in England and Wales from a moment's day in London to today."""
    return max(working_days_between(moment.astimezone(LONDON).date(), today), 0)


def _by(agreement: Any, done_by: date | None) -> str:
    if agreement.state in NEGOTIABLE:
        return f"all is to be agreed by {_day(done_by)}" if done_by else ""
    if agreement.state in (AgreementState.AGREED, AgreementState.APPROVED):
        return f"it is to be signed before {_day(agreement.starts_on)}"
    if agreement.state is AgreementState.SIGNED:
        return f"that is on {_day(agreement.starts_on)}"
    return ""


@lru_cache(maxsize=512)
def _day(day: date) -> str:
    return short_day(day)
