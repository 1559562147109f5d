"""Whose response it is, among those invited: by their personal link, their account, or the same email address."""

import sqlalchemy as sa

from app.extensions import db
from app.models import Invitee, Response, Round


def tie(response: Response, invitee: Invitee | None = None) -> None:
    """Note which invitation a response follows; `invitee` is who came by their personal link. Once tied, it stays.

    An email address is as typed, and unproved: a tie only ends reminders, and never shows anybody anything.
    """
    if response.invitee_id is not None:
        return
    found = invitee if invitee is not None and invitee.round_id == response.round_id else _by_who_it_is(response)
    if found is not None:
        response.invitee_id = found.id
        response.extended_to = max((day for day in (response.extended_to, found.extended_to) if day), default=None)


def forget(round_: Round) -> None:
    """Forget who of those invited did what, and where they were written to, when the names of responses go."""
    db.session.execute(sa.update(Response).where(Response.round_id == round_.id).values(invitee_id=None))
    nothing = dict.fromkeys(("opened_at", "reminded_at", "opted_out_at", "extended_to"))
    db.session.execute(sa.update(Invitee).where(Invitee.round_id == round_.id).values(email="", reminders=0, **nothing))


def _by_who_it_is(response: Response) -> Invitee | None:
    same = []
    if response.organisation_id is not None:
        same.append(Invitee.organisation_id == response.organisation_id)
    if response.email:
        same.append(sa.func.lower(Invitee.email) == response.email.lower())
    if response.entered_by_id is not None and response.organisation_name:
        same.append(sa.func.lower(Invitee.name) == response.organisation_name.lower())
    if not same:
        return None
    return db.session.scalars(
        sa.select(Invitee).where(Invitee.round_id == response.round_id, sa.or_(*same)).order_by(Invitee.id)
    ).first()
