"""A round in which Ann says three things in one comment, and somebody to sort them."""

import pytest

from app.extensions import db
from app.models import Point
from app.responses import commands as responses
from tests.answers.conftest import analyst, manager, respond, round_, signatory
from workflows.point import GONE

__all__ = ["analyst", "manager", "round_", "signatory"]

HERE = "/rounds/2012-13/feedback"
SAID = "Keep the workshop. Visits are too short. Close the gym."
VISITS, GYM = SAID.index("Visits"), SAID.index("Close")


@pytest.fixture
def whole(round_):
    """Ann's comment as one point, tagged with age."""
    respond(round_, {"CU-1": ("disagree", SAID, ["age"]), "CU-2": ("agree", "Good.")})
    return db.session.query(Point).filter_by(place="CU-1").one()


def say(response, comment, place="CU-1", *, characteristics=("age",)):
    """The respondent changes a comment and sends the response again."""
    by = responses.respondent(response)
    responses.change(response, by=by)
    responses.save_view(response, place, by=by, stance="disagree", comment=comment, characteristics=characteristics)
    responses.submit(response, by=by)
    db.session.commit()
    db.session.expire_all()


def live(response, place="CU-1"):
    """The points that still say something in one place, in the order of its words."""
    found = db.session.query(Point).filter(Point.response_id == response.id, Point.state.not_in(GONE))
    return found.filter_by(said_in=place).order_by(Point.begins, Point.id).all()


def texts(response, place="CU-1"):
    return [point.text for point in live(response, place)]
