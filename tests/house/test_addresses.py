"""Whatever stands in an address, the answer is a page: on both databases."""

from urllib.parse import quote

import pytest

from tests import make, world
from workflows.roles import Role
from workflows.round import RoundState


@pytest.mark.parametrize("number", ["2147483648", "9223372036854775808", "9" * 40])
def test_a_number_that_no_row_can_have_is_a_page_that_does_not_exist(browser, number):
    someone = make.person(Role.COMMISSIONER_SIGNATORY, Role.ROUND_MANAGER, Role.ADMINISTRATOR)
    for path in ("/people/", "/actions/", "/returns/", "/exports/", "/outbox/"):
        assert browser.as_(someone).get(path + number).status_code == 404


@pytest.mark.parametrize(
    "address",
    [
        "/rounds/%00",
        "/rounds/2012-13%00",
        "/rounds/2012-13/agreements?q=%00",
        "/people?q=a%00b",
        "/returns?provider=%00",
    ],
)
def test_a_character_of_code_nought_is_in_no_address(browser, address):
    make.round_(RoundState.NEGOTIATING)
    someone = make.person(Role.COMMISSIONER_SIGNATORY, Role.ROUND_MANAGER, Role.ADMINISTRATOR)
    page = browser.as_(someone).get(address)
    assert page.status_code == 404
    assert "Page not found" in page.text


@pytest.mark.parametrize("words", ["'--", "%25_", "%F0%9F%92%A9", "%FF%FE", "9" * 4000])
def test_odd_words_in_a_filter_find_nothing(browser, words):
    make.round_(RoundState.NEGOTIATING)
    someone = make.person(Role.COMMISSIONER_SIGNATORY, Role.ROUND_MANAGER, Role.ADMINISTRATOR)
    for page in (
        "/rounds/2012-13/agreements?q=",
        "/returns?provider=",
        "/people?q=",
        "/rounds/2012-13/feedback?state=",
    ):
        assert browser.as_(someone).get(page + words).status_code == 200


@pytest.mark.parametrize("written", ["9" * 25, "2147483648", "²", "-1", "1e3"])
def test_a_number_that_no_row_has_is_no_fault_behind_the_question_mark_either(app, browser, written):
    made = world.build()
    pages = {
        "analyst": ["coding/points?after={}", "coding/points?theme={}", "feedback/publication/list?after={}",
                    "feedback/together?point={}", "feedback?theme={}", "feedback/untied?after={}"],
        None: ["editions/2/changes?since={}", "answers?about=CU-1&after={}", "responses?page={}"],
    }  # fmt: skip
    for who, paths in pages.items():
        browser.as_(made.people[who]) if who else browser.signed_out()
        for path in paths:
            address = f"/rounds/2012-13/{path.format(quote(written))}"
            assert browser.get(address).status_code in (200, 302, 303, 404), address
