"""A round that people have answered, and ways to make many responses at once."""

import pytest

from app.editions.content import gather
from app.extensions import db
from app.models import Point, View
from tests import make
from workflows.response import Permission
from workflows.roles import Role
from workflows.round import RoundState


@pytest.fixture
def round_(app):
    made = make.round_(RoundState.NEGOTIATING)
    make.intention(made, "CU-1", title="Keep the workshops")
    make.intention(made, "CU-2", title="Buy fewer places")
    make.edition(made, content=gather(made))
    return made


@pytest.fixture
def released(round_):
    """The final edition is out, and with it the answers."""
    make.edition(round_, "final", content=gather(round_))
    return round_


@pytest.fixture
def analyst(app, browser):
    return browser.as_(make.person(Role.ANALYST))


def respond(round_, number, *, stance=None, text="", place="CU-1", **given):
    """So many responses alike; gives their points."""
    points = []
    for _ in range(number):
        response = make.response(round_, **{"organisation_kind": "public", "permission": Permission.NO, **given})
        if stance:
            db.session.add(
                View(response_id=response.id, place=place, stance=stance, sent_stance=stance, saved_at=make.NOON)
            )
        if text:
            points.append(
                Point(response_id=response.id, round_id=round_.id, place=place, text=text, received_at=make.NOON)
            )
    make.add(*points) if points else db.session.commit()
    return points
