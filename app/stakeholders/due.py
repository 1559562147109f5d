"""The reminders that a round sends by itself."""

from collections.abc import Iterator
from functools import partial

import sqlalchemy as sa

from app.due import Due, offers
from app.extensions import db
from app.models import Reminder
from app.rounds import queries as rounds
from app.stakeholders import reminders
from workflows.round import RoundState


@offers
def due() -> Iterator[Due]:
    """Each reminder once for each closing day, unless its day had passed when it was chosen."""
    chosen = db.session.scalars(sa.select(Reminder).order_by(Reminder.round_id, Reminder.days.desc())).all()
    if not chosen:
        return
    found = {round_.id: round_ for round_ in rounds.every()}
    for reminder in chosen:
        round_ = found[reminder.round_id]
        closes = round_.day("feedback_closes")
        if round_.state is not RoundState.CONSULTING or closes is None or reminder.sent_for == closes:
            continue
        at = reminders.on(reminder, closes)
        if at > reminder.chosen_on:
            yield Due(
                at,
                partial(reminders.send, round_, reminder),
                f"{round_.title}: reminded those who are silent {reminder.days} working days before feedback closes",
            )
