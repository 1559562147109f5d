"""A round manager for the whole service starts a round."""

import pytest

from app.extensions import db
from app.models import Entry, Round
from tests import make
from workflows.roles import Role
from workflows.round import RoundState

FILLED = {
    "title": "Commissioning round 2013-14",
    "slug": "2013-14",
    "starts_on-day": "1", "starts_on-month": "4", "starts_on-year": "2013",
    "ends_on-day": "31", "ends_on-month": "3", "ends_on-year": "2014",
    "introduction": "What to buy next.",
    "team": "The round’s team",
    "email": "round@example.test",
    "telephone": "020 7946 0000",
    "address": "1 Example Street\nExampletown",
    "control_total": "3,057,000,000",
    "savings_target": "85,000,000",
}  # fmt: skip


def start(browser, **changed):
    return browser.submit("/rounds/start", **{**FILLED, **changed})


def test_a_round_starts_in_planning_with_what_every_round_has(browser):
    manager = make.person(Role.ROUND_MANAGER)
    answer = start(browser.as_(manager))
    assert answer.status_code == 302
    assert answer.location.endswith("/rounds/2013-14/dates")
    round_ = db.session.query(Round).one()
    assert round_.state is RoundState.PLANNING
    assert [group["prefix"] for group in round_.groups] == ["CO", "CM", "CU"]
    assert (len(round_.questions), len(round_.characteristics)) == (4, 9)
    assert round_.contact["address"] == ["1 Example Street", "Exampletown"]
    assert db.session.query(Entry).filter_by(action="start").one().actor_id == manager.id


def test_it_starts_while_another_is_under_way(browser):
    earlier = make.round_(RoundState.DELIVERING)
    start(browser.as_(make.person(Role.ROUND_MANAGER)))
    assert (db.session.query(Round).count(), earlier.state) == (2, RoundState.DELIVERING)


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"slug": "Next Year!"}, "Enter an address of small letters, numbers and hyphens, like 2013-14"),
        ({"slug": "start"}, "Enter an address of small letters, numbers and hyphens, like 2013-14"),
        ({"title": ""}, "Enter the title of the round"),
        ({"ends_on-year": "2012"}, "Enter an end that comes after the start."),
        ({"starts_on-day": "31", "starts_on-month": "6"}, "must be a real date: that month has no day 31"),
        ({"control_total": "about 3bn"}, "Enter the control total in whole pounds, like 1,234,567"),
    ],
)
def test_a_mistake_is_named_and_nothing_typed_is_lost(browser, changed, sentence):
    page = start(browser.as_(make.person(Role.ROUND_MANAGER)), **changed)
    assert page.status_code == 200
    assert sentence in page.text
    assert "What to buy next." in page.text
    assert db.session.query(Round).count() == 0


def test_an_address_that_is_taken_is_refused(browser):
    make.round_(slug="2013-14")
    page = start(browser.as_(make.person(Role.ROUND_MANAGER)))
    assert "There is a round at /rounds/2013-14 already. Choose another address." in page.text


def test_a_manager_of_one_round_cannot_start_another(browser):
    one = make.round_()
    page = browser.as_(make.person(Role.ROUND_MANAGER, round_=one)).get("/rounds/start")
    assert page.status_code == 403
    assert "Only a round manager for the whole service can start a round." in page.text


@pytest.mark.parametrize("role", [Role.ANALYST, Role.ADMINISTRATOR, Role.COMMISSIONER_SIGNATORY])
def test_for_everyone_else_the_page_does_not_exist(browser, role):
    assert browser.as_(make.person(role)).get("/rounds/start").status_code == 404
