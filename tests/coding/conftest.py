"""A round with a few points, a code frame, and two analysts."""

import pytest

from app.coding import codes, frame
from app.extensions import db
from app.models import Point, PointTheme
from tests import make
from tests.answers.conftest import analyst, manager, respond, round_
from workflows.roles import Role

__all__ = ["analyst", "manager", "round_"]

HERE = "/rounds/2012-13/coding"
FEEDBACK = "/rounds/2012-13/feedback"
SAID = ["Visits are too short.", "The food is cold.", "More visits, better food.", "Keep the workshop.", "Nothing."]


@pytest.fixture
def second(round_):
    return make.person(Role.ANALYST, name="Sam Second")


@pytest.fixture
def points(round_):
    """Five points of five people, the first two of charities."""
    for number, words in enumerate(SAID):
        charity = {"capacity": "organisation", "organisation_kind": "voluntary body", "organisation_name": "A charity"}
        about = charity if number < 2 else {}
        respond(round_, {"CU-1": ("disagree", words)}, name=f"Person {number}", **about)
    return db.session.query(Point).order_by(Point.id).all()


@pytest.fixture
def themes(round_, analyst):
    """Visits, Food and Work."""
    words = {"definition": "What it says.", "includes": "This.", "excludes": "That."}
    made = [frame.add_theme(round_, by=analyst, name=name, **words) for name in ("Visits", "Food", "Work")]
    db.session.commit()
    return made


@pytest.fixture
def coded(points, themes, round_, analyst):
    """Every point coded by Ada, with the first version of the frame."""
    frame.issue(round_, reason="To begin.", by=analyst)
    visits, food, work = (theme.id for theme in themes)
    for point, given in zip(points, [[visits], [food], [visits, food], [work], []], strict=True):
        codes.code(point, given, by=analyst)
    db.session.commit()
    return points


def codes_now(point):
    return {row.theme_id for row in db.session.query(PointTheme).filter_by(point_id=point.id)}
