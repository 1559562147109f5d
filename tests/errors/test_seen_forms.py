"""Forms over facts without a version of their own: the second of two people sees what the first saved, and decides."""

from datetime import date

import pytest

from app.extensions import db
from app.models import Round, StandardTerm
from app.people import organisations
from tests import make
from tests.simultaneous import at_once, hidden_fields, sends
from workflows.roles import Role

PLAN = {"plan_days": "10", "plan_clock": "working days", "smallest_number": "5"}
TERM = {"cell_requirement": "Run visits", "cell_minimum": "Twice a month", "cell_delivered_by": "The prison"}


@pytest.fixture
def round_(app):
    return make.round_()


@pytest.fixture
def editor(app):
    return make.person(Role.ADMINISTRATOR, Role.ROUND_MANAGER, name="Robin Round")


def settings(round_):
    return "/settings", {"help_address": "first@example.com", **PLAN}, {"help_address": "second@example.com", **PLAN}


def providers_of_a_negotiator(round_):
    kim = make.person(Role.COMMISSIONER_NEGOTIATOR)
    durham, leeds = make.provider(name="HMP Durham"), make.provider(name="HMP Leeds")
    return f"/people/{kim.id}/assign", {"providers": [durham.id]}, {"providers": [leeds.id]}


def cut_off(round_):
    first, second = ({"day-day": str(day), "day-month": "1", "day-year": "2012"} for day in (10, 11))
    return f"/rounds/{round_.slug}/cut-off", first, second


def day_of_a_step(round_):
    first, second = ({"day-day": str(day), "day-month": "11", "day-year": "2011"} for day in (1, 2))
    return f"/rounds/{round_.slug}/dates/negotiation_done/record", first, second


def reason_for_the_window(round_):
    return f"/rounds/{round_.slug}/explain-window", {"reason": "The first reason."}, {"reason": "The second reason."}


def standard_term(round_):
    fields = {key.removeprefix("cell_"): words for key, words in TERM.items()}
    make.add(
        StandardTerm(round_id=round_.id, schedule="services", ref="SV-1", position=1, title="Visits", fields=fields)
    )
    page = f"/rounds/{round_.slug}/standard-terms/SV-1"
    return page, {**TERM, "title": "The first title"}, {**TERM, "title": "The second title"}


EVERY = [settings, providers_of_a_negotiator, cut_off, day_of_a_step, reason_for_the_window, standard_term]
every = pytest.mark.parametrize("form", EVERY, ids=lambda form: form.__name__)


@every
def test_the_second_is_told_keeps_what_they_typed_and_may_send_it_again(browser, editor, round_, form):
    page, first, second = form(round_)
    opened = hidden_fields(browser.as_(editor).get(page).text)
    browser.submit(page, **first)

    told = browser.post(page, data={**opened, **second})

    assert told.status_code == 200
    assert "Somebody else saved this while you had it open" in told.text
    assert ": now “" in told.text
    again = browser.post(page, data={**hidden_fields(told.text), **second})
    assert again.status_code in (302, 303), "knowing it, they save theirs"


@every
def test_pressing_twice_is_no_conflict(browser, editor, round_, form):
    page, first, _ = form(round_)
    opened = hidden_fields(browser.as_(editor).get(page).text)
    answers = [browser.post(page, data={**opened, **first}) for _ in range(2)]
    assert [answer.status_code in (302, 303) for answer in answers] == [True, True]


@every
def test_a_post_that_saw_nothing_overwrites_nothing(browser, editor, round_, form):
    page, first, second = form(round_)
    browser.as_(editor).submit(page, **first)
    hidden = hidden_fields(browser.get(page).text)
    answer = browser.post(page, data={"csrf_token": hidden["csrf_token"], **second})
    assert "Somebody else saved this while you had it open" in answer.text


def test_two_administrators_save_the_settings_in_the_same_moment(app):
    one, other = make.person(Role.ADMINISTRATOR), make.person(Role.ADMINISTRATOR)
    answers = at_once(
        app,
        sends(one, "/settings", help_address="one@example.com", **PLAN),
        sends(other, "/settings", help_address="other@example.com", **PLAN),
    )
    assert sorted(answer.status_code for answer in answers) == [200, 303]
    saved = organisations.settings()["help_address"]
    page = next(answer.text for answer in answers if answer.status_code == 200)
    lost = {"one@example.com": "other@example.com", "other@example.com": "one@example.com"}[saved]
    assert f"Address for people who cannot sign in: now “{saved}”" in page
    assert f'value="{lost}"' in page


def test_a_date_is_named_as_people_write_it(browser, editor, round_):
    page, first, second = cut_off(round_)
    opened = hidden_fields(browser.as_(editor).get(page).text)
    browser.submit(page, **first)
    assert "Day: now “10 January 2012”" in browser.post(page, data={**opened, **second}).text
    assert db.session.get_one(Round, round_.id).day("answering_cut_off") == date(2012, 1, 10)
