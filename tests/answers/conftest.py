"""A round with feedback in it, and the people who work on it."""

import pytest

from app.answers import commands
from app.extensions import db
from app.models import Point
from app.responses import commands as responses
from tests import make
from workflows.roles import Role
from workflows.round import RoundState

HERE = "/rounds/2012-13/feedback"


@pytest.fixture
def round_(app):
    made = make.round_(RoundState.CONSULTING)
    for ref in ("CO-1", "CU-1", "CU-2", "CU-10"):
        make.intention(made, ref)
    make.published(made)
    return made


@pytest.fixture
def analyst(round_):
    return make.person(Role.ANALYST, name="Ada Analyst")


@pytest.fixture
def signatory(round_):
    return make.person(Role.COMMISSIONER_SIGNATORY, name="Sir Signatory", post="Director")


@pytest.fixture
def manager(round_):
    return make.person(Role.ROUND_MANAGER, name="Mo Manager")


def respond(round_, views, *, name="Ann Example", permission="yes", **about):
    """Someone sends a response; `views`: place to (stance, comment) or (stance, comment, characteristics)."""
    response, _ = responses.start(round_)
    by = responses.respondent(response)
    given = {"name": name, "capacity": "individual", "permission": permission, **about}
    responses.save_about(response, by=by, **given)
    for place, (stance, comment, *people) in views.items():
        responses.save_view(
            response, place, by=by, stance=stance, comment=comment, characteristics=people[0] if people else ()
        )
    responses.submit(response, by=by)
    db.session.commit()
    return response


def point_at(place):
    return db.session.query(Point).filter_by(place=place).order_by(Point.id).first()


def answered(point, *, by, approved_by=None, **given):
    """An answer that somebody else has approved."""
    commands.answer(point, by=by, **given)
    commands.approve(point, by=approved_by or make.person(Role.ANALYST))


@pytest.fixture
def feedback(round_):
    """Ann disagrees with CU-1; Bert agrees with CU-10 and with CU-1, and says whom it harms."""
    respond(round_, {"CU-1": ("disagree", "Keep the workshop."), "CU-2": ("no view", "")})
    views = {
        "CU-10": ("agree", "At last."),
        "CU-1": ("agree", ""),
        "EQ-4": (None, "It hits the old.", ["age"]),
    }
    nacro = {"capacity": "organisation", "organisation_name": "Nacro", "organisation_kind": "voluntary body"}
    respond(round_, views, name="Bert Example", permission="without my name", **nacro)
    return round_
