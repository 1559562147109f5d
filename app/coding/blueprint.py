"""The blueprint that the pages of coding share, and the round whose responses one codes."""

from flask import Blueprint, g
from werkzeug.exceptions import NotFound

from app.models import Round
from app.permissions import SEES_RESPONSES, sees_responses
from app.rounds import queries as rounds
from app.web import for_parts
from workflows.roles import Role

bp = Blueprint("coding", __name__)
for_coding = for_parts(Role.ANALYST)
for_reading = for_parts(*SEES_RESPONSES)


def seen_round(slug: str) -> Round:
    """The round, for those who see its responses; for everyone else its coding does not exist."""
    round_ = rounds.get(slug)
    if not sees_responses(g.person, round_.id):
        raise NotFound
    return round_
