"""Rows of action plans are kept by those whose work they come from."""

from datetime import date

import pytest

from app.actions import commands
from app.extensions import db
from app.models import Action, ActionOrigin
from app.permissions import SYSTEM
from tests import make
from workflows.action import ActionState
from workflows.roles import Role
from workflows.round import RoundState


@pytest.fixture
def round_(app):
    return make.round_(RoundState.DELIVERING)


@pytest.fixture
def lead(round_):
    return make.person(Role.EQUALITY_LEAD)


@pytest.fixture
def agreement(round_):
    return make.agreement(round_, state="in force")


@pytest.fixture
def action(round_, agreement):
    assurer = make.person(Role.ASSURER)
    made = commands.add(
        round_, origin=ActionOrigin.ASSURANCE, text="Check every cell.", lead="The governor",
        target_on=date(2011, 12, 19), provider_id=agreement.provider_id, agreement_id=agreement.id, by=assurer,
    )  # fmt: skip
    db.session.commit()
    return made


@pytest.fixture
def governor(agreement):
    return make.person(Role.PROVIDER_SIGNATORY, at=agreement.provider)


def test_the_equality_lead_plans_an_ongoing_action_with_a_review_date(browser, round_, lead):
    said = {"text": "Measure by age.", "lead": "Head of custody", "when": "ongoing", "success": "None loses a tenth.",
            "due_on-day": "28", "due_on-month": "9", "due_on-year": "2012"}  # fmt: skip
    assert browser.as_(lead).submit("/rounds/2012-13/actions/add", **said).status_code == 302
    action = db.session.query(Action).one()
    assert (action.ref, action.ongoing, action.target_on, action.review_on) == ("EA-1", True, None, date(2012, 9, 28))


def test_a_date_that_does_not_exist_is_named_and_nothing_typed_is_lost(browser, round_, lead):
    said = {"text": "Measure by age.", "lead": "Head of custody", "when": "target", "success": "So.",
            "due_on-day": "31", "due_on-month": "6", "due_on-year": "2012"}  # fmt: skip
    page = browser.as_(lead).submit("/rounds/2012-13/actions/add", **said)
    assert "must be a real date" in page.text
    assert "Measure by age." in page.text
    assert db.session.query(Action).count() == 0


def test_the_provider_starts_and_finishes_its_own_action_with_proof(browser, action, governor):
    here = f"/actions/{action.id}"
    browser.as_(governor).press(here, f"{here}/start")
    assert action.state is ActionState.UNDER_WAY
    assert "Enter what proves that it is done" in browser.submit(f"{here}/finish", proof="").text
    browser.submit(f"{here}/finish", proof="Log of 12 December.")
    assert (action.state, action.proof) == (ActionState.DONE, "Log of 12 December.")


def test_a_provider_does_not_change_the_equality_plan(browser, round_, lead, governor):
    made = commands.add(round_, origin=ActionOrigin.ASSESSMENT, text="T", lead="L", target_on=date(2012, 1, 1), by=lead)
    db.session.commit()
    assert browser.as_(governor).get(f"/actions/{made.id}").status_code == 404


def test_an_equality_lead_does_not_change_what_comes_from_delivery(browser, action, lead):
    assert browser.as_(lead).get(f"/actions/{action.id}/edit").status_code == 404


def test_only_an_assurer_drops_a_delivery_action_and_says_why(browser, action, governor):
    assert browser.as_(governor).get(f"/actions/{action.id}/drop").status_code == 404
    assurer = make.person(Role.ASSURER)
    browser.as_(assurer).submit(f"/actions/{action.id}/drop", reason="The wing is closed.")
    assert action.state is ActionState.DROPPED


def test_the_commissioner_agrees_once(browser, action):
    director = make.person(Role.COMMISSIONER_SIGNATORY)
    here = f"/actions/{action.id}"
    browser.as_(director).press(here, f"{here}/agree")
    assert action.agreed
    answer = browser.press(here, f"{here}/agree")
    assert answer.status_code == 409
    assert "already agreed" in answer.text


def test_another_provider_finds_nothing_of_it(browser, action):
    other = make.person(Role.PROVIDER_SIGNATORY, at=make.provider())
    assert browser.as_(other).get(f"/actions/{action.id}").status_code == 404
    assert "Check every cell." not in browser.get("/actions").text


def test_overdue_shows(browser, action, governor):
    make.move_clock(date(2011, 12, 20))
    assert "Overdue" in browser.as_(governor).get("/actions").text


def test_time_itself_plans_nothing(round_):
    from workflows.engine import NotAllowed

    with pytest.raises(NotAllowed):
        commands.add(round_, origin=ActionOrigin.ASSESSMENT, text="T", lead="L", target_on=date(2012, 1, 1), by=SYSTEM)


def test_an_action_of_the_commissioners_own_has_a_page(browser, round_, lead):
    made = commands.add(round_, origin=ActionOrigin.ASSESSMENT, text="Ask women.", lead="The lead",
                        target_on=date(2011, 12, 19), by=lead)  # fmt: skip
    db.session.commit()
    page = browser.as_(lead).get(f"/actions/{made.id}")
    assert page.status_code == 200
    assert "The equality assessment" in page.text


def test_an_impact_that_no_database_could_hold_is_none_to_plan_for(browser, round_, lead):
    assert browser.as_(lead).get(f"/rounds/2012-13/actions/add?impact={'9' * 30}").status_code == 200
