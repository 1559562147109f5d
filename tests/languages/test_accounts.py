"""Who has an account to respond reads its pages in Welsh; who works here reads them in English."""

import re

from app.extensions import db
from tests import make
from tests.languages.crawling import Read
from tests.languages.test_pages import is_english
from workflows.roles import Role
from workflows.round import RoundState

PAGES = ["/work", "/account", "/account/edit", "/account/password", "/second-factor/set-up", "/sign-out"]


def respondent():
    return make.person(email="d@example.test", name="Dafydd Puw")


def test_a_respondents_own_pages_speak_welsh_and_keep_them_there(browser):
    make.published(make.round_(RoundState.CONSULTING))
    db.session.commit()
    browser.as_(respondent())
    for page in PAGES:
        welsh, english = browser.get(f"/cy{page}"), browser.get(page)
        assert welsh.status_code == 200, page
        read, other = Read(welsh.text), set(Read(english.text).words)
        assert read.language == "cy"
        named = re.compile(r"^\S+$|Dafydd Puw|@|^[A-Z0-9 ]+$|Commissioning round|Organisation \d|National Offender")
        assert [words for words in read.words if words in other and is_english(words, named)] == [], page
        assert [link for link in read.links if link.startswith("/") and not re.match(r"/(cy|static|outbox)", link)] == [
            page
        ], f"{page} leads out of the Welsh site"


def test_errors_and_what_is_done_are_said_in_welsh(browser):
    browser.as_(respondent())
    assert "Rhowch eich enw llawn" in browser.submit("/cy/account/edit", name="").text
    assert browser.submit("/cy/account/edit", name="Dafydd Puw", post="").location == "/cy/account"
    assert "wedi&#39;u cadw" in browser.get("/cy/account").text
    assert "y cyfrinair sydd gennych nawr" in browser.submit("/cy/account/password", password="", old_password="").text
    assert "Rhowch y 6 rhif" in browser.submit("/cy/second-factor/set-up", code="1", password="x").text


def test_signing_in_on_the_welsh_site_leads_to_it(browser):
    from app.people.sign_in_routes import own_path

    with browser.application.test_request_context("/sign-in", environ_overrides={"SCRIPT_NAME": "/cy"}):
        assert own_path("") == "/cy/work"


def test_those_who_work_here_read_their_account_in_english(browser):
    for who in (make.person(Role.ANALYST), make.person(Role.PROVIDER_NEGOTIATOR, at=make.provider())):
        browser.as_(who)
        for page in ("/work", "/account", "/account/edit", "/account/password"):
            answer = browser.get(f"/cy{page}")
            assert (answer.status_code, answer.location) == (307, page)


def test_a_region_that_is_not_offered_is_refused_in_welsh(browser):
    round_ = make.round_(RoundState.CONSULTING)
    make.published(round_)
    db.session.commit()
    browser.submit(f"/cy/rounds/{round_.slug}/respond")
    page = browser.submit(f"/cy/rounds/{round_.slug}/respond/about-you", area="Mars").text
    assert "Dewiswch y rhanbarth" in page
