"""The personal link in an invitation: what it leads to, and what pressing a button behind it notes."""

import sqlalchemy as sa
from sqlalchemy.exc import NoResultFound

from app import clock, personal_links
from app.extensions import db
from app.models import Invitee, Round

PURPOSE = "invitation"
INVITATIONS = "invitations"
"""Where a browser's session keeps the invitation that it came by, for each round."""


def link_of(round_: Round, invitee: Invitee) -> str:
    """The path of somebody's invitation. It stops working when their address changes: it was in a letter to that."""
    return f"/rounds/{round_.slug}/invitation/{personal_links.token(PURPOSE, invitee.id, invitee.email)}"


def by_link(round_: Round, token: str) -> Invitee:
    """Whose invitation this link is of, or NoResultFound."""
    number = personal_links.number_in(token)
    found = db.session.get(Invitee, number) if number else None
    if found is None or found.round_id != round_.id or not found.email:
        raise NoResultFound
    if not personal_links.is_genuine(token, PURPOSE, found.id, found.email):
        raise NoResultFound
    return found


def of_number(round_: Round, number: int | None) -> Invitee | None:
    """An invitation that this browser came by, as its session notes it."""
    if number is None:
        return None
    return db.session.scalars(
        sa.select(Invitee).where(Invitee.id == number, Invitee.round_id == round_.id)
    ).one_or_none()


def open_(invitee: Invitee) -> None:
    """Note that somebody came by the link and went on. Only the first time counts."""
    invitee.opened_at = invitee.opened_at or clock.now()


def opt_out(invitee: Invitee) -> None:
    """Write to them about this round no more."""
    invitee.opted_out_at = invitee.opted_out_at or clock.now()
