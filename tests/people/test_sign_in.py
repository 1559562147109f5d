"""People sign in by address and password; nobody learns who has an account."""

from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine
from flask import request

from app import clock, create_app, guesses
from app.extensions import db
from app.models import WrongGuess
from app.people import commands
from app.people import sign_in as signing_in
from app.permissions import SYSTEM
from config import for_tests
from tests import make
from tests.people.accounts import PASSWORD, account, again, is_signed_in, sign_in
from workflows.roles import Role


def refusal(page):
    assert page.status_code == 200
    return page.text.split('error-summary__list">')[1].split("</ul>")[0]


def test_someone_signs_in_with_their_password(browser):
    kim = account()

    answer = sign_in(browser, kim.email)

    assert answer.status_code == 303
    assert is_signed_in(browser)


def test_the_address_may_be_typed_in_capitals(browser):
    kim = account()
    sign_in(browser, f" {kim.email.upper()} ")
    assert is_signed_in(browser)


def test_the_answer_is_the_same_for_a_stranger_a_leaver_a_wrong_password_and_a_locked_account(browser):
    wrong, gone, locked, invited = account(), account(), account(), make.person()
    commands.deactivate(gone, by=make.person(Role.ADMINISTRATOR))
    locked.locked_until = clock.real_now() + timedelta(minutes=5)
    db.session.commit()

    answers = {
        refusal(sign_in(browser, email, password))
        for email, password in [
            ("nobody@example.test", PASSWORD),
            (gone.email, PASSWORD),
            (wrong.email, "not the password"),
            (locked.email, PASSWORD),
            (invited.email, PASSWORD),
        ]
    }

    assert len(answers) == 1
    assert not is_signed_in(browser)


def test_what_was_typed_stays_except_the_password(browser):
    page = sign_in(browser, "kim@example.test", "secret words here").text
    assert 'value="kim@example.test"' in page
    assert "secret words here" not in page


def test_the_first_failures_are_free(browser):
    kim = account()
    for _ in range(signing_in.FREE_FAILURES):
        sign_in(browser, kim.email, "wrong")
    sign_in(browser, kim.email)
    assert is_signed_in(browser)


def test_waits_grow_with_every_further_failure_up_to_an_hour(app):
    kim = account()
    waits = []
    with time_machine.travel("2026-01-05 09:00 +0000", tick=False):
        for _ in range(20):
            signing_in.count_failure(kim)
            waits.append(round(signing_in.wait_of(kim).total_seconds() / 60))
    assert waits[:9] == [0, 0, 0, 0, 1, 2, 4, 8, 16]
    assert waits[-1] == 60


def test_a_locked_account_opens_when_its_wait_is_over(browser):
    kim = account()
    with time_machine.travel("2026-01-05 09:00 +0000", tick=False) as time:
        for _ in range(signing_in.FREE_FAILURES + 1):
            sign_in(browser, kim.email, "wrong")
        sign_in(browser, kim.email)
        assert not is_signed_in(browser)

        time.shift(timedelta(seconds=61))
        sign_in(browser, kim.email)
        assert is_signed_in(browser)
    assert again(kim).failed_sign_ins == 0


def test_tries_during_the_wait_do_not_lengthen_it(browser):
    kim = account()
    with time_machine.travel("2026-01-05 09:00 +0000", tick=False):
        for _ in range(30):
            sign_in(browser, kim.email, "wrong")
    assert again(kim).failed_sign_ins == signing_in.FREE_FAILURES + 1


def test_trying_many_accounts_from_one_network_is_slowed_even_for_the_right_password(app, browser):
    kim = account()
    with time_machine.travel("2026-01-05 09:00 +0000", tick=False) as time:
        for number in range(guesses.SIGN_INS.free + 1):
            sign_in(browser, f"guess{number}@example.test", "a likely password")
        told = refusal(sign_in(browser, kim.email))
        assert "Wait 1 minute before you try again" in told
        assert told == refusal(sign_in(browser, "nobody@example.test"))

        elsewhere = app.test_client()
        elsewhere.environ_base["REMOTE_ADDR"] = "192.0.2.7"
        sign_in(elsewhere, kim.email)
        assert is_signed_in(elsewhere)

        time.shift(timedelta(seconds=3))
        sign_in(browser, kim.email)
        assert is_signed_in(browser)


def test_behind_a_proxy_the_browser_s_own_address_counts_and_not_what_it_claims():
    behind, seen = create_app(replace(for_tests(), PROXIES=1)), []
    behind.before_request_funcs[None].insert(0, lambda: seen.append(request.remote_addr) or "stop here")
    behind.test_client().get("/", headers={"X-Forwarded-For": "1.1.1.1, 192.0.2.7"})
    assert seen == ["192.0.2.7"]


def test_one_network_of_long_addresses_counts_as_one():
    one, same, other = (
        guesses.source(guesses.SIGN_INS, address, "key") for address in ("2001:db8::1", "2001:db8::2", "2001:db8:1::1")
    )
    assert one == same != other


def test_an_account_of_one_s_own_does_not_help_in_guessing_at_others(browser):
    mine = account()
    with time_machine.travel("2026-01-05 09:00 +0000", tick=False):
        for number in range(guesses.SIGN_INS.free + 1):
            sign_in(browser, f"guess{number}@example.test", "a likely password")
            if number == 10:
                sign_in(browser, mine.email)
                browser.submit("/sign-out")
        assert "Wait" in refusal(sign_in(browser, mine.email))


