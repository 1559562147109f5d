"""Anyone reads about rounds."""

from tests import make


def test_anyone_finds_a_round_and_where_it_stands(browser):
    round_ = make.round_()
    page = browser.get(f"/rounds/{round_.slug}")
    assert page.status_code == 200
    assert "planning" in page.text


def test_a_round_that_is_not_there(browser):
    assert browser.get("/rounds/1066-67").status_code == 404
