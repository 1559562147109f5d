"""Staff find responses by who sent them, a page at a time."""

from datetime import timedelta

import pytest

from app.responses import listing
from tests import make
from workflows.roles import Role
from workflows.round import RoundState

HERE = "/rounds/2012-13/feedback/responses"


@pytest.fixture
def round_(app):
    return make.round_(RoundState.CONSULTING)


@pytest.fixture
def page(browser, round_):
    browser.as_(make.person(Role.ANALYST))
    return lambda **asked: browser.get(HERE, query_string=asked).text


@pytest.fixture
def four(round_):
    make.response(round_, name="Ann Example", organisation_kind="public", area="London")
    make.response(round_, name="Bert Example", organisation_name="Nacro Cymru", organisation_kind="voluntary body",
                  language="cy", area="Wales")  # fmt: skip
    make.response(round_, name="Cy Late", organisation_kind="public", late_days=3)
    make.response(round_, name="Never Sent", state="draft")


def shown(text):
    return {name for name in ("Ann", "Nacro", "Cy Late", "Never Sent") if f">{name}" in text}


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, {"Ann", "Nacro", "Cy Late"}),
        ({"name": "nacro"}, {"Nacro"}),
        ({"name": "CYMRU"}, {"Nacro"}),
        ({"name": "example"}, {"Ann", "Nacro"}),
        ({"name": "%"}, set()),
        ({"kind": "public"}, {"Ann", "Cy Late"}),
        ({"area": "unknown"}, {"Cy Late"}),
        ({"late": "late"}, {"Cy Late"}),
        ({"language": "cy"}, {"Nacro"}),
        ({"kind": "nobody offers this"}, set()),
    ],
)
def test_responses_are_found_by_who_sent_them(page, four, asked, found):
    assert shown(page(**asked)) == found


def test_it_says_how_many_there_are_and_how_many_are_late(page, four):
    assert "3 responses sent, 1 of them late." in page()
    assert "No response matches" in page(name="Zebra")


def test_a_long_list_is_shown_a_page_at_a_time_the_newest_first(page, browser, round_, monkeypatch):
    monkeypatch.setattr(listing, "AT_ONCE", 2)
    for number in range(5):
        make.response(round_, name=f"Person {number}", submitted_at=make.NOON + timedelta(hours=number // 2))
    seen, address = [], HERE
    while address:
        text = browser.get(address).text
        seen += [number for number in "43210" if f">Person {number}<" in text]
        address = text.split('rel="next" href="')[1].split('"')[0] if 'rel="next"' in text else ""
    assert seen == list("43210")


@pytest.mark.parametrize("after", ["x", "1", "1.2.3", "9" * 30 + ".1", "1.99999999999"])
def test_a_made_up_place_is_no_mistake(page, four, after):
    page(after=after)
