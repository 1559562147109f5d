"""What every answer tells the browser: nobody keeps a page that was made for one person."""

import pytest

from tests import make
from workflows.roles import Role
from workflows.round import RoundState


@pytest.mark.parametrize("path", ["/work", "/account", "/rounds", "/no-such-page"])
def test_no_browser_or_proxy_keeps_a_page_of_somebody_signed_in(browser, path):
    page = browser.as_(make.person(Role.ROUND_MANAGER)).get(path)
    assert page.headers["Cache-Control"] == "private, no-store"


def test_nor_the_page_that_shows_a_receipt_code(browser):
    round_ = make.round_(RoundState.CONSULTING)
    make.edition(round_)
    browser.submit(f"/rounds/{round_.slug}/respond")
    page = browser.get(f"/rounds/{round_.slug}/respond/sections")
    assert page.status_code == 200
    assert page.headers["Cache-Control"] == "private, no-store"


def test_what_is_published_may_be_kept(browser):
    assert "no-store" not in browser.get("/rounds").headers.get("Cache-Control", "")


@pytest.mark.parametrize("number", ["2147483648", "9223372036854775808", "9" * 40])
def test_a_number_that_no_row_can_have_is_a_page_that_does_not_exist(browser, number):
    someone = make.person(Role.COMMISSIONER_SIGNATORY, Role.ROUND_MANAGER, Role.ADMINISTRATOR)
    for path in ("/people/", "/actions/", "/returns/", "/exports/", "/outbox/"):
        assert browser.as_(someone).get(path + number).status_code == 404
