"""An analyst saves a search under a name, alone or for the team, and finds it beside the list with its number."""

import pytest

from app.extensions import db
from app.models import SavedSearch
from tests import make
from tests.searching.conftest import HERE, say
from workflows.roles import Role

SEARCHES = f"{HERE}/searches"


@pytest.fixture
def points(round_):
    return [say(round_, "Keep the workshop."), say(round_, "Close it.", "CU-2"), say(round_, "Keep it.", "CU-2")]


def save(browser, name, *, shared="", **arguments):
    query = "&".join(f"{key}={value}" for key, value in arguments.items())
    return browser.submit(f"{SEARCHES}/save?{query}", name=name, **({"shared": "y"} if shared else {}))


def test_a_saved_search_stands_beside_the_list_with_how_many_it_finds(browser, points, analyst):
    answer = save(browser.as_(analyst), "Keepers", words="keep")
    assert answer.status_code == 303
    assert answer.location.endswith("/feedback?words=keep")
    page = browser.get(HERE).text
    assert ">Keepers</a> (2)" in page
    assert "words=keep" in page


def test_it_says_in_words_what_it_asks_for(browser, points, analyst):
    page = browser.as_(analyst).get(f"{SEARCHES}/save?stance=disagree&late=late").text
    assert "View: Disagree. Arrived: Late. It finds 0 points now." in page


def test_one_of_ones_own_is_nobody_elses(browser, points, analyst, colleague):
    save(browser.as_(analyst), "Mine", words="keep")
    assert "Mine" not in browser.as_(colleague).get(HERE).text
    assert "Mine" not in browser.get(SEARCHES).text


def test_a_shared_one_is_everyones_and_its_owners_to_change(browser, points, analyst, colleague):
    save(browser.as_(analyst), "Ours", shared="y", words="keep")
    saved = db.session.query(SavedSearch).one()
    assert "Ours" in browser.as_(colleague).get(HERE).text
    assert "Shared by Ada Analyst" in browser.get(SEARCHES).text
    assert browser.get(f"{SEARCHES}/{saved.id}").status_code == 404
    browser.press(SEARCHES, f"{SEARCHES}/{saved.id}/delete")
    assert db.session.query(SavedSearch).count() == 1


def test_it_is_renamed_and_shared_no_longer(browser, points, analyst, colleague):
    save(browser.as_(analyst), "Ours", shared="y", words="keep")
    saved = db.session.query(SavedSearch).one()
    browser.submit(f"{SEARCHES}/{saved.id}", name="Keepers")
    assert (saved.name, saved.shared) == ("Keepers", False)
    assert "Keepers" not in browser.as_(colleague).get(HERE).text


def test_it_is_deleted_and_its_points_stay(browser, points, analyst):
    save(browser.as_(analyst), "Keepers", words="keep")
    saved = db.session.query(SavedSearch).one()
    browser.press(f"{SEARCHES}/{saved.id}", f"{SEARCHES}/{saved.id}/delete")
    assert db.session.query(SavedSearch).count() == 0
    assert "3 points" in browser.get(HERE).text


def test_two_of_ones_own_do_not_share_a_name(browser, points, analyst):
    save(browser.as_(analyst), "Keepers", words="keep")
    assert "You have a saved search with this name already" in save(browser, "Keepers", words="close").text


def test_without_a_name_the_page_asks_for_one(browser, points, analyst):
    assert "Enter a name for the search" in save(browser.as_(analyst), "", words="keep").text


def test_an_older_page_says_what_somebody_else_saved(browser, points, analyst):
    save(browser.as_(analyst), "Keepers", words="keep")
    saved = db.session.query(SavedSearch).one()
    address = f"{SEARCHES}/{saved.id}"
    page = browser.submit(address, name="First")
    assert page.status_code == 303
    shown = browser.submit(address, name="Second", version="1")
    assert "Somebody else saved this while you had it open" in shown.text
    assert saved.name == "First"


def test_read_by_you_means_whoever_looks(browser, points, round_, analyst, colleague):
    from app.models import PointRead

    make.add(PointRead(point_id=points[0].id, person_id=analyst.id, at=make.NOON))
    save(browser.as_(analyst), "Unread", shared="y", read="unread")
    assert ">Unread</a> (2)" in browser.get(HERE).text
    assert ">Unread</a> (3)" in browser.as_(colleague).get(HERE).text


@pytest.mark.parametrize("page", ["", "/save", "/1"])
def test_searches_do_not_exist_for_those_who_see_no_responses(browser, points, page):
    browser.as_(make.person(Role.ASSURER))
    assert browser.get(f"{SEARCHES}{page}").status_code == 404
