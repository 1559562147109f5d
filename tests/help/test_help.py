"""The pages that every footer leads to."""

import re

import pytest

from tests import make

PAGES = ["/help", "/help/other-ways", "/help/privacy", "/help/cookies", "/help/accessibility"]


@pytest.mark.parametrize("path", PAGES)
def test_anyone_can_read_it_before_there_is_a_round(browser, path):
    assert browser.get(path).status_code == 200


@pytest.mark.parametrize("path", PAGES)
def test_every_page_leads_to_it(browser, path):
    assert f'href="{path}"' in browser.get("/no-such-page").text


@pytest.mark.parametrize("path", ["/help/other-ways", "/help/privacy", "/help/accessibility"])
def test_it_says_whom_to_write_to(browser, path):
    make.round_(
        contact={"team": "Round team", "email": "round@example.test", "address": ["1 Example Street", "EX1 1EX"]}
    )
    page = browser.get(path).text
    assert "mailto:round@example.test" in page
    assert "1 Example Street, EX1 1EX" in page


def test_the_only_cookie_is_the_one_that_the_page_names(browser):
    browser.get("/sign-in")
    named = set(re.findall(r'scope="row"[^>]*>(\w+)<', browser.get("/help/cookies").text))
    assert {cookie.key for cookie in browser._cookies.values()} <= named
    assert named == {"session"}
