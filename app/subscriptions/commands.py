"""What can be done with a subscription: ask for it, confirm it, stop it; and forget those that nobody needs."""

from datetime import timedelta

import sqlalchemy as sa

from app import clock
from app.extensions import db
from app.languages import language
from app.models import Round, Subscription
from app.subscriptions import queries
from app.subscriptions.letters import send
from workflows.engine import Refused
from workflows.round import RoundState

ASK_AGAIN = timedelta(hours=1)
"""How long one address is not asked again: nobody's letter box is filled by somebody else."""
UNCONFIRMED = timedelta(days=7)


def ask(round_: Round, email: str, *, closing_soon: bool = False) -> None:
    """Send the letter in which an address confirms that it wants to be told, in the language of the page.

    Whether the address is known is never said. Raises Refused for a round that is closed.
    """
    if round_.state is RoundState.CLOSED:
        raise Refused("This round is closed, so nothing more is published. Follow the next one.")
    found, now = queries.of_address(round_, email), clock.real_now()
    if found is not None and found.asked_at > now - ASK_AGAIN:
        return
    if found is None:
        found = Subscription(round=round_, email=email, email_key=email.casefold(), closing_soon=closing_soon)
        db.session.add(found)
    found.asked_at = now
    if found.confirmed_at is None:
        found.language, found.closing_soon = language(), closing_soon
    db.session.flush()
    send(found, "subscribed_already" if found.confirmed_at else "subscribe", occasion=f"asked {now:%Y-%m-%d %H:%M}")


def confirm(subscription: Subscription) -> None:
    """Tell this address from now on. Confirming twice changes nothing."""
    subscription.confirmed_at = subscription.confirmed_at or clock.real_now()


def stop(subscription: Subscription) -> None:
    """Tell this address nothing more, and forget it."""
    db.session.delete(subscription)


def forget(_task: object = None) -> None:
    """Delete the addresses that nobody confirmed for a week, and all of a closed round. A daily job."""
    closed = sa.select(Round.id).where(Round.state == RoundState.CLOSED)
    stale = sa.and_(Subscription.confirmed_at.is_(None), Subscription.asked_at < clock.real_now() - UNCONFIRMED)
    db.session.execute(sa.delete(Subscription).where(sa.or_(stale, Subscription.round_id.in_(closed))))
