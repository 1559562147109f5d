"""A respondent follows a receipt code to what became of what they said: without JavaScript, on a phone, in Welsh."""

import pytest

from app.changes import commands as changes
from app.changes import queries as changed
from app.clock import SETTING
from app.extensions import db
from app.models import Intention, Setting
from app.points import commands as points
from tests import make
from tests.became.conftest import decide, final, point_saying, send
from tests.browser import Journey, served
from tests.changes.conftest import NEW, OLD
from tests.demonstration import application
from workflows.roles import Role
from workflows.round import RoundState

PAGE = "/rounds/2012-13/respond/what-became"
SAID = "Women need workshops too. Pay the instructors more."


@pytest.fixture(scope="module")
def answered(tmp_path_factory):
    """The address of a round whose answers are out, and the code of somebody whose words changed it."""
    url = f"sqlite:///{tmp_path_factory.mktemp('became') / 'app.sqlite'}"
    app = application(url)
    with app.app_context():
        db.session.add(Setting(name=SETTING, value=make.NOON.isoformat()))
        db.session.commit()
        code = _write()
        db.session.remove()
        db.engine.dispose()
    with served(url) as address:
        yield address, code


def _write() -> str:

    round_ = make.round_(RoundState.CONSULTING, introduction="What we mean to buy.")
    make.intention(round_, "CU-1", explanation=OLD)
    make.intention(round_, "CU-2")
    make.published(round_)
    analyst, manager = make.person(Role.ANALYST), make.person(Role.ROUND_MANAGER)
    code = send(round_, {"CU-1": SAID, "CU-2": "Leave it."}, permission="yes", email="ann@example.test")
    points.split(point_saying(SAID), at=[26], by=analyst)
    db.session.commit()
    wish, pay = point_saying("Women need workshops too."), point_saying("Pay the instructors more.")
    decide(wish, analyst, manager, reason="You are right, and the wording now says so.")
    decide(pay, analyst, manager, disposition="outside remit", reason="Each prison sets its own pay.")
    decide(point_saying("Leave it."), analyst, manager, disposition="already so", reason="It stays as it is.")
    db.session.query(Intention).filter_by(ref="CU-1").one().explanation = NEW
    db.session.commit()
    newest, (hunk,) = changed.so_far(round_)
    link = changes.tie(wish, hunk, since=newest, by=analyst)
    link.edition = final(round_, manager)
    db.session.commit()
    return code


def test_a_respondent_follows_a_receipt_code_without_javascript(browser_of_the_machine, answered):
    address, code = answered
    with Journey(browser_of_the_machine, address, javascript=False) as ann:
        ann.open("/rounds/2012-13/answers").follow("what became of what you said")
        ann.fill("Your receipt code", "0000-0000-0000-0000-0000").press("Continue").sees("There is a problem")
        ann.fill("Your receipt code", code.lower()).press("Continue")
        ann.sees(SAID, "It was answered in 2 parts.", "Accepted", "You are right, and the wording now says so.")
        ann.sees("Outside remit", "Each prison sets its own pay.", "Already so", "men", "everybody")
        ann.follow("edition 2").sees("What changed in edition 2", "Because of what people said", "Ann Example")
        ann.open(PAGE).follow("CU-1", exact=False).sees("What changed because of what people said")
        ann.open(PAGE).follow("Read the agreements that are published")


def test_the_page_has_nothing_that_axe_finds(browser_of_the_machine, answered):
    address, code = answered
    with Journey(browser_of_the_machine, address) as ann:
        ann.open(PAGE).fill("Your receipt code", code).press("Continue").sees("It was answered in 2 parts.")
        ann.follow("edition 2")


def test_it_is_followed_in_welsh(browser_of_the_machine, answered):
    address, code = answered
    with Journey(browser_of_the_machine, address, javascript=False) as ann:
        ann.open(f"/cy{PAGE}").fill("Eich cod derbynneb", code).press("Parhau")
        assert ann.page.locator("html").get_attribute("lang") == "cy"
        ann.sees(SAID, "It stays as it is.")
        assert ann.page.locator("span[lang=en]").count() > 0
        ann.follow("English").sees("It was answered in 2 parts.")
