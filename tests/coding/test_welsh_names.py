"""The Welsh name of a theme says what its English one says: it is set aside when that changes, to be written again."""

import pytest

from app.coding import frame
from app.extensions import db
from tests.coding.conftest import HERE

WORDS = {"definition": "What it says.", "includes": "This.", "excludes": "That."}
OUT_OF_DATE = "The English has changed since this was written in Welsh"


@pytest.fixture
def visits(themes, analyst):
    frame.edit_theme(themes[0], by=analyst, name_cy="Ymweliadau")
    db.session.commit()
    return themes[0]


def address(theme):
    return f"{HERE}/themes/{theme.id}"


def test_a_new_english_name_sets_the_welsh_aside_and_asks_for_it_again(browser, visits, analyst):
    browser.as_(analyst).submit(f"{address(visits)}/edit", name="Visiting hours", name_cy="Ymweliadau", **WORDS)
    assert (visits.name_cy, visits.earlier_name_cy) == ("", "Ymweliadau")
    page = browser.get(address(visits)).text
    assert "it is set aside: write it again" in page
    assert OUT_OF_DATE in page
    assert OUT_OF_DATE in browser.get(f"{address(visits)}/edit").text
    assert "Welsh out of date" in browser.get(HERE).text


def test_written_again_even_in_the_same_words_it_is_shown_again(browser, visits, analyst):
    frame.edit_theme(visits, by=analyst, name="Visiting")
    db.session.commit()
    browser.as_(analyst).submit(f"{address(visits)}/edit", name="Visiting", name_cy="Ymweliadau", **WORDS)
    assert (visits.name_cy, visits.earlier_name_cy) == ("Ymweliadau", "")
    assert "out of date" not in browser.get(HERE).text.lower()


def test_welsh_written_with_the_new_english_name_stands(visits, analyst):
    frame.edit_theme(visits, by=analyst, name="Visiting hours", name_cy="Oriau ymweld")
    assert (visits.name_cy, visits.earlier_name_cy) == ("Oriau ymweld", "")


def test_a_new_definition_leaves_the_welsh_name_as_it_is(visits, analyst):
    frame.edit_theme(visits, by=analyst, definition="About visits.")
    assert visits.name_cy == "Ymweliadau"


def test_welsh_that_was_taken_away_is_not_called_out_of_date(visits, analyst):
    frame.edit_theme(visits, by=analyst, name_cy="")
    assert (visits.name_cy, visits.earlier_name_cy) == ("", "")


def test_renamed_twice_it_keeps_the_welsh_that_there_was(visits, analyst):
    for name in ("Visiting", "Visiting hours"):
        frame.edit_theme(visits, by=analyst, name=name)
    assert visits.earlier_name_cy == "Ymweliadau"


def test_a_second_press_of_the_button_says_that_it_is_saved(browser, visits, analyst):
    typed = {"name": "Visiting", "name_cy": "Ymweliadau", "version": str(visits.version), **WORDS}
    for _ in range(2):
        typed["csrf_token"] = browser.as_(analyst)._token()
        assert browser.post(f"{address(visits)}/edit", data=typed).status_code == 303
    assert (visits.name_cy, visits.earlier_name_cy) == ("", "Ymweliadau")
