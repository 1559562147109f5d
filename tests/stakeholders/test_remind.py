"""Whoever has not answered is reminded, by hand or by the round itself; never who has, or who asked not to be."""

import re
from datetime import UTC, date, datetime

import pytest

from app.due import run
from app.extensions import db
from app.models import Entry, Invitee, Letter, Reminder
from app.rounds import commands as rounds
from app.stakeholders import reminders
from tests import make
from tests.stakeholders.people import invitee
from tests.work import do_jobs
from workflows.engine import Refused
from workflows.roles import Role
from workflows.round import RoundState


@pytest.fixture
def round_(app):
    return make.round_(RoundState.CONSULTING)


@pytest.fixture
def manager(browser):
    return make.person(Role.ROUND_MANAGER)


def told(app):
    db.session.commit()
    do_jobs(app)
    return sorted(letter.to for letter in db.session.query(Letter))


def page_of(round_):
    return f"/rounds/{round_.slug}/silence/remind"


def test_those_ticked_get_one_letter_with_their_own_link(app, browser, round_, manager):
    one, other = invitee(round_, "Mencap"), invitee(round_, "Nacro")
    page = browser.as_(manager).get(f"{page_of(round_)}?step=silent").text
    assert len(re.findall(r'type="checkbox" value="\d+" checked', page)) == 2, "all are ticked to begin with"
    browser.submit(f"{page_of(round_)}?step=silent", chosen=[str(one.id)])
    assert told(app) == ["mencap@example.test"]
    letter = db.session.query(Letter).one()
    assert "there is time until Friday 9 December 2011" in letter.subject
    assert f"/rounds/{round_.slug}/invitation/{one.id}-" in letter.body
    assert (one.reminders, one.reminded_at, other.reminders) == (1, make.NOON, 0)
    assert db.session.query(Entry).filter_by(action="remind").one().what == "reminded 1 invited name"


def test_nobody_is_reminded_twice_in_a_day_however_often_it_is_pressed(app, browser, round_, manager):
    one = invitee(round_, "Mencap")
    browser.as_(manager)
    for _twice in range(2):
        browser.post(page_of(round_), data={"csrf_token": browser._token(), "chosen": [str(one.id)]})
    assert "Mencap was reminded today" in browser.get(page_of(round_)).text
    assert told(app) == ["mencap@example.test"]
    make.move_clock(date(2011, 11, 22))
    browser.submit(page_of(round_), chosen=[str(one.id)])
    assert told(app) == ["mencap@example.test"] * 2


def test_who_answered_opted_out_has_no_address_or_was_not_told_is_left_out_with_the_reason(
    app, browser, round_, manager
):
    answered = invitee(round_, "Answered")
    make.response(round_, invitee_id=answered.id)
    left_out = [
        answered,
        invitee(round_, "Quiet", opted_out_at=make.NOON),
        invitee(round_, "Letterless", email=""),
        invitee(round_, "Untold", invited_at=None),
    ]
    page = browser.as_(manager).get(page_of(round_)).text
    for sentence in (
        "Answered has answered",
        "Quiet asked for no more letters about this round",
        "Letterless has no email address: tell them another way",
        "Untold has not been invited yet",
    ):
        assert sentence in page
    everyone = [str(each.id) for each in left_out]
    browser.post(page_of(round_), data={"csrf_token": browser._token(), "chosen": everyone})
    assert told(app) == []


def test_once_feedback_has_closed_nobody_is_reminded(browser, round_, manager):
    one = invitee(round_, "Mencap")
    make.move_clock(date(2011, 12, 10))
    assert browser.as_(manager).get(page_of(round_)).status_code == 409
    with pytest.raises(Refused, match="Feedback closed at the end of Friday 9 December 2011"):
        reminders.remind(round_, {one.id}, by=manager)


def test_a_forged_press_writes_to_nobody(app, browser, round_, manager):
    one = invitee(round_, "Mencap")
    browser.as_(manager).post(page_of(round_), data={"csrf_token": "forged", "chosen": [str(one.id)]})
    assert told(app) == []