def test_mistakes_of_an_hour_ago_are_forgotten(browser):
    kim = account()
    with time_machine.travel("2026-01-05 09:00 +0000", tick=False) as time:
        for _ in range(2):
            for number in range(guesses.SIGN_INS.free):
                sign_in(browser, f"guess{number}@example.test", "a likely password")
            time.shift(timedelta(minutes=61))
        guesses.purge()
        assert db.session.query(WrongGuess).count() == 0
        sign_in(browser, kim.email)
        assert is_signed_in(browser)


def test_signing_in_leads_to_the_page_that_was_asked_for(browser):
    kim = account()
    asked = browser.get("/account/password?x=1")
    assert asked.location.endswith("/sign-in?next=/account/password?x%3D1")
    answer = browser.submit(asked.location, email=kim.email, password=PASSWORD)
    assert answer.location == "/account/password?x=1"


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.test/", "//evil.test/", "/\\evil.test", "javascript:alert(1)", "evil", "/%09/evil.test"]
)
def test_signing_in_never_leads_elsewhere(browser, elsewhere):
    kim = account()
    assert sign_in(browser, kim.email, next=elsewhere).location == "/work"


def test_a_forged_post_signs_nobody_in(browser):
    kim = account()
    browser.post("/sign-in", data={"email": kim.email, "password": PASSWORD})
    assert not is_signed_in(browser)


def test_pressing_the_button_twice_signs_in_once(browser):
    kim = account()
    sign_in(browser, kim.email)
    again_ = browser.post(
        "/sign-in?next=/account", data={"csrf_token": "used", "email": kim.email, "password": PASSWORD}
    )
    assert again_.location == "/account"


def test_someone_signs_out_by_a_button(browser):
    kim = account()
    sign_in(browser, kim.email)
    browser.get("/sign-out")
    assert is_signed_in(browser)

    assert browser.submit("/sign-out").location == "/signed-out"
    assert not is_signed_in(browser)


def test_a_forged_post_signs_nobody_out(browser):
    sign_in(browser, account().email)
    browser.post("/sign-out")
    assert is_signed_in(browser)


def test_a_session_ends_two_hours_after_its_last_page(browser):
    kim = account()
    with time_machine.travel("2026-01-05 09:00 +0000", tick=False) as time:
        sign_in(browser, kim.email)
        for _ in range(3):
            time.shift(timedelta(minutes=110))
            assert is_signed_in(browser)
        time.shift(timedelta(minutes=121))
        assert not is_signed_in(browser)


def test_a_session_ends_after_twelve_hours_however_busy(browser):
    kim = account()
    with time_machine.travel("2026-01-05 09:00 +0000", tick=False) as time:
        sign_in(browser, kim.email)
        for _ in range(7):
            time.shift(timedelta(minutes=100))
            assert is_signed_in(browser)
        time.shift(timedelta(minutes=30))
        assert not is_signed_in(browser)


def test_a_visitor_s_session_lasts_a_day(app, browser):
    with time_machine.travel("2026-01-05 09:00 +0000", tick=False) as time:
        with browser.session_transaction() as session:
            session["receipt"] = "code"
        for hours, left in ((23, "code"), (2, None)):
            time.shift(timedelta(hours=hours))
            with browser.session_transaction() as session:
                assert session.get("receipt") == left
                session.modified = False


def test_the_cookie_is_kept_from_scripts_and_other_sites(browser):
    kim = account()
    cookie = sign_in(browser, kim.email).headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Expires" not in cookie


def test_deactivation_ends_every_session_at_once(browser):
    kim = account()
    sign_in(browser, kim.email)
    commands.deactivate(kim, by=make.person(Role.ADMINISTRATOR))
    db.session.commit()
    assert not is_signed_in(browser)


def test_every_answer_costs_one_hash(browser, monkeypatch):
    kim = account()
    hashes = []
    matches = signing_in.passwords.matches
    monkeypatch.setattr(signing_in.passwords, "matches", lambda *given: hashes.append(1) or matches(*given))
    for email in (kim.email, "nobody@example.test"):
        sign_in(browser, email, "wrong")
    assert len(hashes) == 2


def test_accounts_of_the_system_s_making_start_with_a_timeline(app):
    kim = commands.invite(
        email="Kim@Example.test", name="Kim", post="", organisation=make.commissioner(), by=SYSTEM, silent=True
    )
    assert (kim.email, kim.state) == ("kim@example.test", "invited")


def test_signing_out_makes_a_copied_cookie_worthless(app, browser):
    kim = account()
    sign_in(browser, kim.email)
    copy = browser.get_cookie("session").value
    thief = app.test_client()
    thief.set_cookie("session", copy)
    assert is_signed_in(thief)

    browser.submit("/sign-out")

    thief.set_cookie("session", copy)
    assert not is_signed_in(thief)
    assert is_signed_in(browser) is False
    assert sign_in(browser, kim.email).status_code == 303
    thief.set_cookie("session", copy)
    assert not is_signed_in(thief), "nor does signing in again bring it back"


def test_signing_out_when_nobody_is_signed_in_does_no_harm(browser):
    assert browser.submit("/sign-out").status_code in (200, 303)
