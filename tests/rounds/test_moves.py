"""A round closes its feedback, learns its settlement, negotiates, delivers and closes."""

from datetime import date

import pytest

from app.extensions import db
from app.models import Agreement, Entry, Round
from tests import make
from workflows.roles import Role
from workflows.round import RoundState


@pytest.fixture
def manager(browser):
    return make.person(Role.ROUND_MANAGER)


def press(browser, round_, action):
    return browser.press(f"/rounds/{round_.slug}/{action}", f"/rounds/{round_.slug}/{action}")


def test_a_manager_closes_feedback_when_the_schedule_has_not(browser, manager):
    round_ = make.round_(RoundState.CONSULTING)
    make.move_clock(date(2011, 12, 12))
    press(browser.as_(manager), round_, "close-feedback")
    assert round_.state is RoundState.ANSWERING
    assert round_.date_of("feedback_closes").actual == date(2011, 12, 9)


def test_nobody_closes_feedback_early(browser, manager):
    round_ = make.round_(RoundState.CONSULTING)
    page = browser.as_(manager).get(f"/rounds/{round_.slug}/close-feedback").text
    assert "Feedback is open until the end of Friday 9 December 2011. Move the date to close it sooner." in page


def settle(browser, round_, day):
    fields = {"day-day": day.day, "day-month": day.month, "day-year": day.year}
    return browser.submit(f"/rounds/{round_.slug}/settlement", **fields)


def test_the_settlement_comes_late_and_its_slip_shows(browser, manager):
    round_ = make.round_(RoundState.ANSWERING)
    make.move_clock(date(2011, 12, 22))
    settle(browser.as_(manager), round_, date(2011, 12, 20))
    assert round_.date_of("settlement").actual == date(2011, 12, 20)
    assert "5 days later" in browser.signed_out().get(f"/rounds/{round_.slug}").text


def test_a_settlement_is_not_recorded_before_it_comes(browser, manager):
    round_ = make.round_()
    page = settle(browser.as_(manager), round_, date(2011, 12, 15))
    assert "Enter a day that has come: a settlement is recorded when it is known." in page.text


def test_a_settlement_is_recorded_once(browser, manager):
    round_ = make.round_()
    settle(browser.as_(manager), round_, date(2011, 11, 18))
    page = browser.get(f"/rounds/{round_.slug}/settlement")
    assert page.status_code == 409
    assert "The settlement is already recorded." in page.text


def test_negotiating_changes_nothing_but_the_round(browser, manager):
    round_ = make.round_(RoundState.ANSWERING)
    make.edition(round_, "final")
    press(browser.as_(manager), round_, "negotiate")
    assert round_.state is RoundState.NEGOTIATING
    assert db.session.query(Agreement).count() == 0
    assert db.session.query(Entry).count() == 1


def test_negotiating_waits_for_the_final_edition(browser, manager):
    round_ = make.round_(RoundState.ANSWERING)
    assert "Publish the final edition first." in browser.as_(manager).get(f"/rounds/{round_.slug}/negotiate").text


def test_a_round_closes_when_its_year_is_over(browser, manager):
    round_ = make.round_(RoundState.DELIVERING)
    page = browser.as_(manager).get(f"/rounds/{round_.slug}/close").text
    assert "The year this round buys for runs until Sunday 31 March 2013." in page
    make.move_clock(date(2013, 4, 1))
    press(browser, round_, "close")
    assert db.session.get(Round, round_.id).state is RoundState.CLOSED


@pytest.mark.parametrize("action", ["close-feedback", "negotiate", "close", "settlement"])
def test_only_managers_find_these_pages(browser, action):
    round_ = make.round_(RoundState.ANSWERING)
    someone = make.person(Role.COMMISSIONER_SIGNATORY)
    assert browser.as_(someone).get(f"/rounds/{round_.slug}/{action}").status_code == 404


@pytest.mark.parametrize("action", ["close-feedback", "negotiate", "close"])
def test_a_move_of_another_time_says_why_not(browser, manager, action):
    round_ = make.round_()
    page = browser.as_(manager).get(f"/rounds/{round_.slug}/{action}")
    assert page.status_code == 409
    assert ": not possible while this round is planning." in page.text
