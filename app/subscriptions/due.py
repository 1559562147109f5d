"""The letters to subscribers that time sends: feedback closes soon."""

from collections.abc import Iterator
from functools import partial

import sqlalchemy as sa

from app.calendar import working_days_before
from app.due import Due, offers
from app.extensions import db
from app.models import Round, Subscription
from app.rounds import queries as rounds
from app.subscriptions.letters import closing_soon
from workflows.round import RoundState

SOON = 5
"""Working days."""


@offers
def due() -> Iterator[Due]:
    """Once for each round and closing day, while somebody waits to be told."""
    for round_ in rounds.every():
        closes = round_.day("feedback_closes")
        if round_.state is RoundState.CONSULTING and closes and _waiting(round_):
            at = working_days_before(closes, SOON)
            yield Due(at, partial(tell, round_), f"{round_.title}: told that feedback closes soon")


def tell(round_: Round) -> None:
    """Tell everyone who asked for it and has not been told of this closing day."""
    for subscription in _waiting(round_):
        closing_soon(subscription)
        subscription.told_closing = round_.day("feedback_closes")


def _waiting(round_: Round) -> list[Subscription]:
    closes = round_.day("feedback_closes")
    return list(
        db.session.scalars(
            sa.select(Subscription).where(
                Subscription.round_id == round_.id,
                Subscription.confirmed_at.is_not(None),
                Subscription.closing_soon,
                Subscription.told_closing.is_distinct_from(closes),
            )
        )
    )
