"""Give notice that an agreement ends before its time, and take it back. The day itself is time's move."""

from datetime import date

import sqlalchemy as sa

from app import clock
from app.extensions import db
from app.models import Agreement, Ending
from app.perform import perform
from app.permissions import Actor
from app.signing import letters
from app.wording import short_day
from workflows.ending import EqualityEffect


def give_notice_of_end(
    agreement: Agreement,
    *,
    last_day: date,
    reason: str,
    equality: EqualityEffect,
    equality_words: str,
    sooner_reason: str = "",
    by: Actor,
) -> Ending:
    """Give the provider notice that the agreement ends after `last_day`. Raises NotAllowed or Refused.

    Three months or more (the national template, 8.6); less only with `sooner_reason`, and never to a voluntary body.
    """
    equality = EqualityEffect(equality)
    perform(
        agreement,
        "give_notice_of_end",
        by=by,
        what=f"it ends after {short_day(last_day)}",
        why=reason,
        reason=reason,
        last_day=last_day,
        sooner_reason=sooner_reason,
        equality=equality,
        equality_words=equality_words,
    )
    ending = Ending(
        agreement_id=agreement.id,
        given_by_id=by.id,
        given_at=clock.now(),
        last_day=last_day,
        reason=reason,
        sooner_reason=sooner_reason,
        equality=equality,
        equality_words=equality_words,
    )
    db.session.add(ending)
    agreement.ends_early_on = last_day
    db.session.flush()
    letters.ending(agreement, ending)
    return ending


def take_back_notice_of_end(agreement: Agreement, *, reason: str, by: Actor) -> None:
    """Let the agreement run on after all. Raises NotAllowed or Refused."""
    perform(agreement, "take_back_notice_of_end", by=by, why=reason, reason=reason)
    ending = given(agreement)
    if ending is not None:
        ending.taken_back_at = clock.now()
        letters.ending_taken_back(agreement, ending)
    agreement.ends_early_on = None


def given(agreement: Agreement) -> Ending | None:
    """The notice of an early end that stands, or that the agreement ended by."""
    return db.session.scalars(
        sa.select(Ending)
        .where(Ending.agreement_id == agreement.id, Ending.taken_back_at.is_(None))
        .order_by(Ending.id.desc())
        .limit(1)
    ).first()
