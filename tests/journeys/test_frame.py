"""The frame that every page stands in."""

import pytest

from app import create_app, jobs
from app.extensions import db
from config import for_tests
from tests.browser import Journey, served


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    url = f"sqlite:///{tmp_path_factory.mktemp('frame') / 'frame.sqlite'}"
    app = create_app(for_tests(url))
    with app.app_context():
        db.create_all()
        jobs.create_tables(url)
        db.session.remove()
        db.engine.dispose()
    with served(url) as address:
        yield address


@pytest.mark.parametrize("javascript", [True, False])
def test_a_stranger_who_mistypes_an_address_is_told_what_to_do(browser_of_the_machine, address, javascript):
    with Journey(browser_of_the_machine, address, javascript=javascript) as stranger:
        stranger.open("/no-such-page").sees("Page not found", "Start again from the first page")


def test_the_first_tab_leads_past_the_navigation(browser_of_the_machine, address):
    with Journey(browser_of_the_machine, address) as reader:
        reader.open("/no-such-page").page.keyboard.press("Tab")
        assert reader.page.evaluate("document.activeElement.textContent") == "Skip to main content"
        reader.page.keyboard.press("Enter")
        assert reader.page.evaluate("document.activeElement.id") == "main-content"


def test_the_navigation_opens_and_closes_on_a_phone(browser_of_the_machine, address):
    with Journey(browser_of_the_machine, address) as walker:
        page = walker.open("/no-such-page").page
        page.set_viewport_size({"width": 320, "height": 700})
        assert not page.get_by_role("link", name="Rounds").is_visible()
        page.get_by_role("button", name="Menu").click()
        assert page.get_by_role("link", name="Rounds").is_visible()
