"""Any accepted point can be found and tied to a published change, and what is ticked stays ticked meanwhile."""

import re

import pytest

from app.changes import queries
from app.extensions import db
from app.models import Point, PointTheme, Theme, WordingLink
from app.searching import pages
from tests import make
from tests.changes.conftest import accept, respond
from tests.changes.test_tie import publish


@pytest.fixture
def address(heard, manager):
    """The page on which points are tied to the change of CU-1 in edition 2."""
    publish(heard, "revised", manager)
    (hunk,) = queries.bound_to(*heard.editions)
    return f"/rounds/2012-13/editions/2/changes/{hunk.fingerprint}/tie"


def said(round_, analyst, manager, place="CU-2", words="Pay the teachers.", name="Di", **more):
    """An accepted point of one more respondent."""
    point = respond(round_, {place: ("agree", words)}, name=name, **more).points[0]
    accept(point, analyst, manager)
    return point


def tie(browser, address, **fields):
    token = re.search(r'name="csrf_token" value="([^"]+)"', browser.get(address).text)
    return browser.post(address, data={"since": "1", "csrf_token": token[1], **fields})


def offered(page):
    return {int(found) for found in re.findall(r'name="points" value="(\d+)"', page)}


def ticked(page):
    return {int(found) for found in re.findall(r'name="points" value="(\d+)" checked', page)}


def ids():
    return [point.id for point in db.session.query(Point).order_by(Point.id)]


def test_the_points_about_the_place_come_first_and_any_other_can_be_found(browser, heard, analyst, manager, address):
    elsewhere = said(heard, analyst, manager)
    browser.as_(analyst)
    assert offered(browser.get(address).text) == set(ids()) - {elsewhere.id}
    assert elsewhere.id in offered(browser.get(f"{address}?place=").text)
    assert offered(browser.get(f"{address}?place=CU-2").text) == {elsewhere.id}
    assert offered(browser.get(f"{address}?place=&words=teachers").text) == {elsewhere.id}
    assert offered(browser.get(f"{address}?place=&disposition=accepted+in+part").text) == set()
    tie(browser, address, points=str(elsewhere.id))
    assert db.session.query(WordingLink).one().point_id == elsewhere.id


def test_points_are_found_by_their_theme(browser, heard, analyst, manager, address):
    theme = make.add(Theme(round_id=heard.id, name="Women"))
    make.add(PointTheme(point_id=ids()[1], theme_id=theme.id, at=make.NOON))
    page = browser.as_(analyst).get(f"{address}?theme={theme.id}").text
    assert offered(page) == {ids()[1]}


def test_ticks_stay_while_one_looks_for_others_and_are_tied_together(browser, heard, analyst, manager, address):
    elsewhere = said(heard, analyst, manager)
    first = ids()[0]
    page = browser.as_(analyst).get(f"{address}?place=CU-2&points={first}").text
    assert ticked(page) == {first}
    assert offered(page) == {first, elsewhere.id}
    assert "1 other point is ticked" in page
    tie(browser, address, points=[first, elsewhere.id], place="CU-2")
    assert {link.point_id for link in db.session.query(WordingLink)} == {first, elsewhere.id}
    assert "2 points tied to this change." in browser.get("/rounds/2012-13/editions/2/changes").text


def test_points_beyond_the_first_page_are_reached_with_the_ticks(
    browser, heard, analyst, manager, address, monkeypatch
):
    monkeypatch.setattr(pages, "AT_ONCE", 1)
    first, second = ids()
    page = browser.as_(analyst).get(address).text
    assert offered(page) == {first}
    assert "2 points to choose from" in page
    after = re.search(r'name="after" value="([^"]+)"', page)[1]
    page = browser.get(f"{address}?after={after}&points={first}").text
    assert offered(page) == {first, second}
    assert ticked(page) == {first}
    before = re.search(r'name="before" value="([^"]+)"', page)[1]
    assert offered(browser.get(f"{address}?before={before}").text) == {first}


def test_pressing_with_nothing_ticked_says_so_and_keeps_what_was_looked_for(browser, analyst, address):
    page = tie(browser.as_(analyst), address, words="women").text
    assert "Select at least one point" in page
    assert 'value="women"' in page


def test_a_second_press_ties_nothing_twice_and_says_so(browser, analyst, address):
    first = ids()[0]
    for _ in range(2):
        tie(browser.as_(analyst), address, points=str(first))
    assert db.session.query(WordingLink).count() == 1
    page = browser.get("/rounds/2012-13/editions/2/changes").text
    assert "0 points tied to this change. 1 other had been tied or answered otherwise meanwhile." in page


def test_no_point_that_was_not_accepted_or_of_another_round_is_tied(browser, heard, analyst, manager, address):
    refused = respond(heard, {"CU-1": ("agree", "As it is.")}, name="Ed").points[0]
    refused.disposition = "not accepted"
    db.session.commit()
    browser.as_(analyst)
    assert refused.id not in offered(browser.get(f"{address}?place=&points={refused.id}").text)
    tie(browser, address, points=[str(refused.id), "999999", "9" * 30, "x"])
    assert db.session.query(WordingLink).count() == 0


def test_who_ticks_more_than_one_press_ties_is_told(browser, heard, analyst, manager, address, monkeypatch):
    monkeypatch.setattr("app.changes.candidates.MOST_TICKED", 1)
    first, second = (said(heard, analyst, manager, name=name) for name in ("Di", "Ed"))
    browser.as_(analyst)
    told = "One press ties 1 point: tick the last ones again afterwards."
    page = browser.get(f"{address}?since=1&place=CU-2&points={first.id}&points={second.id}").text
    assert told in page
    assert ticked(page) == {first.id}
    answer = tie(browser, address, points=[str(first.id), str(second.id)])
    assert told in browser.get(answer.location).text
    assert {link.point_id for link in db.session.query(WordingLink)} == {first.id}