def test_an_analyst_does_not_remind(browser, round_):
    assert browser.as_(make.person(Role.ANALYST)).get(page_of(round_)).status_code == 404


# --- by itself --------------------------------------------------------------------------------------------------------


def choose(browser, round_, *days):
    return browser.submit(f"/rounds/{round_.slug}/reminders", days=[str(number) for number in days])


def test_the_round_reminds_by_itself_on_the_working_days_chosen(app, browser, round_, manager):
    invitee(round_, "Mencap", invited_at=datetime(2011, 11, 2, tzinfo=UTC))
    page = browser.get(choose(browser.as_(manager), round_, 10, 5).location).text
    assert "25 November 2011" in page
    assert run() == []
    make.move_clock(date(2011, 11, 25))  # ten working days before Friday 9 December
    assert len(run()) == 1
    assert run() == [], "once"
    assert told(app) == ["mencap@example.test"]
    make.move_clock(date(2011, 12, 2))
    run()
    assert told(app) == ["mencap@example.test"] * 2
    assert [each.letters for each in reminders.of(round_)] == [1, 1]


def test_bank_holidays_are_no_working_days(app, browser, manager):
    round_ = make.round_(RoundState.CONSULTING)
    closes = round_.date_of("feedback_closes")
    closes.revised = date(2012, 4, 11)  # the Wednesday after Easter
    db.session.commit()
    choose(browser.as_(manager), round_, 3)
    (reminder,) = reminders.of(round_)
    assert reminders.on(reminder, date(2012, 4, 11)) == date(2012, 4, 4)


def test_whoever_was_invited_on_that_day_or_has_answered_is_left_in_peace(app, browser, round_, manager):
    choose(browser.as_(manager), round_, 5)
    answered = invitee(round_, "Answered")
    make.response(round_, invitee_id=answered.id)
    invitee(round_, "Fresh", invited_at=datetime(2011, 12, 2, 9, tzinfo=UTC))
    make.move_clock(date(2011, 12, 2))
    run()
    assert told(app) == []
    assert db.session.query(Reminder).one().letters == 0


def test_a_day_that_had_come_when_it_was_chosen_is_left_out(app, browser, round_, manager):
    invitee(round_, "Mencap", invited_at=datetime(2011, 11, 2, tzinfo=UTC))
    make.move_clock(date(2011, 11, 25))
    page = browser.get(choose(browser.as_(manager), round_, 10).location).text
    assert "had come when it was chosen, so it is left out" in page
    assert run() == []


def test_when_the_closing_day_moves_they_are_reminded_again_before_the_new_one(app, browser, round_, manager):
    choose(browser.as_(manager), round_, 5)
    invitee(round_, "Mencap", invited_at=datetime(2011, 11, 2, tzinfo=UTC))
    make.move_clock(date(2011, 12, 2))
    run()
    rounds.revise_date(round_, "feedback_closes", date(2011, 12, 23), reason="Snow.", by=manager)
    db.session.commit()
    assert run() == []
    make.move_clock(date(2011, 12, 16))
    run()
    assert db.session.query(Invitee).one().reminders == 2


def test_a_worker_that_stood_still_over_the_closing_day_chases_nobody_afterwards(app, browser, round_, manager):
    choose(browser.as_(manager), round_, 1)
    invitee(round_, "Mencap")
    make.move_clock(date(2011, 12, 12))
    assert any("feedback closed" in words for words in run())
    assert told(app) == []


def test_the_second_of_two_who_choose_days_is_told_what_the_first_chose(browser, round_, manager):
    page = f"/rounds/{round_.slug}/reminders"
    seen = re.search(r'name="seen" value="(\w+)"', browser.as_(manager).get(page).text)[1]
    choose(browser, round_, 10)
    answer = browser.post(page, data={"csrf_token": browser._token(), "seen": seen, "days": ["5"]})
    assert "Somebody else saved this while you had it open." in answer.text
    assert [each.days for each in reminders.of(round_)] == [10]
