"""An administrator moves the rehearsal's clock, forward only, and time does the rest."""

from datetime import UTC, date, datetime

import pytest

from app import clock, create_app
from app.extensions import db
from app.models import Entry, Setting
from app.rehearsal import commands
from config import for_tests
from tests import make
from workflows.engine import NotAllowed, Refused
from workflows.roles import Role
from workflows.round import RoundState

PATH = "/rehearsal/clock"


@pytest.fixture
def administrator(browser):
    return make.person(Role.ADMINISTRATOR)


def to_day(day):
    return {"to": "date", "day-day": day.day, "day-month": day.month, "day-year": day.year}


def test_to_the_feedback_deadline_closes_feedback(browser, administrator):
    round_ = make.round_(RoundState.CONSULTING)
    answer = browser.as_(administrator).submit(PATH, to=f"{round_.slug}:feedback")
    page = browser.get(answer.location).text
    assert "The clock stands at Saturday 10 December 2011 at 12:00am." in page
    assert "feedback closed" in page
    assert round_.state is RoundState.ANSWERING


def test_to_a_date_is_its_morning(browser, administrator):
    browser.as_(administrator).submit(PATH, **to_day(date(2012, 4, 1)))
    assert clock.now() == datetime(2012, 4, 1, 8, tzinfo=UTC)
    assert "Here it is Sunday 1 April 2012." in browser.signed_out().get("/rounds").text


def test_every_moment_ahead_is_offered_and_none_that_has_passed(browser, administrator):
    make.round_(RoundState.CONSULTING)
    browser.as_(administrator)
    assert "To the settlement: Thursday 15 December 2011 at 9:00am" in browser.get(PATH).text
    make.move_clock(date(2011, 12, 16))
    page = browser.get(PATH).text
    assert "To the settlement" not in page
    assert "To 1 April, when agreements start" in page


@pytest.mark.parametrize("day", [date(2011, 11, 20), date(2011, 11, 21)])
def test_it_never_moves_back(browser, administrator, day):
    page = browser.as_(administrator).submit(PATH, **to_day(day))
    assert "Choose a moment after Monday 21 November 2011 at 12:00pm: the clock only moves forward." in page.text
    assert clock.now() == make.NOON


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({}, "Select where to move the clock"),
        ({"to": "date"}, "Enter the day to move to"),
        ({"to": "date", "day-day": "31", "day-month": "6", "day-year": "2012"}, "that month has no day 31"),
    ],
)
def test_a_mistake_is_named(browser, administrator, fields, sentence):
    assert sentence in browser.as_(administrator).submit(PATH, **fields).text
    assert clock.now() == make.NOON


def test_the_timeline_keeps_the_rounds_time_and_real_time(browser, administrator):
    browser.as_(administrator).submit(PATH, **to_day(date(2012, 1, 10)))
    entry = db.session.query(Entry).one()
    assert (entry.chain, entry.action, entry.actor_id) == ("clock 1", "move", administrator.id)
    assert entry.at == make.NOON
    assert entry.at_real.year > 2011
    assert "To Tuesday 10 January 2012 at 9:00am" in browser.get(PATH).text


@pytest.mark.parametrize("role", [Role.ROUND_MANAGER, Role.COMMISSIONER_SIGNATORY])
def test_for_everyone_else_it_does_not_exist(browser, role):
    someone = make.person(role)
    assert browser.as_(someone).get(PATH).status_code == 404
    with pytest.raises(NotAllowed):
        commands.move(datetime(2012, 1, 1, tzinfo=UTC), by=someone)


def test_the_banner_gives_an_administrator_the_way_there(browser, administrator):
    assert PATH not in browser.get("/rounds").text
    assert PATH in browser.as_(administrator).get("/rounds").text


def test_a_clock_is_started_once(app):
    with pytest.raises(Refused, match="has been started"):
        commands.start(make.NOON)
    db.session.delete(db.session.get(Setting, clock.SETTING))
    db.session.flush()
    commands.start(datetime(2012, 4, 1, tzinfo=UTC))
    assert clock.today() == date(2012, 4, 1)


def test_production_has_no_such_page(database_url):
    production = create_app(for_tests(database_url, rehearsal=False))
    assert not [rule for rule in production.url_map.iter_rules() if rule.rule.startswith(("/rehearsal", "/outbox"))]
