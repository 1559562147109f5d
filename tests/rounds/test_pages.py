"""Anyone reads about rounds: where one stands, what is next, its dates; staff also what holds it up."""

from datetime import date

import pytest
import sqlalchemy as sa

from app.extensions import db
from tests import make
from workflows.roles import Role
from workflows.round import RoundState


def test_anyone_finds_a_round_and_where_it_stands(browser):
    round_ = make.round_(RoundState.CONSULTING)
    page = browser.get(f"/rounds/{round_.slug}").text
    assert "Consulting" in page
    assert "Anyone can give a view until the end of Friday 9 December 2011, London time." in page
    assert "Have your say" in page
    assert "in 18 days" in page


def test_a_round_that_is_not_there(browser):
    assert browser.get("/rounds/1066-67").status_code == 404


@pytest.mark.parametrize("state", list(RoundState))
def test_every_state_says_what_is_next(browser, state):
    round_ = make.round_(state)
    assert browser.get(f"/rounds/{round_.slug}").status_code == 200
    manager = make.person(Role.ROUND_MANAGER)
    assert browser.as_(manager).get(f"/rounds/{round_.slug}").status_code == 200


def test_staff_read_what_holds_it_up_and_the_public_does_not(browser):
    round_ = make.round_(RoundState.ANSWERING)
    sentence = "Have the equality screening of these intentions approved."
    assert sentence not in browser.get(f"/rounds/{round_.slug}").text
    assert sentence in browser.as_(make.person(Role.ANALYST)).get(f"/rounds/{round_.slug}").text


def test_staff_see_the_round_at_a_glance_and_a_provider_does_not(browser):
    round_ = make.round_(RoundState.NEGOTIATING, control_total=1_000_000)
    at = make.provider()
    make.agreement(round_, at, price=400_000)
    path = f"/rounds/{round_.slug}"
    signatory = browser.as_(make.person(Role.COMMISSIONER_SIGNATORY)).get(path).text
    assert "0 of 1 agreements signed" in signatory
    assert "£600,000" in signatory
    analyst = browser.as_(make.person(Role.ANALYST)).get(path).text
    assert "0 of 1 agreements signed" in analyst
    assert "£600,000" not in analyst
    for outsider in (make.person(Role.PROVIDER_NEGOTIATOR, at=at), make.person(Role.ADMINISTRATOR)):
        assert "agreements signed" not in browser.as_(outsider).get(path).text


def test_the_dates_are_a_line_and_a_table_with_today_on_both(browser):
    round_ = make.round_()
    make.move_clock(date(2011, 12, 10))
    page = browser.get(f"/rounds/{round_.slug}").text
    assert "Today, 10 December 2011" in page
    assert "1 day ago" in page
    assert "in 5 days" in page


def test_every_round_is_listed_the_newest_first(browser):
    make.round_(title="The first", starts_on=date(2012, 4, 1))
    make.round_(title="The second", starts_on=date(2013, 4, 1))
    page = browser.get("/rounds").text
    assert page.index("The second") < page.index("The first")


def test_assumptions_are_working_papers_until_an_edition_has_them(browser):
    round_ = make.round_()
    manager = make.person(Role.ROUND_MANAGER)
    browser.as_(manager).submit(f"/rounds/{round_.slug}/assumptions/add", title="Money", text="Save £120m.")
    path = f"/rounds/{round_.slug}/assumptions"
    assert "PA-1: Money" in browser.get(path).text
    assert "PA-1" not in browser.signed_out().get(path).text


def test_a_manager_changes_what_the_round_says_and_the_second_is_shown_the_first(browser):
    round_ = make.round_(introduction="Old words.", contact={"team": "The team", "email": "round@example.test"})
    browser.as_(make.person(Role.ROUND_MANAGER))
    path = f"/rounds/{round_.slug}/edit"
    fields = {"title": round_.title, "team": "The team", "email": "round@example.test"}
    stale = round_.version
    assert browser.submit(path, **fields, introduction="First.").status_code == 302
    page = browser.submit(path, **fields, introduction="Second.", version=stale)
    assert "Somebody else saved this while you had it open." in page.text
    assert "now “First.”" in page.text
    assert "Second." in page.text
    assert browser.submit(path, **fields, introduction="Second.").status_code == 302


@pytest.mark.parametrize("state", [RoundState.PLANNING, RoundState.ANSWERING, RoundState.NEGOTIATING])
def test_the_page_asks_the_database_the_same_few_questions_however_much_there_is(browser, state):
    round_ = make.round_(state)
    for number in range(1, 6):
        make.intention(round_, f"CU-{number}", partners=[f"Partner {number}"])
        make.edition(round_)
        make.agreement(round_, make.provider())
    asked = _questions(browser.as_(make.person(Role.ROUND_MANAGER)), f"/rounds/{round_.slug}")
    assert len(asked) <= 10, asked
    assert len(_questions(browser.signed_out(), f"/rounds/{round_.slug}")) <= 4


def _questions(browser, path) -> list[str]:
    db.session.commit()
    db.session.expire_all()
    asked: list[str] = []

    def note(_connection, _cursor, statement, *_):
        if statement.lstrip().upper().startswith("SELECT"):
            asked.append(statement)

    sa.event.listen(db.engine, "before_cursor_execute", note)
    try:
        assert browser.get(path).status_code == 200
    finally:
        sa.event.remove(db.engine, "before_cursor_execute", note)
    return asked
