"""The blueprint of reports, and the round that its staff pages are about."""

from flask import Blueprint, g
from werkzeug.exceptions import NotFound

from app.models import Round
from app.permissions import sees_responses
from app.rounds import queries as rounds

bp = Blueprint("reports", __name__)
PUBLIC = "/rounds/<slug>/response-report"
STAFF = "/rounds/<slug>/feedback/report"


def seen_round(slug: str) -> Round:
    """The round, for those who see its responses; for everyone else its feedback does not exist."""
    round_ = rounds.get(slug)
    if not sees_responses(g.person, round_.id):
        raise NotFound
    return round_
