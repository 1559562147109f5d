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
from app.people.queries import REQUIRES_SECOND_FACTOR
from app.people.sign_in import FREE_FAILURES
from tests import make
from tests.people.accounts import PASSWORD, account, again, is_signed_in, sign_in
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


def join_app(browser, **typed):
    """Type the key that the page shows into an app, and the app's code into the page."""
    page = browser.get("/second-factor/set-up").text
    shown = re.search(r">([A-Z2-7]{4}(?: [A-Z2-7]{4}){7})<", page).group(1)
    return browser.submit(
        "/second-factor/set-up", code=pyotp.TOTP(shown.replace(" ", "")).at(clock.real_now()), **typed
    )


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
    assert "data:image/svg+xml;base64," in browser.get("/second-factor/set-up").text
    done = join_app(browser).text

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
    page = browser.submit("/second-factor/set-up", code="123", password=PASSWORD)
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


# --- in a session that had begun before -------------------------------------------------------------------------------


def test_a_role_that_begins_to_require_it_does_so_on_the_next_page(browser, time):
    kim = account(Role.ADMINISTRATOR)
    sign_in(browser, kim.email)
    require(Role.ADMINISTRATOR)

    for page in ("/people?q=kim", "/rounds", "/account"):
        assert browser.get(page).location == "/second-factor/set-up"
    assert "Set it up before you go on" in browser.get("/second-factor/set-up").text
    for page in ("/help", "/sign-out"):
        assert browser.get(page).status_code == 200


def test_so_does_a_role_that_is_newly_given(browser, time):
    kim = account()
    require(Role.ANALYST)
    sign_in(browser, kim.email)
    assert is_signed_in(browser)

    commands.give_role(kim, Role.ANALYST, by=make.person(Role.ADMINISTRATOR))
    db.session.commit()
    assert browser.get("/account").location == "/second-factor/set-up"


def test_whoever_had_to_set_it_up_goes_on_to_the_page_they_wanted(browser, time):
    kim = account(Role.ADMINISTRATOR)
    sign_in(browser, kim.email)
    require(Role.ADMINISTRATOR)
    browser.get("/people?q=kim")

    done = join_app(browser, password=PASSWORD).text
    assert 'href="/people?q=kim"' in done
    assert browser.get("/people?q=kim").status_code == 200


def test_what_they_were_about_to_send_is_not_lost(browser, time):
    kim = account(Role.ADMINISTRATOR, name="Kim")
    sign_in(browser, kim.email)
    token = re.search(r'name="csrf_token" value="([^"]+)"', browser.get("/account/edit").text).group(1)
    require(Role.ADMINISTRATOR)
    answer = browser.post("/account/edit", data={"csrf_token": token, "version": "1", "name": "Kim New", "post": ""})
    assert answer.location == "/second-factor/set-up"

    assert 'href="/account/edit"' in join_app(browser, password=PASSWORD).text
    assert 'value="Kim New"' in browser.get("/account/edit").text
    assert again(kim).name == "Kim"


def test_setting_up_an_app_while_signed_in_takes_the_password_too(browser, time):
    kim = account()
    sign_in(browser, kim.email)

    assert "Enter the password you have now" in join_app(browser, password="").text
    assert "Enter the password you have now" in join_app(browser, password="not the password").text
    assert again(kim).tf_totp_secret is None
    assert kim.failed_sign_ins == 1

    assert "Keep these recovery codes" in join_app(browser, password=PASSWORD).text
    assert again(kim).tf_totp_secret


def test_so_does_replacing_an_app(browser, time):
    kim, _ = with_app()
    browser.as_(kim)
    before = kim.tf_totp_secret
    join_app(browser, password="not the password")
    assert again(kim).tf_totp_secret == before
    join_app(browser, password=PASSWORD)
    assert again(kim).tf_totp_secret != before


def test_guessing_the_password_there_closes_it_even_to_the_right_one(browser, time):
    kim = account()
    sign_in(browser, kim.email)
    for _ in range(FREE_FAILURES + 1):
        join_app(browser, password="not the password")
    join_app(browser, password=PASSWORD)
    assert again(kim).tf_totp_secret is None
