"""Anyone follows a round by mail once they have confirmed it, and stops with one press."""

import re
from datetime import timedelta

import pytest
import time_machine

from app.clock import real_now
from app.extensions import db
from app.models import Letter, Subscription
from app.subscriptions import commands
from tests import make
from tests.work import do_jobs, waiting_jobs
from workflows.round import RoundState

ADDRESS = "kim@example.test"


@pytest.fixture
def round_(app):
    return make.round_(RoundState.CONSULTING)


def ask(browser, round_, *, prefix="", **typed):
    return browser.submit(f"{prefix}/rounds/{round_.slug}/subscribe", email=ADDRESS, **typed)


def letters(app):
    do_jobs(app)
    return db.session.query(Letter).order_by(Letter.id).all()


def link_in(letter, ending=""):
    return re.search(rf"http://localhost(\S+/subscription/[\w-]+{ending})\n", letter.body)[1]


def subscriber(round_, email=ADDRESS, **given):
    now = make.NOON
    return make.add(
        Subscription(round_id=round_.id, email=email, email_key=email, asked_at=now, confirmed_at=now, **given)
    )


def test_nothing_is_sent_to_an_address_until_its_owner_has_pressed_the_button_behind_the_link(app, browser, round_):
    assert ask(browser, round_).location.endswith("/subscribe/check-your-email")
    (letter,) = letters(app)
    assert letter.subject == f"{round_.title}: confirm that you want to follow it"
    page = link_in(letter)

    assert "Confirm that you want these emails" in browser.get(page).text
    assert db.session.query(Subscription).one().confirmed_at is None, "a mail program that looks ahead confirms nothing"
    answer = browser.press(page, f"{page}/confirm")
    assert "You follow this round by email" in browser.get(answer.location).text
    assert db.session.query(Subscription).one().confirmed_at


def test_the_page_says_the_same_whether_or_not_an_address_follows_the_round(app, browser, round_):
    unknown = browser.get(ask(browser, round_).location)
    subscriber(make.round_(RoundState.CONSULTING), email="x@example.test")
    db.session.query(Subscription).update({"confirmed_at": make.NOON})
    db.session.commit()
    known = ask(browser, round_)
    assert browser.get(known.location).text == unknown.text


def test_whoever_follows_it_already_is_told_so_by_letter_alone(app, browser, round_):
    subscriber(round_)
    ask(browser, round_)
    (letter,) = letters(app)
    assert letter.subject.endswith("you follow it already")


def test_one_address_gets_one_letter_an_hour_however_often_it_is_entered(app, browser, round_):
    ask(browser, round_)
    with time_machine.travel(real_now() + timedelta(minutes=50), tick=False):
        ask(browser, round_)
        assert len(letters(app)) == 1
    with time_machine.travel(real_now() + timedelta(hours=2), tick=False):
        ask(browser, round_)
        assert len(letters(app)) == 2


def test_entering_many_addresses_from_one_place_is_slowed_down(app, browser, round_):
    for number in range(11):
        browser.submit(f"/rounds/{round_.slug}/subscribe", email=f"a{number}@example.test")
    page = browser.submit(f"/rounds/{round_.slug}/subscribe", email="b@example.test")
    assert re.search(r"Wait \d+ seconds before you enter another address", page.text)
    assert 'value="b@example.test"' in page.text
    assert db.session.query(Subscription).count() == 11


def test_an_address_that_is_none_is_named(browser, round_):
    page = browser.submit(f"/rounds/{round_.slug}/subscribe", email="kim")
    assert "Enter an email address in the correct format, like name@example.com" in page.text


def test_a_mail_program_stops_the_letters_at_one_press_without_a_page_or_a_cookie(app, browser, round_):
    subscriber(round_)
    ask(browser, round_)
    db.session.query(Subscription).update({"asked_at": make.NOON})
    (job,) = waiting_jobs()
    headers = job.arguments["headers"]
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = re.fullmatch(r"<http://localhost(\S+)>", headers["List-Unsubscribe"])[1]

    other = app.test_client()
    assert "Stop these emails" in other.get(address).text
    assert db.session.query(Subscription).count() == 1, "opening the page stops nothing"
    for _twice in range(2):
        answer = other.post(address, data={"List-Unsubscribe": "One-Click"})
        assert answer.status_code == 303
        assert "You get no more emails" in other.get(answer.location).text
    assert db.session.query(Subscription).count() == 0


def test_a_person_stops_them_with_the_button_on_the_page(app, browser, round_):
    subscriber(round_)
    ask(browser, round_)
    page = link_in(letters(app)[0]) + "/stop"
    browser.press(page, page)
    assert db.session.query(Subscription).count() == 0


def test_a_link_that_somebody_made_up_or_that_is_of_another_round_leads_nowhere(app, browser, round_):
    subscriber(round_)
    ask(browser, round_)
    page = link_in(letters(app)[0])
    other = make.round_(RoundState.CONSULTING)
    number = db.session.query(Subscription).one().id
    for address in (
        page[:-1] + ("a" if page[-1] != "a" else "b"),
        page.replace(f"/{round_.slug}/", f"/{other.slug}/"),
        f"/rounds/{round_.slug}/subscription/{number}-{'a' * 26}",
        f"/rounds/{round_.slug}/subscription/x",
    ):
        assert browser.get(address).status_code == 404
        browser.post(f"{address}/stop", data={"List-Unsubscribe": "One-Click"})
    assert db.session.query(Subscription).count() == 1


def test_who_asks_on_a_welsh_page_is_written_to_in_welsh(app, browser, round_):
    ask(browser, round_, prefix="/cy")
    (letter,) = letters(app)
    assert "cadarnhewch" in letter.subject
    assert link_in(letter).startswith("/cy/rounds/")
    assert db.session.query(Subscription).one().language == "cy"


def test_a_closed_round_takes_nobody(browser, app):
    closed = make.round_(RoundState.CLOSED)
    browser.submit(f"/rounds/{closed.slug}/subscribe", email=ADDRESS)
    assert "This round is closed" in browser.get(f"/rounds/{closed.slug}/subscribe").text
    assert db.session.query(Subscription).count() == 0


def test_addresses_are_forgotten_when_nobody_confirms_them_or_the_round_closes(app, round_):
    closed = make.round_(RoundState.CLOSED)
    subscriber(closed)
    old = subscriber(round_, email="old@example.test")
    old.confirmed_at, old.asked_at = None, real_now() - timedelta(days=8)
    subscriber(round_, email="kept@example.test")
    commands.forget()
    assert [each.email for each in db.session.query(Subscription)] == ["kept@example.test"]


def test_the_round_leads_to_it(browser, round_):
    page = browser.get(f"/rounds/{round_.slug}").text
    for address in ("subscribe", "dates.ics", "editions.atom"):
        assert f'href="/rounds/{round_.slug}/{address}"' in page
    assert 'type="application/atom+xml"' in page
