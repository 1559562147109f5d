"""An analyst answers a point: what was decided, why, and what it changed."""

import pytest

from app.answers import commands
from app.extensions import db
from app.models import PointRead
from tests import happened, make
from tests.answers.conftest import HERE, answered, point_at
from workflows.point import Disposition, PointState
from workflows.roles import Role


def address(point):
    return f"{HERE}/{point.id}"


GIVEN = {"disposition": "accepted in part", "reason": "Some of it.", "change": "CU-1 now says so."}


def test_an_analyst_answers_a_point(browser, feedback, analyst):
    point = point_at("CU-1")
    browser.as_(analyst).submit(address(point), **GIVEN)
    assert point.state is PointState.ANSWERED
    assert (point.disposition, point.reason, point.change) == (
        Disposition.ACCEPTED_IN_PART, "Some of it.", "CU-1 now says so.",
    )  # fmt: skip
    assert point.answered_by_id == analyst.id


def test_who_answers_a_point_has_read_it(browser, feedback, analyst):
    point = point_at("CU-1")
    browser.as_(analyst).submit(address(point), **GIVEN)
    assert [(read.point_id, read.person_id) for read in db.session.query(PointRead)] == [(point.id, analyst.id)]
    assert "You have read it" in browser.get(address(point)).text


def test_save_and_next_leads_to_the_next_point_of_the_list(browser, feedback, analyst):
    answer = browser.as_(analyst).submit(address(point_at("CU-1")), then="next", **GIVEN)
    assert f"{HERE}/{point_at('CU-10').id}" in answer.location


def test_save_and_next_keeps_the_filters_and_goes_on_from_where_one_was(browser, feedback, analyst):
    here = f"{address(point_at('CU-1'))}?state=unanswered"
    answer = browser.as_(analyst).submit(here, then="next", **GIVEN)
    assert answer.location.endswith(f"{HERE}/{point_at('CU-10').id}?state=unanswered")


def test_after_the_last_point_it_leads_back_to_the_list(browser, feedback, analyst):
    answer = browser.as_(analyst).submit(address(point_at("EQ-4")), then="next", **GIVEN)
    assert answer.location.endswith("/feedback")


def test_without_a_reason_the_page_asks_for_it_and_keeps_the_rest(browser, feedback, analyst):
    page = browser.as_(analyst).submit(address(point_at("CU-1")), disposition="accepted", change="A change").text
    assert "Enter the reason: people who said this will read it" in page
    assert "A change" in page
    assert point_at("CU-1").state is PointState.UNANSWERED


def test_without_a_disposition_the_page_asks_for_it(browser, feedback, analyst):
    page = browser.as_(analyst).submit(address(point_at("CU-1")), reason="Because.").text
    assert "Select what was decided" in page


def test_an_answer_can_be_written_again_until_release(browser, feedback, analyst):
    point = point_at("CU-1")
    browser.as_(analyst).submit(address(point), **GIVEN)
    browser.submit(address(point), disposition="not accepted", reason="Not after all.", change="")
    assert point.disposition is Disposition.NOT_ACCEPTED


def test_pressing_save_twice_answers_once(browser, feedback, analyst):
    point = point_at("CU-1")
    page = browser.as_(analyst).get(address(point)).text
    import re

    hidden = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', page))
    for _ in range(2):
        assert browser.post(address(point), data={**hidden, **GIVEN}).status_code == 303
    assert happened.actions(chain=f"point {point.id}") == ["comment", "answer"]


def test_two_analysts_on_one_point_are_told_of_each_other(browser, feedback, analyst):
    point = point_at("CU-1")
    page = browser.as_(analyst).get(address(point)).text
    import re

    hidden = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', page))
    commands.answer(point, disposition="for later", reason="Next year.", by=make.person(Role.ANALYST))
    db.session.commit()
    shown = browser.post(address(point), data={**hidden, **GIVEN}).text
    assert "Somebody else saved this while you had it open" in shown
    assert "Next year." in shown
    assert "Some of it." in shown
    assert point.disposition is Disposition.FOR_LATER


def test_a_forged_answer_changes_nothing(browser, feedback, analyst):
    browser.as_(analyst).post(address(point_at("CU-1")), data={**GIVEN, "version": "1"})
    assert point_at("CU-1").state is PointState.UNANSWERED


@pytest.mark.parametrize("role", [Role.EQUALITY_LEAD, Role.COMMISSIONER_SIGNATORY, Role.ROUND_MANAGER])
def test_others_read_a_point_and_cannot_answer_it(browser, feedback, role):
    point = point_at("CU-1")
    page = browser.as_(make.person(role)).get(address(point)).text
    assert "Your answer" not in page
    answer = browser.post(address(point), data={**GIVEN, "csrf_token": browser._token(), "version": "1"})
    assert answer.status_code == 403
    assert point.state is PointState.UNANSWERED


def test_a_released_answer_is_not_written_again(browser, feedback, analyst, manager):
    point = point_at("CU-1")
    answered(point, disposition="accepted", reason="Yes.", by=analyst)
    commands.release(feedback, by=manager)
    db.session.commit()
    browser.as_(analyst)
    assert "Your answer" not in browser.get(address(point)).text
    answer = browser.post(address(point), data={**GIVEN, "csrf_token": browser._token()})
    assert answer.status_code == 409
    assert point.reason == "Yes."
