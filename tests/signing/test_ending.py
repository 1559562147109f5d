"""A commissioner signatory gives notice that an agreement ends early, with reasons and an equality screening."""

from datetime import date

import pytest

from app import due
from app.extensions import db
from app.models import Ending, Letter, Sector
from tests import happened, make, work
from tests.signing.people import cast

SAID = {
    "last_day-day": "31",
    "last_day-month": "8",
    "last_day-year": "2012",
    "reason": "The prison closes.",
    "sooner_reason": "",
    "equality": "an adverse effect",
    "equality_words": "Older men lose visits. They move to Frankland, which has step-free visits.",
}


def give(browser, made, **changed):
    return browser.as_(made.commissioner_signatory).submit(f"{made.path}/give-notice-of-end", **{**SAID, **changed})


def on(day):
    return {f"last_day-{part}": str(getattr(day, part)) for part in ("day", "month", "year")}


def test_notice_is_given_with_its_reason_and_what_it_means_for_equality(browser):
    made = cast("in force")
    give(browser, made)
    ending = db.session.query(Ending).one()
    assert (ending.last_day, ending.reason, ending.equality) == (date(2012, 8, 31), SAID["reason"], SAID["equality"])
    assert (made.it.state, made.it.ends_early_on) == ("in force", date(2012, 8, 31))
    assert "31 August 2012" in browser.as_(made.provider_signatory).get(made.path).text


def test_the_provider_is_told_by_mail_with_a_link_and_no_reason(browser):
    made = cast("in force")
    give(browser, made)
    work.do_jobs(browser.application)
    letters = db.session.query(Letter).filter(Letter.subject.contains("news")).all()
    assert {letter.to for letter in letters} == {made.provider_negotiator.email, made.provider_signatory.email}
    assert all(made.path in letter.body and SAID["reason"] not in letter.body for letter in letters)


def test_it_ends_on_the_day_after_its_last_day_and_not_before(browser):
    made = cast("in force")
    give(browser, made)
    make.move_clock(date(2012, 8, 31))
    due.run()
    assert made.it.state == "in force"
    make.move_clock(date(2012, 9, 1))
    due.run()
    assert (made.it.state, happened.actions(chain=f"agreement {made.it.id}")[-1]) == ("ended", "end")


def test_taken_back_in_time_it_runs_on(browser):
    made = cast("in force")
    give(browser, made)
    browser.submit(f"{made.path}/take-back-notice-of-end", reason="It stays open.")
    make.move_clock(date(2012, 9, 1))
    due.run()
    assert (made.it.state, made.it.ends_early_on) == ("in force", None)
    assert db.session.query(Ending).one().taken_back_at is not None


def test_a_voluntary_body_has_three_months_whatever_the_reason(browser):
    made = cast("in force", provider=make.provider(sector=Sector.VOLUNTARY))
    page = give(browser, made, **on(date(2012, 6, 30)), sooner_reason="Ministers decided.")
    assert "A voluntary body has at least three months to prepare: choose 1 July 2012 or later." in page.text
    assert SAID["equality_words"] in page.text
    assert made.it.ends_early_on is None
    give(browser, made, **on(date(2012, 7, 1)))
    assert made.it.ends_early_on == date(2012, 7, 1)


def test_any_other_provider_has_less_only_with_the_reason(browser):
    made = cast("in force")
    page = give(browser, made, **on(date(2012, 5, 31)))
    assert "choose 1 July 2012 or later, or say why it must be sooner" in page.text
    give(browser, made, **on(date(2012, 5, 31)), sooner_reason="Ministers decided.")
    assert db.session.query(Ending).one().sooner_reason == "Ministers decided."


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"reason": ""}, "Enter why it ends"),
        ({"equality": "not known"}, "Not knowing whom it touches is not the same as touching nobody."),
        ({"equality": ""}, "Select what ending it means for people with protected characteristics"),
        ({"equality_words": ""}, "Enter what you considered"),
        (on(date(2013, 3, 31)), "before the agreement ends by itself on 31 March 2013"),
    ],
)
def test_what_is_missing_is_asked_for_and_nothing_is_lost(browser, changed, sentence):
    made = cast("in force")
    page = give(browser, made, **changed)
    assert sentence in page.text
    assert made.it.ends_early_on is None


def test_giving_notice_twice_says_that_it_is_given(browser):
    made = cast("in force")
    give(browser, made)
    page = browser.get(f"{made.path}/give-notice-of-end")
    assert page.status_code == 409
    assert "Notice has been given already." in page.text


def test_what_is_not_in_force_cannot_be_ended(browser):
    made = cast("signed")
    page = browser.as_(made.commissioner_signatory).get(f"{made.path}/give-notice-of-end")
    assert page.status_code == 409


def test_nobody_else_finds_the_page(browser):
    made = cast("in force")
    for person in (made.provider_signatory, made.commissioner_negotiator, made.manager):
        assert browser.as_(person).get(f"{made.path}/give-notice-of-end").status_code == 404
