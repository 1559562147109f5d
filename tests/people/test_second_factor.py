"""The second factor: a code from an app, which a role can require."""

import re
from datetime import timedelta

import pyotp
import pytest
import time_machine

from app import clock
from app.extensions import db
from app.models import Setting
from app.people import commands, second_factor
from app.people.sign_in import FREE_FAILURES, REQUIRES_SECOND_FACTOR
from tests.people.accounts import account, again, is_signed_in, sign_in
from workflows.roles import Role


@pytest.fixture
def time():
    with time_machine.travel("2026-01-05 09:00 +0000", tick=False) as moment:
        yield moment


def code(seed, steps=0):
    return second_factor.app_of(seed).at(clock.real_now(), counter_offset=steps)


def with_app(*roles):
    """Someone who has set up an app, and their recovery codes."""
    kim = account(*roles)
    codes = commands.set_up_second_factor(kim, second_factor.new_seed(), 0)
    db.session.commit()
    return kim, codes


def require(*roles):
    db.session.merge(Setting(name=REQUIRES_SECOND_FACTOR, value=list(roles)))
    db.session.commit()


def enter(browser, typed):
    return browser.submit("/second-factor", code=typed)


def test_apps_are_told_what_they_need_to_make_the_same_codes(app, time):
    seed = second_factor.new_seed()
    told = pyotp.parse_uri(second_factor.app_of(seed).provisioning_uri(name="kim@example.test"))
    assert (told.name, told.issuer, told.digits, told.interval) == (
        "kim@example.test",
        "Run a commissioning round",
        6,
        30,
    )
    assert second_factor.counter_of(seed, told.now()) == told.timecode(clock.real_now())


def test_a_code_is_asked_for_after_the_password(browser, time):
    kim, _ = with_app()

    assert sign_in(browser, kim.email, next="/account/edit").location == "/second-factor"
    assert not is_signed_in(browser)
    assert enter(browser, code(kim.tf_totp_secret)).location == "/account/edit"
    assert is_signed_in(browser)


def test_the_code_page_is_nothing_without_the_password(browser):
    assert browser.get("/second-factor").location == "/sign-in"
    assert browser.get("/second-factor/set-up").location == "/sign-in"


def test_a_code_may_be_spaced_and_half_a_minute_late(browser, time):
    kim, _ = with_app()
    sign_in(browser, kim.email)
    late = code(kim.tf_totp_secret, -1)
    enter(browser, f"{late[:3]} {late[3:]}")
    assert is_signed_in(browser)


@pytest.mark.parametrize("steps", [-2, 2])
def test_an_older_or_later_code_is_refused(browser, time, steps):
    kim, _ = with_app()
    sign_in(browser, kim.email)
    assert "Enter the 6 numbers that your app shows now" in enter(browser, code(kim.tf_totp_secret, steps)).text


def test_a_code_works_once(app, time):
    kim, _ = with_app()
    typed = code(kim.tf_totp_secret)
    first, second = app.test_client(), app.test_client()
    for browser in (first, second):
        sign_in(browser, kim.email)
        enter(browser, typed)
    assert is_signed_in(first)
    assert not is_signed_in(second)


def test_wrong_codes_close_the_account_for_a_while_even_to_the_right_password(browser, time):
    kim, _ = with_app()
    for _ in range(FREE_FAILURES + 1):
        sign_in(browser, kim.email)
        enter(browser, "000000")
    assert "Wait 2 minutes" in enter(browser, code(kim.tf_totp_secret)).text

    time.shift(timedelta(minutes=2))
    sign_in(browser, kim.email)
    enter(browser, code(kim.tf_totp_secret))
    assert is_signed_in(browser)


def test_the_half_way_house_closes_after_a_quarter_of_an_hour(browser, time):
    kim, _ = with_app()
    sign_in(browser, kim.email)
    time.shift(timedelta(minutes=16))
    assert browser.get("/second-factor").location == "/sign-in"


def test_a_recovery_code_works_once(app, time):
    kim, codes = with_app()
    first, second = app.test_client(), app.test_client()
    for browser in (first, second):
        sign_in(browser, kim.email)
        enter(browser, codes[0].upper())
    assert is_signed_in(first)
    assert not is_signed_in(second)
    assert len(again(kim).recovery_codes) == 9


def test_a_role_can_require_it_and_then_nothing_else_can_be_done_first(browser, time):
    kim = account(Role.ADMINISTRATOR)
    require(Role.ADMINISTRATOR)

    assert sign_in(browser, kim.email, next="/account/edit").location == "/second-factor/set-up"
    assert not is_signed_in(browser)
    page = browser.get("/second-factor/set-up").text
    assert "data:image/svg+xml;base64," in page
    shown = re.search(r">([A-Z2-7]{4}(?: [A-Z2-7]{4}){7})<", page).group(1)
    done = browser.submit("/second-factor/set-up", code=pyotp.TOTP(shown.replace(" ", "")).at(clock.real_now())).text

    assert len(re.findall(r"<code>[0-9a-f-]{19}</code>", done)) == 10
    assert 'href="/account/edit"' in done
    assert is_signed_in(browser)


def test_a_role_that_requires_it_asks_nothing_of_others(browser):
    kim = account(Role.ANALYST)
    require(Role.ADMINISTRATOR)
    sign_in(browser, kim.email)
    assert is_signed_in(browser)


def test_a_wrong_code_does_not_set_it_up(browser, time):
    kim = account()
    sign_in(browser, kim.email)
    page = browser.submit("/second-factor/set-up", code="123")
    assert "Enter the 6 numbers that your app shows now" in page.text
    assert again(kim).tf_totp_secret is None


def test_it_cannot_be_set_up_anew_by_the_password_alone(browser, time):
    kim, _ = with_app()
    sign_in(browser, kim.email)
    assert browser.get("/second-factor/set-up").location == "/sign-in"


def test_someone_removes_it_with_a_code_unless_their_role_requires_it(browser, time):
    kim, codes = with_app(Role.ANALYST)
    browser.as_(kim)
    require(Role.ANALYST)
    assert browser.get("/second-factor/remove").location == "/account"

    require()
    assert "Enter the 6 numbers" in browser.submit("/second-factor/remove", code="000000").text
    browser.submit("/second-factor/remove", code=codes[3])
    assert again(kim).tf_totp_secret is None


def test_the_database_alone_gives_no_codes(app):
    kim, codes = with_app()
    assert second_factor.app_of(kim.tf_totp_secret).secret not in kim.tf_totp_secret
    assert not set(codes) & set(kim.recovery_codes)
