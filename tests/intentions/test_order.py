"""A round manager orders and removes intentions until their numbers have been published."""

import pytest

from app.extensions import db
from app.models import Entry, Intention
from tests import make
from workflows.roles import Role
from workflows.round import RoundState


@pytest.fixture
def manager(browser):
    return make.person(Role.ROUND_MANAGER)


def three(**given):
    round_ = make.round_(**given)
    for number in (1, 2, 3):
        make.intention(round_, f"CU-{number}", title=f"Title {number}")
    make.intention(round_, "CM-1", position=9)
    return round_


def order():
    found = db.session.query(Intention).filter_by(group="custodial").order_by(Intention.position)
    return [(each.ref, each.title) for each in found]


def move(browser, round_, ref, way):
    here = f"/rounds/{round_.slug}/intentions"
    return browser.press(here, f"{here}/{ref}/reorder/{way}")


def test_an_intention_moves_up_and_takes_the_number_of_its_place(browser, manager):
    round_ = three()
    move(browser.as_(manager), round_, "CU-3", "up")
    assert order() == [("CU-1", "Title 1"), ("CU-2", "Title 3"), ("CU-3", "Title 2")]
    assert db.session.query(Entry).one().what == "moved CU-3 up"


def test_the_last_of_a_group_does_not_move_into_the_next(browser, manager):
    round_ = three()
    answer = move(browser.as_(manager), round_, "CU-3", "down")
    assert "CU-3 is already at the bottom of its group." in browser.get(answer.location).text


def published(round_, *refs):
    make.edition(round_, content={"intentions": [{"ref": ref} for ref in refs]})


def test_published_numbers_stay(browser, manager):
    round_ = three(state=RoundState.CONSULTING)
    published(round_, "CU-2")
    here = f"/rounds/{round_.slug}/intentions"
    browser.as_(manager).press(f"{here}/write", f"{here}/CU-3/reorder/up")
    assert order()[2] == ("CU-3", "Title 3")


def test_what_was_never_published_is_removed_and_the_timeline_keeps_that(browser, manager):
    round_ = three()
    path = f"/rounds/{round_.slug}/intentions/CU-3/remove"
    browser.as_(manager).press(path, path)
    assert len(order()) == 2
    assert db.session.query(Entry).one().what == "removed CU-3: Title 3"
    again = browser.press(f"/rounds/{round_.slug}/intentions", path)
    assert "CU-3 is not there" in browser.get(again.location).text


def test_what_was_published_is_not_removed(browser, manager):
    round_ = three(state=RoundState.CONSULTING)
    published(round_, "CU-3")
    path = f"/rounds/{round_.slug}/intentions/CU-3/remove"
    assert "CU-3 is in a published edition, so it cannot be removed." in browser.as_(manager).get(path).text
    assert browser.press(path, path).status_code == 409
    assert len(order()) == 3


def test_nobody_else_orders_or_removes(browser):
    round_ = three()
    browser.as_(make.person(Role.COMMISSIONER_SIGNATORY))
    assert move(browser, round_, "CU-3", "up").status_code == 404
    assert browser.get(f"/rounds/{round_.slug}/intentions/CU-3/remove").status_code == 404
