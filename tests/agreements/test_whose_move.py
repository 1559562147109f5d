"""Whose move it is, since when, what follows and by when: one sentence, the same wherever it stands."""

from datetime import date, timedelta

import pytest

from app import clock
from app.agreements import commands
from app.extensions import db
from app.models import RoundDate
from tests import make
from tests.signing.people import cast
from tests.work import waiting_jobs

SENTENCE = (
    "It waits for {name} to make an opening proposal, since 21 November 2011 (3 working days); "
    "then the commissioner answers, and all is to be agreed by 29 February 2012."
)


@pytest.fixture
def made(app):
    made = cast("with provider")
    make.move_clock(date(2011, 11, 24))
    return made


def of(made) -> str:
    return SENTENCE.format(name=made.it.provider.name)


@pytest.mark.parametrize("path", ["{0}", "/rounds/2012-13/agreements", "/work"])
def test_the_page_the_list_and_the_first_page_say_the_same(browser, made, path):
    assert of(made) in browser.as_(made.provider_negotiator).get(path.format(made.path)).text


def test_the_letter_says_it_too(app):
    made = cast("drafting")
    commands.send(made.it, by=made.commissioner_negotiator)
    expected = of(made).replace("since 21 November 2011 (3 working days)", "since today")
    assert any(expected in job.arguments["body"] for job in waiting_jobs())


def test_a_term_says_whose_move_it_is_since_when_and_by_when(browser, made):
    text = browser.as_(made.provider_negotiator).get(f"{made.path}/terms/VT-1").text
    assert f"It waits for {made.it.provider.name} to answer it, since 21 November 2011 (3 working days)" in text
    assert "all is to be agreed by 29 February 2012." in text


def test_without_a_date_in_the_round_it_says_the_rest(browser, made):
    db.session.query(RoundDate).filter_by(key="negotiation_done").delete()
    db.session.commit()
    text = browser.as_(made.provider_negotiator).get(made.path).text
    assert "(3 working days); then the commissioner answers." in text


def test_weekends_and_bank_holidays_do_not_count(browser, made):
    """From Monday 21 November to Tuesday 3 January there are 30 weekdays, less Boxing Day and two days in lieu."""
    make.move_clock(date(2012, 1, 3))
    assert "(28 working days)" in browser.as_(made.provider_negotiator).get(made.path).text
    assert clock.today() - timedelta(days=43) == date(2011, 11, 21)
