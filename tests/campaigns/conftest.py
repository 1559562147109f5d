"""A postcard that many people sent, some with words of their own, among texts that nobody shares."""

import pytest

from app.campaigns import commands
from app.extensions import db
from tests import make
from tests.searching.conftest import say
from tests.work import do_jobs
from workflows.roles import Role
from workflows.round import RoundState

HERE = "/rounds/2012-13/feedback/campaigns"
POSTCARD = (
    "I write to ask you to keep the workshops at our prison open. They teach a trade to men who have never had one, "
    "and men with a trade do not come back. Please think again before you take the money away."
)
OWN = "My brother learned to weld there and has had steady work in Hull for six years."


@pytest.fixture
def round_(app):
    made = make.round_(RoundState.CONSULTING)
    make.edition(made)
    return made


@pytest.fixture
def analyst(round_):
    return make.person(Role.ANALYST, name="Ada Analyst")


@pytest.fixture
def postcards(round_):
    """Four people sent it: two as it is, one with another ending, one with words of their own; two wrote otherwise."""
    texts = [POSTCARD, POSTCARD, POSTCARD.replace("think again", "reconsider"), f"{POSTCARD} {OWN}"]
    points = [say(round_, text, place) for text, place in zip(texts, ["CU-1", "CU-2", "CU-1", "CU-1"], strict=True)]
    say(round_, "The volumes in the north east do not match the number of referrals we were promised last year.")
    say(round_, "Women leave custody with nowhere to live; approved premises for them are too few and too far away.")
    return points


@pytest.fixture
def look(app, round_, analyst):
    """Look for campaigns, and have it done."""

    def now():
        search = commands.look(round_, by=analyst)
        db.session.commit()
        do_jobs(app)
        db.session.refresh(search)
        return search

    return now
