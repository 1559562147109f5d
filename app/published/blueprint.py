"""The blueprint of published responses, and the round that its staff pages are about."""

from flask import Blueprint, g
from werkzeug.exceptions import NotFound

from app.models import Round
from app.permissions import sees_responses
from app.rounds import queries as rounds

bp = Blueprint("published", __name__)
PUBLIC = "/rounds/<slug>/responses"
STAFF = "/rounds/<slug>/feedback"


def seen_round(slug: str) -> Round:
    """The round, for those who see its responses; for everyone else its feedback does not exist."""
    round_ = rounds.get(slug)
    if not sees_responses(g.person, round_.id):
        raise NotFound
    return round_
