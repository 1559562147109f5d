"""Staff narrow the list of points, and see who agrees with what."""

from datetime import date

import pytest

from tests import make
from tests.answers.conftest import HERE, respond


@pytest.fixture
def page(browser, feedback, analyst):
    browser.as_(analyst)
    return lambda **filters: browser.get(HERE, query_string=filters).text


WORDS = {"CU-1": "Keep the workshop.", "CU-10": "At last.", "EQ-4": "It hits the old."}


def shown(text):
    return {place for place, words in WORDS.items() if words in text}


def test_all_points_are_listed_in_the_order_of_the_document(page):
    text = page()
    assert shown(text) == set(WORDS)
    assert text.index("Keep the workshop.") < text.index("At last.") < text.index("It hits the old.")
    assert "3 points are left to answer" in text


@pytest.mark.parametrize(
    ("filters", "left"),
    [
        ({"place": "CU-10"}, {"CU-10"}),
        ({"stance": "disagree"}, {"CU-1"}),
        ({"kind": "voluntary body"}, {"CU-10", "EQ-4"}),
        ({"kind": "public"}, {"CU-1"}),
        ({"characteristic": "age"}, {"EQ-4"}),
        ({"state": "answered"}, set()),
        ({"late": "late"}, set()),
        ({"kind": "voluntary body", "stance": "agree"}, {"CU-10"}),
    ],
)
def test_filters_in_the_address_narrow_the_list(page, filters, left):
    assert shown(page(**filters)) == left


def test_late_ones_are_found(page, feedback):
    make.move_clock(date(2011, 12, 12))
    respond(feedback, {"CU-2": ("agree", "Sorry, late.")})
    text = page(late="late")
    assert "Sorry, late." in text
    assert "3 days late" in text


def test_a_filter_that_nobody_offers_finds_nothing_and_breaks_nothing(page):
    assert "No point matches" in page(stance="perhaps")


def test_the_rounds_show_how_many_are_left(browser, feedback, analyst):
    assert "3 points to answer" in browser.as_(analyst).get("/feedback").text


def test_percentages_stand_beside_their_numbers_and_no_view_apart(browser, feedback, analyst):
    text = browser.as_(analyst).get(f"{HERE}/summary").text
    assert "2 responses, 0 of them late" in text
    assert "(50%)" in text
    row = text[text.index("CU-2 Intention CU-2") :]
    assert row.index(">1</td>") < row.index("</tr>")


def test_a_name_in_a_comment_is_never_run_as_script(browser, round_, analyst):
    respond(round_, {"CU-1": ("agree", "<script>alert(1)</script>")})
    assert "<script>alert(1)" not in browser.as_(analyst).get(HERE).text
