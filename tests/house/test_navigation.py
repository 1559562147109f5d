"""The navigation: at most six entries, and each leads to a page that exists for whoever sees it."""

import re

import pytest

from tests import make
from workflows.roles import PROVIDER_ROLES, Role
from workflows.round import RoundState

PLAYED = [role for role in Role if role not in {Role.RESPONDENT, Role.SYSTEM}]


def entries(page):
    return re.findall(r'service-navigation__link" href="([^"]+)"', page.text)


@pytest.mark.parametrize("state", [None, RoundState.CONSULTING])
@pytest.mark.parametrize("role", [None, *PLAYED], ids=str)
def test_everyone_reaches_what_their_navigation_shows(browser, role, state):
    if state:
        make.edition(make.round_(state))
    if role:
        at = make.provider() if role in PROVIDER_ROLES else None
        browser.as_(make.person(role, at=at))
    shown = entries(browser.get("/help"))
    assert 2 <= len(shown) <= 6
    answers = {href: browser.get(href, follow_redirects=True).status_code for href in shown}
    assert set(answers.values()) == {200}, answers


def test_the_entry_of_the_page_that_one_is_on_is_marked(browser):
    page = browser.get("/help/privacy").text
    assert re.findall(r'href="([^"]+)" aria-current="true"', page) == ["/help"]


def marked(page):
    return re.findall(r'href="([^"]+)" aria-current="true"', page.text)


@pytest.mark.parametrize(
    ("page", "for_the_public", "for_staff"),
    [
        ("/rounds/2012-13", "/rounds", "/rounds"),
        ("/rounds/2012-13/editions", "/rounds", "/rounds"),
        ("/rounds/2012-13/respond", "/have-your-say", "/feedback"),
        ("/rounds/2012-13/respond/what-became", "/have-your-say", "/feedback"),
        ("/rounds/2012-13/feedback", None, "/feedback"),
        ("/rounds/2012-13/feedback/imports", None, "/feedback"),
        ("/rounds/2012-13/feedback/summary", None, "/feedback"),
        ("/rounds/2012-13/feedback/untied", None, "/feedback"),
        ("/stakeholders", None, "/rounds"),
        ("/rounds/2012-13/equality", None, "/equality"),
        ("/rounds/2012-13/actions/add", None, "/equality"),
        ("/rounds/2012-13/agreements", None, "/agreements"),
        ("/rounds/2012-13/agreements/export", None, "/agreements"),
        ("/agreements/2012-13/hmp-somewhere", None, "/agreements"),
        ("/published-agreements", "/published-agreements", "/agreements"),
        ("/actions", None, "/returns"),
        ("/returns", None, "/returns"),
    ],
)
def test_a_page_stands_under_its_subject_wherever_its_address_is(browser, page, for_the_public, for_staff):
    round_ = make.round_(RoundState.CONSULTING)
    make.edition(round_)
    provider = make.provider(code="hmp-somewhere")
    make.agreement(round_, provider)
    if for_the_public:
        assert marked(browser.get(page)) == [for_the_public]
    every = [role for role in PLAYED if role not in PROVIDER_ROLES]
    browser.as_(make.person(*every, works_with=[provider]))
    answer = browser.get(page)
    assert answer.status_code == 200, page
    assert marked(answer) == [for_staff]


@pytest.mark.parametrize("page", ["/rounds/2012-13/agreements", "/agreements/2012-13/hmp-somewhere"])
def test_a_provider_finds_its_agreements_marked(browser, page):
    provider = make.provider(code="hmp-somewhere")
    make.agreement(make.round_(RoundState.NEGOTIATING), provider, state="with provider")
    browser.as_(make.person(Role.PROVIDER_NEGOTIATOR, at=provider))
    assert marked(browser.get(page)) == ["/agreements"]
