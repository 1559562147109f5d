"""A round whose feedback has closed, responses of every permission, and the people who publish them."""

import re

import pytest
import sqlalchemy as sa

from app.extensions import db
from app.published import commands
from app.responses import commands as responses
from tests import make
from workflows.roles import Role
from workflows.round import RoundState

STAFF = "/rounds/2012-13/feedback"
PUBLIC = "/rounds/2012-13/responses"
WORKSHOP = "Keep the workshop. My neighbour Zebulon Quibb was beaten there. It teaches people a trade."


@pytest.fixture
def round_(app):
    made = make.round_(RoundState.CONSULTING)
    for ref in ("CU-1", "CU-2"):
        make.intention(made, ref)
    make.published(made)
    return made


@pytest.fixture
def analyst(round_):
    return make.person(Role.ANALYST, name="Ada Analyst")


@pytest.fixture
def manager(round_):
    return make.person(Role.ROUND_MANAGER, name="Mo Manager")


def respond(round_, views, *, name="Ann Example", permission="yes", **about):
    """Someone sends a response; `views`: place to (stance, comment)."""
    response, _ = responses.start(round_)
    by = responses.respondent(response)
    given = {"name": name, "email": "", "capacity": "individual", "permission": permission, **about}
    responses.save_about(response, by=by, **given)
    for place, (stance, comment) in views.items():
        responses.save_view(response, place, by=by, stance=stance, comment=comment)
    responses.submit(response, by=by)
    db.session.commit()
    return response


@pytest.fixture
def sent(round_):
    """Ann allows everything; Bert wants no name; Cara allows nothing. Then feedback closes."""
    ann = respond(round_, {"CU-1": ("disagree", WORKSHOP), "CU-2": ("agree", "At last.")}, email="ann@example.test")
    bert = respond(
        round_, {"CU-1": ("partly", "I am Bert Brass, bert@example.test, and I teach there.")}, name="Bert Brass",
        email="bert@example.test", permission="without my name",
    )  # fmt: skip
    cara = respond(round_, {"CU-1": ("agree", "Nobody may read xylophone.")}, name="Cara Clay", permission="no")
    close(round_)
    return ann, bert, cara


def close(round_):
    db.session.execute(sa.text("update round set state = 'answering'"))
    db.session.commit()
    db.session.refresh(round_)


def publish(round_, analyst, manager):
    """One makes the list, another publishes it."""
    volume = commands.prepare(round_, by=analyst)
    commands.publish(volume, by=manager)
    db.session.commit()
    return volume


def words(page) -> str:
    """What a page says, without its markup."""
    return " ".join(re.sub(r"<[^>]+>", " ", page.text).split())
