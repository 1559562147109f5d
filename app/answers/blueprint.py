"""The blueprint that the pages of answers share, and the round whose responses one sees."""

from typing import Any

from flask import Blueprint, g
from werkzeug.exceptions import NotFound

from app.models import Round
from app.permissions import roles_of, sees_responses
from app.rounds import queries as rounds

bp = Blueprint("answers", __name__)


def seen_round(slug: str) -> Round:
    """The round, for those who see its responses; for everyone else its feedback does not exist."""
    round_ = rounds.get(slug)
    if not sees_responses(g.person, round_.id):
        raise NotFound
    return round_


@bp.context_processor
def _who_asks() -> dict[str, Any]:
    """For the links of the list: the parts that the person asking plays in a round."""
    return {"my_parts_in": lambda round_: {str(role) for role in roles_of(g.person, round_)}}
