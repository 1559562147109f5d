"""A round whose discussion edition is out, with comments that are accepted, and words that have moved on."""

import pytest

from app.answers import commands as answers
from app.extensions import db
from app.intentions.queries import digest_of
from app.models import Intention, Screening, ScreeningLine
from tests import make
from tests.answers.conftest import point_at, respond
from workflows.roles import Role
from workflows.round import RoundState
from workflows.screening import Finding, ScreeningState

OLD = "We buy workshops for men in custody and review them every year."
NEW = "We buy workshops for everybody in custody and review them every year."
NEWER = "We buy workshops for all adults in custody and review them every year."


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


@pytest.fixture
def heard(round_, analyst, manager):
    """Ann, who may be quoted, and Cy, who may not, both wanted women in CU-1; the wording now says so."""
    ann = respond(round_, {"CU-1": ("disagree", "Women need workshops too.")}, email="ann@example.test")
    cy = respond(round_, {"CU-1": ("disagree", "My wife got none.")}, name="Cy Private", permission="no")
    for response in (ann, cy):
        accept(response.points[0], analyst, manager)
    reword(round_, NEW)
    return round_


def accept(point, analyst, manager):
    answers.answer(point, disposition="accepted", reason="You are right.", change="CU-1 is for all.", by=analyst)
    answers.approve(point, by=manager)
    db.session.commit()


def reword(round_, words):
    intention = db.session.query(Intention).filter_by(round_id=round_.id, ref="CU-1").one()
    intention.explanation = words
    db.session.commit()


def screened(round_):
    """Nothing stands in the way of the final edition any more."""
    made = make.add(Screening(round_id=round_.id, state=ScreeningState.APPROVED, digest=digest_of(round_)))
    for each in round_.characteristics:
        line = {"finding": Finding.NOT_RELEVANT, "reason": "It touches nobody differently."}
        make.add(ScreeningLine(screening_id=made.id, characteristic_id=each.id, **line))


__all__ = ["point_at", "respond"]
