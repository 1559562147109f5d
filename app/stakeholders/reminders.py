"""Reminding those who are silent: chosen by hand, or by the round itself so many working days before it closes."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa

from app import clock
from app.calendar import working_days_before
from app.extensions import db
from app.languages import speaking
from app.languages.letters import about, tongue_of
from app.mail import post
from app.models import Invitee, Reminder, Round
from app.perform import perform
from app.permissions import SYSTEM, Actor
from app.responses.queries import languages_of
from app.stakeholders import silence
from app.stakeholders.personal import link_of
from app.wording import day, plural
from workflows.deadline import LONDON, passed

DAYS = (15, 10, 5, 3, 1)
"""Working days before feedback closes at which a round may remind by itself."""


@dataclass(frozen=True)
class Left:
    """Why somebody in a list is not reminded."""

    name: str
    why: str


def obstacle(one: silence.Invited) -> str:
    """Why this one gets no reminder now; empty for who gets one."""
    if one.step is silence.Step.ANSWERED:
        return "has answered"
    if one.opted_out:
        return "asked for no more letters about this round"
    if not one.email:
        return "has no email address: tell them another way"
    if one.step is silence.Step.NOT_TOLD:
        return "has not been invited yet"
    if one.reminded_at and _day(one.reminded_at) == clock.today():
        return "was reminded today"
    return ""


def remind(round_: Round, ids: Collection[int], *, by: Actor) -> int:
    """Write to those of them who may be reminded, once a day each. Gives how many. Raises NotAllowed or Refused."""
    chosen = [one for one in silence.everyone(round_) if one.id in ids and not obstacle(one)]
    if chosen:
        perform(round_, "remind", by=by, what=f"reminded {plural(len(chosen), 'invited name')}")
        _write(round_, chosen)
    return len(chosen)


def choose(round_: Round, days: Iterable[int], *, by: Actor) -> None:
    """Have the round remind by itself on these working days before it closes. Days gone by are not made up for."""
    wanted = set(days) & set(DAYS)
    now = {each.days: each for each in of(round_)}
    if wanted == now.keys():
        return
    said = ", ".join(str(number) for number in sorted(wanted, reverse=True))
    perform(
        round_, "schedule_reminders", by=by,
        what=f"reminders {said} working days before feedback closes" if wanted else "no reminders",
    )  # fmt: skip
    for number in now.keys() - wanted:
        db.session.delete(now[number])
    db.session.add_all(
        Reminder(round_id=round_.id, days=number, chosen_on=clock.today()) for number in sorted(wanted - now.keys())
    )
    db.session.flush()


def of(round_: Round) -> list[Reminder]:
    """The reminders that a round sends by itself, the earliest first."""
    return list(
        db.session.scalars(sa.select(Reminder).where(Reminder.round_id == round_.id).order_by(Reminder.days.desc()))
    )


def on(reminder: Reminder, closes: date) -> date:
    """The day on which it is sent."""
    return working_days_before(closes, reminder.days)


def send(round_: Round, reminder: Reminder) -> None:
    """Remind everyone who has not answered and was told before that day; as the system."""
    closes = round_.day("feedback_closes")
    if closes is None or reminder.sent_for == closes:
        return
    if passed(closes, clock.now()):  # the worker stood still: feedback has closed, so nobody is chased
        reminder.sent_for = closes
        return
    at = on(reminder, closes)
    late = [
        one
        for one in silence.everyone(round_)
        if not obstacle(one) and one.invited_at and _day(one.invited_at) < at
    ]  # fmt: skip
    what = f"{reminder.days} working days before feedback closes, reminded {plural(len(late), 'invited name')}"
    perform(round_, "remind", by=SYSTEM, what=what)
    _write(round_, late)
    reminder.sent_for, reminder.letters = closes, reminder.letters + len(late)


def _write(round_: Round, people: Iterable[silence.Invited]) -> None:
    """One letter each, in their language, and a note of it on the invitation."""
    chosen = languages_of(round_)
    found = {one.id: one for one in db.session.scalars(sa.select(Invitee).where(Invitee.round_id == round_.id))}
    for one in people:
        invitee = found[one.id]
        invitee.reminders, invitee.reminded_at = invitee.reminders + 1, clock.now()
        closes = max(each for each in (round_.day("feedback_closes"), invitee.extended_to) if each)
        tongue = tongue_of(invitee.email, chosen, invitee.language)
        with speaking(tongue.code):
            post(
                invitee.email,
                "not_answered",
                key=f"invitee {invitee.id} reminder {invitee.reminders}",
                name=invitee.name,
                deadline=day(closes),
                **about(round_, tongue.code, link_of(round_, invitee), is_chosen=tongue.is_chosen),
            )


def _day(moment: datetime) -> date:
    return moment.astimezone(LONDON).date()
