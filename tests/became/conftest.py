"""Respondents with their receipt codes, and what was decided about what they said."""

import pytest

from app.answers import commands as answers
from app.extensions import db
from app.models import Point
from app.responses import commands as responses
from tests import make
from tests.changes.conftest import OLD
from workflows.roles import Role
from workflows.round import RoundState

PAGE = "/rounds/2012-13/respond/what-became"
SECRET = "A draft nobody may read."


@pytest.fixture
def round_(app):
    made = make.round_(RoundState.CONSULTING, introduction="What we mean to buy.")
    make.intention(made, "CU-1", explanation=OLD)
    make.intention(made, "CU-2")
    make.published(made)
    return made


@pytest.fixture
def analyst(round_):
    return make.person(Role.ANALYST, name="Ada Analyst")


@pytest.fixture
def manager(round_):
    return make.person(Role.ROUND_MANAGER, name="Mo Manager")


def send(round_, views, *, name="Ann Example", permission="no", **given):
    """Somebody responds; gives the receipt code."""
    response, code = responses.start(round_)
    by = responses.respondent(response)
    responses.save_about(response, by=by, name=name, capacity="individual", permission=permission, **given)
    for place, comment in views.items():
        responses.save_view(response, place, by=by, stance="disagree", comment=comment)
    responses.submit(response, by=by)
    db.session.commit()
    return code


def decide(point, analyst, manager, *, disposition="accepted", reason="You are right.", change=""):
    answers.answer(point, disposition=disposition, reason=reason, change=change, by=analyst)
    answers.approve(point, by=manager)
    db.session.commit()


def point_saying(words):
    return db.session.query(Point).filter(Point.text == words).one()


def final(round_, manager):
    """The final edition is out, and what is approved is released with it."""
    made = make.published(round_, "final")
    db.session.expire(round_, ["editions"])
    answers.release(round_, by=manager)
    db.session.commit()
    return made
