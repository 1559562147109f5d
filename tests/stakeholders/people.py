"""Stakeholders and invitations, made with one line each."""

from app.models import Invitee, Stakeholder
from app.stakeholders.queries import key_of
from tests import make


def stakeholder(name, **given):
    return make.add(Stakeholder(name=name, name_key=key_of(name), **given))


def invitee(round_, name, **given):
    """Somebody who has been told, unless it is said otherwise."""
    email = f"{name.split()[-1].lower()}@example.test"
    return make.add(Invitee(**{"round_id": round_.id, "name": name, "email": email, "invited_at": make.NOON, **given}))
