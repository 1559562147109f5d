"""Finding who follows a round, by address or by the link in their letters."""

import sqlalchemy as sa

from app import personal_links
from app.extensions import db
from app.models import Round, Subscription

PURPOSE = "subscription"


def of_address(round_: Round, email: str) -> Subscription | None:
    """The subscription of an address to a round, confirmed or not."""
    return db.session.scalars(
        sa.select(Subscription).where(Subscription.round_id == round_.id, Subscription.email_key == email.casefold())
    ).one_or_none()


def confirmed(round_: Round) -> list[Subscription]:
    """Everyone who asked to be told, and meant it."""
    return list(
        db.session.scalars(
            sa.select(Subscription)
            .where(Subscription.round_id == round_.id, Subscription.confirmed_at.is_not(None))
            .order_by(Subscription.id)
        )
    )


def by_link(round_: Round, token: str) -> Subscription | None:
    """Whose letters this link stands in; None for a link that we did not write, or whose subscription has ended."""
    number = personal_links.number_in(token)
    found = db.session.get(Subscription, number) if number else None
    if found is None or found.round_id != round_.id:
        return None
    return found if personal_links.is_genuine(token, PURPOSE, found.id, found.email_key) else None


def link_of(subscription: Subscription) -> str:
    """The part of an address that stands for a subscription in its letters."""
    return personal_links.token(PURPOSE, subscription.id, subscription.email_key)
