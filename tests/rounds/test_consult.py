"""A round manager opens a round for feedback, and everyone on the list is told."""

from datetime import date

import pytest

from app.extensions import db
from app.models import Entry, Invitee, Letter
from tests import make
from tests.work import do_jobs
from workflows.roles import Role
from workflows.round import RoundState


@pytest.fixture
def manager(browser):
    return make.person(Role.ROUND_MANAGER)


def ready(**given):
    round_ = make.round_(**given)
    make.edition(round_)
    return round_


def consult(browser, round_):
    return browser.submit(f"/rounds/{round_.slug}/consult", without="They follow next week.")


def test_the_round_opens_and_everyone_with_an_address_is_told_once(app, browser, manager):
    round_ = ready()
    make.add(Invitee(round_id=round_.id, name="Courts", email="courts@example.test"))
    make.add(Invitee(round_id=round_.id, name="Police"))
    assert consult(browser.as_(manager), round_).status_code == 302
    do_jobs(app)
    letter = db.session.query(Letter).one()
    assert letter.to == "courts@example.test"
    assert letter.subject == "Commissioning round 2012-13: tell us what you think by Friday 9 December 2011"
    assert f"http://localhost/rounds/{round_.slug}/invitation/" in letter.body, "a link of their own"
    assert round_.state is RoundState.CONSULTING


def test_what_stands_in_the_way_is_said_instead_of_a_button(browser, manager):
    round_ = make.round_(window_reason="")
    make.intention(round_, "CO-1", partners=["Courts", "Police", "NHS", "Local authorities", "Jobcentre Plus"])
    page = browser.as_(manager).get(f"/rounds/{round_.slug}/consult").text
    assert "Publish a discussion edition first: people answer an edition." in page
    assert "Give the reason for a window shorter than 12 weeks, or move the date feedback closes." in page
    assert "invitation list: Courts, Police, NHS and 2 more." in page
    assert "<form" not in page.split("<main")[1].split("</main>")[0]


def test_a_second_press_is_told_that_it_has_been_done(browser, manager):
    round_ = ready()
    browser.as_(manager)
    consult(browser, round_)
    answer = consult(browser, round_)
    answer = browser.get(answer.location)
    assert "That has been done: the round is consulting." in answer.text
    assert db.session.query(Entry).filter_by(action="consult").count() == 1


def test_a_forged_press_does_nothing(browser, manager):
    round_ = ready()
    browser.as_(manager).post(f"/rounds/{round_.slug}/consult", data={"csrf_token": "forged"})
    assert round_.state is RoundState.PLANNING


def test_a_post_past_the_page_is_refused_with_the_reason(browser, manager):
    round_ = make.round_()
    answer = browser.as_(manager).press(f"/rounds/{round_.slug}/consult", f"/rounds/{round_.slug}/consult")
    assert answer.status_code == 409
    assert "Publish a discussion edition first" in answer.text


@pytest.mark.parametrize("role", [Role.ANALYST, Role.COMMISSIONER_SIGNATORY, Role.ADMINISTRATOR])
def test_for_everyone_else_the_page_does_not_exist(browser, role):
    assert consult(browser.as_(make.person(role)), ready()).status_code == 404


def test_it_opens_whatever_another_round_does(browser, manager):
    make.round_(RoundState.CONSULTING)
    round_ = ready()
    consult(browser.as_(manager), round_)
    assert round_.state is RoundState.CONSULTING


def test_no_window_is_too_long(browser, manager):
    round_ = ready(window_reason="")
    round_.date_of("feedback_closes").revised = date(2012, 3, 1)
    db.session.commit()
    consult(browser.as_(manager), round_)
    assert round_.state is RoundState.CONSULTING
