"""Somebody else than its author approves an answer, or sends it back with the reason."""

import re

import pytest

from app.answers import commands
from app.extensions import db
from app.models import Letter
from tests import make
from tests.answers.conftest import HERE, answered, point_at
from tests.work import do_jobs
from workflows.engine import Refused
from workflows.point import PointState
from workflows.roles import Role


@pytest.fixture
def drafted(feedback, analyst):
    commands.answer(point_at("CU-1"), disposition="accepted", reason="It stays.", by=analyst)
    db.session.commit()
    return point_at("CU-1")


def here(point, rest=""):
    return f"{HERE}/{point.id}{rest}"


@pytest.mark.parametrize("role", [Role.ANALYST, Role.ROUND_MANAGER, Role.COMMISSIONER_SIGNATORY])
def test_somebody_else_approves(browser, drafted, role):
    someone = make.person(role)
    browser.as_(someone).press(here(drafted), here(drafted, "/approve"))
    assert drafted.state is PointState.APPROVED
    assert drafted.approved_by_id == someone.id


def test_nobody_approves_their_own(browser, drafted, analyst):
    assert "You wrote this answer. Somebody else reads and approves it." in browser.as_(analyst).get(here(drafted)).text
    assert browser.press(here(drafted), here(drafted, "/approve")).status_code == 409
    with pytest.raises(Refused):
        commands.approve(drafted, by=analyst)


def test_approving_twice_approves_once(browser, drafted, manager):
    browser.as_(manager)
    for _ in range(2):
        assert browser.press(here(drafted), here(drafted, "/approve")).status_code == 303


def test_an_equality_lead_reads_and_does_not_approve(browser, drafted):
    browser.as_(make.person(Role.EQUALITY_LEAD))
    assert browser.press(here(drafted), here(drafted, "/approve")).status_code == 404


def test_an_approved_answer_that_is_written_again_is_approved_again(browser, feedback, analyst, manager):
    point = point_at("CU-1")
    answered(point, disposition="accepted", reason="It stays.", by=analyst, approved_by=manager)
    db.session.commit()
    browser.as_(analyst).submit(here(point), disposition="accepted", reason="It stays as it is.", change="")
    assert point.state is PointState.ANSWERED
    assert point.approved_by_id is None


def test_pressing_save_on_an_approved_answer_that_is_as_it_was_leaves_it_approved(browser, feedback, analyst, manager):
    point = point_at("CU-1")
    answered(point, disposition="accepted", reason="It stays.", by=analyst, approved_by=manager)
    db.session.commit()
    browser.as_(analyst).submit(here(point), disposition="accepted", reason="It stays.", change="")
    assert point.state is PointState.APPROVED


def test_it_is_sent_back_with_the_reason_that_its_author_reads(app, browser, drafted, analyst, manager):
    browser.as_(manager).submit(here(drafted, "/send-back"), reason="Say which workshop.")
    assert drafted.state is PointState.UNANSWERED
    page = browser.as_(analyst).get(here(drafted)).text
    assert "Its answer was sent back." in page
    assert "Say which workshop." in page
    assert "It stays." in page
    assert "Say which workshop." in browser.get("/work").text
    do_jobs(app)
    (letter,) = db.session.query(Letter).filter_by(to=analyst.email)
    assert "come back" in letter.subject
    assert "Say which workshop." not in letter.body


def test_sending_back_needs_a_reason(browser, drafted, manager):
    page = browser.as_(manager).submit(here(drafted, "/send-back"), reason=" ").text
    assert "Enter what the author is to change" in page
    assert drafted.state is PointState.ANSWERED


def test_a_point_is_given_to_an_analyst_who_finds_it_under_their_work(browser, feedback, analyst, manager):
    point = point_at("CU-1")
    browser.as_(manager).submit(here(point, "/assign"), to=str(analyst.id))
    assert point.assigned_to_id == analyst.id
    assert "given to you" in browser.as_(analyst).get("/work").text
    browser.as_(manager).submit(here(point, "/assign"), to="")
    assert point.assigned_to_id is None


def test_a_point_is_given_only_to_somebody_who_analyses(browser, feedback, manager):
    page = browser.as_(manager).submit(here(point_at("CU-1"), "/assign"), to=str(manager.id)).text
    assert "Select somebody from the list" in page
    assert point_at("CU-1").assigned_to_id is None


def test_what_waits_to_be_approved_stands_under_your_work_and_ones_own_does_not(browser, drafted, analyst, manager):
    assert "1 answer to approve" in browser.as_(manager).get("/work").text
    assert "to approve" not in browser.as_(analyst).get("/work").text


def test_what_the_author_changed_meanwhile_is_not_approved_by_a_page_that_shows_what_was_there(
    browser, drafted, analyst, manager
):
    page = browser.as_(manager).get(here(drafted)).text
    offered = re.search(rf'action="({here(drafted, "/approve")}[^"]*)"', page).group(1)
    commands.answer(drafted, disposition="not accepted", reason="Other words.", by=analyst)
    db.session.commit()
    answer = browser.post(offered, data={"csrf_token": browser._token()}, follow_redirects=True)
    assert "has been changed since you opened this page" in answer.text
    assert drafted.state is PointState.ANSWERED
    browser.press(here(drafted), here(drafted, "/approve"))
    assert drafted.state is PointState.APPROVED
