"""A round with points that people made, and the people who look for them."""

import pytest

from app.extensions import db
from app.models import Point
from tests import make
from workflows.roles import Role
from workflows.round import RoundState

HERE = "/rounds/2012-13/feedback"


@pytest.fixture
def round_(app):
    made = make.round_(RoundState.CONSULTING)
    make.edition(made)
    return made


@pytest.fixture
def analyst(round_):
    return make.person(Role.ANALYST, name="Ada Analyst")


@pytest.fixture
def colleague(round_):
    return make.person(Role.EQUALITY_LEAD, name="Ella Equality")


def say(round_, text, place="CU-1", *, response=None, **about):
    """Somebody says this; `about` the point, `response` says who."""
    return make.add(
        Point(response_id=(response or make.response(round_)).id, round_id=round_.id, place=place, text=text,
              **{"received_at": make.NOON, **about})
    )  # fmt: skip


def say_all(round_, texts):
    """Many points at once, from one response."""
    response = make.response(round_)
    points = [
        Point(response_id=response.id, round_id=round_.id, place="CU-1", text=text, received_at=make.NOON)
        for text in texts
    ]
    db.session.add_all(points)
    db.session.commit()
    return points
