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
