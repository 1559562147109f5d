"""What somebody typed survives the end of their session."""

import re
from datetime import timedelta

import pytest
import time_machine

from app import kept
from app.extensions import db
from app.models import KeptForm
from app.people import commands
from app.permissions import SYSTEM
from tests import make
from tests.people.accounts import account, again, sign_in
from workflows.roles import Role


@pytest.fixture
def time():
    with time_machine.travel("2026-01-05 09:00 +0000", tick=False) as moment:
        yield moment


def type_too_late(browser, time, person, **typed):
    """Sign in, open the form, have lunch, send it. Returns the answer."""
    sign_in(browser, person.email)
    browser.get("/account/edit")
    time.shift(timedelta(hours=3))
    return browser.post("/account/edit", data={"csrf_token": "old", "version": "1", **typed})


def test_what_was_typed_is_back_in_its_form_after_signing_in_and_nothing_was_saved(browser, time):
    kim = account(name="Kim")
    asked = type_too_late(browser, time, kim, name="Kim Longer-Name", post="Governor of “Ærø”")
    assert asked.location == "/sign-in?next=/account/edit"
    assert "What you typed is kept" in browser.get(asked.location).text

    assert sign_in(browser, kim.email).location == "/account/edit"
    page = browser.get("/account/edit").text
    assert 'value="Kim Longer-Name"' in page
    assert "Governor of “Ærø”" in page
    assert "nothing was saved" in page
    assert again(kim).name == "Kim"


def test_it_is_still_there_when_the_page_is_opened_again_and_gone_once_it_is_sent(browser, time):
    kim = account(name="Kim")
    type_too_late(browser, time, kim, name="Kim Longer-Name", post="")
    sign_in(browser, kim.email)
    browser.get("/account/edit")
    assert "Kim Longer-Name" in browser.get("/account/edit").text

    browser.submit("/account/edit", name="Kim Other", post="")

    assert 'value="Kim Other"' in browser.get("/account/edit").text


def test_a_page_left_open_after_signing_out_loses_nothing(browser):
    kim = account(name="Kim")
    sign_in(browser, kim.email)
    browser.submit("/sign-out")
    browser.post("/account/edit", data={"name": "Kim Longer-Name", "post": ""})
    sign_in(browser, kim.email)
    assert "Kim Longer-Name" in browser.get("/account/edit").text


def test_every_form_brings_its_words_back_dates_and_lists_too(browser, time):
    kim, round_, negotiator = account(Role.ROUND_MANAGER, Role.ADMINISTRATOR), make.round_(), make.person()
    durham = make.provider(name="HMP Durham")
    page = f"/rounds/{round_.slug}/dates/settlement/revise"
    typed = {"day-day": "30", "day-month": "1", "day-year": "2012", "reason": "The settlement is late."}
    sign_in(browser, kim.email)
    time.shift(timedelta(hours=3))
    browser.post(page, data=typed)
    assert sign_in(browser, kim.email).location == page
    shown = browser.get(page).text
    assert "The settlement is late." in shown
    assert re.search(r'name="day-day"[^>]*value="30"', shown)

    commands.give_role(negotiator, Role.COMMISSIONER_NEGOTIATOR, by=SYSTEM)
    db.session.commit()
    time.shift(timedelta(hours=3))
    browser.post(f"/people/{negotiator.id}/assign", data={"providers": [durham.id]})
    sign_in(browser, kim.email)
    assert re.search(rf'value="{durham.id}" checked', browser.get(f"/people/{negotiator.id}/assign").text)
    assert not again(negotiator).assignments


def test_nobody_else_gets_it(browser, time):
    kim, lee = account(), account()
    type_too_late(browser, time, kim, name="Kim’s private words", post="")

    assert sign_in(browser, lee.email, next="/account/edit").location == "/account/edit"

    assert "private words" not in browser.get("/account/edit").text


def test_a_post_from_a_browser_that_was_never_signed_in_is_not_kept(browser):
    browser.post("/account/edit", data={"name": "forged", "post": ""})
    assert db.session.query(KeptForm).count() == 0


def test_passwords_are_never_kept(browser, time):
    kim = account()
    sign_in(browser, kim.email)
    time.shift(timedelta(hours=3))
    browser.post("/account/password", data={"old_password": "one secret", "password": "two secret", "other": "x"})
    assert db.session.query(KeptForm).one().fields == [["other", "x"]]


def test_too_much_is_not_kept(browser, time):
    kim = account()
    type_too_late(browser, time, kim, name="x" * (kept.LONGEST + 1), post="")
    assert db.session.query(KeptForm).count() == 0


def test_what_no_database_takes_does_not_stop_the_rest(browser, time):
    kim = account()
    type_too_late(browser, time, kim, name="Kim\x00berley", **{"\x00": "x"})
    assert dict(db.session.query(KeptForm).one().fields)["name"] == "Kimberley"


def test_nothing_is_kept_for_an_address_without_end(browser, time):
    kim = account()
    sign_in(browser, kim.email)
    time.shift(timedelta(hours=3))
    answer = browser.post(f"/account/edit?words={'x' * 3000}", data={"name": "Kim"})
    assert answer.location.startswith("/sign-in?")
    assert db.session.query(KeptForm).count() == 0


def test_a_button_without_a_page_of_its_own_leads_back_to_the_page_it_stood_on(app):
    with app.test_request_context(
        "/sign-out/nowhere", method="POST", headers={"Referer": "http://localhost/account?a=1"}
    ):
        assert kept._page() == "/account?a=1"
    with app.test_request_context("/no/such/page", method="POST"):
        assert kept._page() == "/"
    with app.test_request_context("/nowhere", method="POST", headers={"Referer": "http://localhost//elsewhere.test/a"}):
        assert kept._page() == "/elsewhere.test/a", "never another site"


def test_what_nobody_came_back_for_is_forgotten_after_a_day(browser, time):
    type_too_late(browser, time, account(), name="Kim", post="")
    time.shift(timedelta(hours=25))
    kept.purge()
    db.session.commit()
    assert db.session.query(KeptForm).count() == 0
