"""Where screening asks for it, the full assessment is written, justified, approved by another person and published."""

import pytest

from app.actions import commands as actions
from app.equality import commands, queries
from app.extensions import db
from app.models import ActionOrigin
from tests import make
from workflows.assessment import AssessmentState, Impact, Limb, Outcome
from workflows.roles import Role
from workflows.round import RoundState
from workflows.screening import Finding

HERE = "/rounds/2012-13/equality/assessment"


@pytest.fixture
def round_(app):
    made = make.round_(RoundState.ANSWERING)
    make.intention(made, "CU-4")
    return made


@pytest.fixture
def lead(round_):
    return make.person(Role.EQUALITY_LEAD)


@pytest.fixture
def signatory(round_):
    return make.person(Role.COMMISSIONER_SIGNATORY)


@pytest.fixture
def assessment(round_, lead):
    """Screening finds sex relevant and nothing else; the assessment has one negative impact on it."""
    screening = commands.start_screening(round_, by=lead)
    keys = [line.characteristic.key for line in screening.lines]
    commands.screen(screening, dict.fromkeys(keys, (Finding.NOT_RELEVANT, "No link.")), by=lead)
    commands.screen(screening, {"sex": (Finding.RELEVANT, "")}, by=lead)
    made = commands.start_assessment(round_, by=lead)
    commands.assess(made, evidence="Tables.", consultation="All asked.", outcome=Outcome.ADJUST, by=lead)
    db.session.commit()
    return made


def harm(assessment, lead):
    sex = next(each for each in assessment.round.characteristics if each.key == "sex")
    line = commands.add_impact(
        assessment, sex, impact=Impact.NEGATIVE, level="medium", limb=Limb.ELIMINATE, reason="Men lose more.", by=lead
    )
    db.session.commit()
    return line


def plan(assessment, line, lead):
    action = actions.add(
        assessment.round, origin=ActionOrigin.ASSESSMENT, text="Measure it.", lead="Head of custody",
        target_on=make.DATES["agreements_end"], impact_id=line.id, characteristic_id=line.characteristic_id, by=lead,
    )  # fmt: skip
    db.session.commit()
    return action


def approved(assessment, lead, signatory):
    plan(assessment, harm(assessment, lead), lead)
    commands.submit_assessment(assessment, by=lead)
    commands.approve_assessment(assessment, by=signatory)
    db.session.commit()
    return assessment


def test_every_relevant_characteristic_needs_its_impact(browser, assessment, lead):
    assert "Record the impact on each relevant or unknown characteristic: Sex." in browser.as_(lead).get(HERE).text


def test_harm_without_action_or_justification_holds_it_up(browser, assessment, lead):
    line = harm(assessment, lead)
    assert "Add an action for each negative impact, or justify continuing: Sex." in browser.as_(lead).get(HERE).text
    plan(assessment, line, lead)
    assert "Add an action for each negative impact" not in browser.get(HERE).text


def test_continuing_despite_harm_needs_all_three_reasons(browser, assessment, lead):
    harm(assessment, lead)
    written = {"evidence": "Tables.", "consultation": "All.", "outcome": "continue", "necessary": "Money is short."}
    browser.as_(lead).submit(f"{HERE}/assess", **written)
    assert "To continue despite harm, say why it is necessary" in browser.get(HERE).text
    browser.submit(f"{HERE}/assess", **written, less_harmful="None was found.", proportionate="It fits.")
    assert "To continue despite harm" not in browser.get(HERE).text


def test_a_signatory_who_did_not_write_it_approves(browser, assessment, lead, signatory):
    plan(assessment, harm(assessment, lead), lead)
    commands.submit_assessment(assessment, by=lead)
    db.session.commit()
    assert browser.as_(signatory).press(HERE, f"{HERE}/approve").status_code == 302
    assert assessment.state is AssessmentState.APPROVED
    assert queries.standing(assessment.round)["assessment_is_current"]


def test_the_author_may_not_approve_even_as_a_signatory(browser, assessment):
    both = make.person(Role.EQUALITY_LEAD, Role.COMMISSIONER_SIGNATORY)
    plan(assessment, harm(assessment, both), both)
    commands.assess(assessment, evidence="E", consultation="C", outcome=Outcome.ADJUST, by=both)
    commands.submit_assessment(assessment, by=both)
    db.session.commit()
    answer = browser.as_(both).press(HERE, f"{HERE}/approve")
    assert answer.status_code == 409
    assert "somebody else must approve it" in answer.text


def test_a_changed_intention_makes_it_stale(assessment, lead, signatory):
    approved(assessment, lead, signatory)
    make.intention(assessment.round, "CU-5")
    commands.intentions_changed(assessment.round)
    assert assessment.state is AssessmentState.STALE


def test_it_is_public_only_once_published_and_later_work_changes_nothing_public(browser, assessment, lead, signatory):
    public = "/rounds/2012-13/equality-assessment"
    approved(assessment, lead, signatory)
    assert browser.signed_out().get(public).status_code == 404
    commands.publish(assessment.round)
    commands.assess_again(assessment, by=lead)
    commands.assess(assessment, evidence="A later draft.", consultation="C", outcome=Outcome.ADJUST, by=lead)
    db.session.commit()
    page = browser.get(public)
    assert "Tables." in page.text
    assert "A later draft." not in page.text
    assert "Measure it." in page.text


def test_an_impact_is_added_and_removed_on_pages(browser, assessment, lead):
    sex = next(each for each in assessment.round.characteristics if each.key == "sex")
    said = {"characteristic": sex.id, "impact": "positive", "level": "low", "limb": "advance equality", "intention": ""}
    assert "Enter why you expect this impact" in browser.as_(lead).submit(f"{HERE}/add-impact", **said).text
    browser.submit(f"{HERE}/add-impact", **said, reason="Fairer access.")
    line = queries.assessment_of(assessment.round).lines[0]
    browser.press(HERE, f"{HERE}/impacts/{line.id}/remove")
    assert queries.assessment_of(assessment.round).lines == []
