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
