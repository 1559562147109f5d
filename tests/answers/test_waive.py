"""A commissioner signatory lets the final edition go out without an answer, in public words."""

import pytest

from app.answers import commands
from app.extensions import db
from tests import make
from tests.answers.conftest import HERE, answered, point_at
from workflows.point import PointState
from workflows.roles import Role


def address(point):
    return f"{HERE}/{point.id}/waive"


def test_a_signatory_waives_a_point_with_a_reason(browser, feedback, signatory):
    point = point_at("CU-1")
    browser.as_(signatory).submit(address(point), reason="We answer it with the next round.")
    assert point.state is PointState.WAIVED
    assert point.waiver == "We answer it with the next round."
    assert point.waived_by == "Sir Signatory, Director"


def test_without_a_reason_nothing_is_waived(browser, feedback, signatory):
    page = browser.as_(signatory).submit(address(point_at("CU-1")), reason=" ").text
    assert "Enter the reason, in words that the public will read" in page
    assert point_at("CU-1").state is PointState.UNANSWERED


def test_waiving_twice_says_what_stands(browser, feedback, signatory):
    point = point_at("CU-1")
    browser.as_(signatory).submit(address(point), reason="Later.")
    answer = browser.post(address(point), data={"csrf_token": browser._token(), "reason": "Again", "version": "9"})
    assert answer.location.endswith(f"/feedback/{point.id}")
    assert point.waiver == "Later."


def test_what_is_approved_is_not_waived(browser, feedback, signatory, analyst):
    point = point_at("CU-1")
    answered(point, disposition="accepted", reason="Yes.", by=analyst)
    db.session.commit()
    assert browser.as_(signatory).get(address(point)).status_code == 409


@pytest.mark.parametrize("role", [Role.ANALYST, Role.ROUND_MANAGER, Role.EQUALITY_LEAD, Role.ASSURER])
def test_for_everyone_else_the_page_is_not_there(browser, feedback, role):
    assert browser.as_(make.person(role)).get(address(point_at("CU-1"))).status_code == 404


def test_a_waived_point_can_still_be_answered(browser, feedback, signatory, analyst):
    point = point_at("CU-1")
    commands.waive(point, reason="Later.", by=signatory)
    db.session.commit()
    browser.as_(analyst).submit(f"{HERE}/{point.id}", disposition="accepted", reason="Now.", change="")
    assert point.state is PointState.ANSWERED
