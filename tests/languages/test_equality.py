"""The equality lead says the assessment and its action plan in Welsh; what is published keeps what stood then."""

import re

import pytest

from app.actions import commands as actions
from app.equality import commands, in_welsh, queries
from app.extensions import db
from app.models import ActionOrigin
from tests import make
from workflows.assessment import AssessmentState, Impact, Limb, Outcome
from workflows.roles import Role
from workflows.round import RoundState

ROUND = "/rounds/2012-13"


@pytest.fixture
def round_(app):
    made = make.round_(RoundState.ANSWERING)
    make.intention(made, "CU-1")
    make.published(made)
    return made


@pytest.fixture
def lead(round_):
    return make.person(Role.EQUALITY_LEAD)


@pytest.fixture
def assessment(round_, lead):
    made = commands.start_assessment(round_, by=lead)
    written = {"evidence": "What we know.", "consultation": "Whom we asked.", "outcome": Outcome.ADJUST}
    commands.assess(made, by=lead, **written)
    line = {"impact": Impact.NEGATIVE, "level": "low", "limb": Limb.ADVANCE, "reason": "Fewer places."}
    commands.add_impact(made, round_.characteristics[0], by=lead, **line)
    actions.add(round_, origin=ActionOrigin.ASSESSMENT, text="Open places.", lead="The director",
                target_on=make.DATES["agreements_end"], by=lead)  # fmt: skip
    db.session.commit()
    return made


def publish(assessment):
    assessment.state = AssessmentState.APPROVED
    commands.publish(assessment.round)
    db.session.commit()


def boxes(page):
    """The name of each box by its label."""
    return {label: name for name, label in re.findall(r'<label[^>]*for="(text_\d+)">([^<]*)</label>', page)}


def put_into_welsh(browser, **by_label):
    here = f"{ROUND}/equality/in-welsh"
    known = boxes(browser.get(here).text)
    return browser.submit(here, **{known[label.replace("_", " ")]: words for label, words in by_label.items()})


def test_each_text_is_said_in_welsh_and_published_so(browser, assessment, lead):
    browser.as_(lead)
    said = {"Evidence": "Yr hyn a wyddom.", "Action_EA-1": "Agor lleoedd."}
    assert put_into_welsh(browser, **said).status_code == 303
    in_welsh.say_in_welsh(assessment, {queries.place_of(assessment.lines[0]): "Llai o leoedd."}, by=lead)
    publish(assessment)
    welsh = browser.signed_out().get(f"/cy{ROUND}/equality-assessment").text
    for words in ("Yr hyn a wyddom.", "Agor lleoedd.", "Llai o leoedd."):
        assert words in welsh
    for words in ("Whom we asked.", "The director"):
        assert f'<span lang="en">{words}</span>' in welsh
    english = browser.get(f"{ROUND}/equality-assessment").text
    assert "What we know." in english
    assert "Yr hyn" not in english


def test_pressing_twice_says_it_once(browser, assessment, lead):
    browser.as_(lead)
    for _ in range(2):
        assert put_into_welsh(browser, Evidence="Yr hyn a wyddom.").status_code == 303
    assert browser.get(f"{ROUND}/equality/assessment").text.count("Put it into Welsh") == 1


def test_welsh_of_what_changes_is_set_aside(browser, assessment, lead):
    in_welsh.say_in_welsh(assessment, {"evidence": "Yr hyn a wyddom.", "action EA-1 text": "Agor lleoedd."}, by=lead)
    commands.assess(assessment, by=lead, evidence="More.", consultation="Whom we asked.", outcome=Outcome.ADJUST)
    (action,) = queries.actions_of(assessment.round)
    actions.edit(action, by=lead, text="Open more.")
    db.session.commit()
    page = browser.as_(lead).get(f"{ROUND}/equality/in-welsh").text
    for words in ("Yr hyn a wyddom.", "Agor lleoedd."):
        assert f'since this was written in Welsh: <span lang="cy">{words}</span>' in page
    assert in_welsh.said(assessment, [action]) == {
        "earlier evidence": "Yr hyn a wyddom.", "earlier action EA-1 text": "Agor lleoedd.",
    }  # fmt: skip


def test_what_is_published_keeps_its_welsh_and_gets_what_it_has_none_of(browser, assessment, lead):
    in_welsh.say_in_welsh(assessment, {"evidence": "Yr hyn a wyddom."}, by=lead)
    publish(assessment)
    in_welsh.say_in_welsh(assessment, {"evidence": "Geiriau eraill.", "consultation": "Y rhai a holwyd."}, by=lead)
    db.session.commit()
    page = browser.get(f"/cy{ROUND}/equality-assessment").text
    assert "Yr hyn a wyddom." in page
    assert "Y rhai a holwyd." in page
    assert "Geiriau eraill." not in page


def test_an_action_that_changes_meanwhile_is_told_and_nothing_is_lost(browser, assessment, lead):
    browser.as_(lead)
    page = browser.get(f"{ROUND}/equality/in-welsh").text
    (action,) = queries.actions_of(assessment.round)
    actions.edit(action, by=lead, text="Open more.")
    db.session.commit()
    hidden = dict(re.findall(r'<input[^>]*type="hidden"[^>]*name="([^"]+)"[^>]*value="([^"]*)"', page))
    box = boxes(page)["Evidence"]
    answer = browser.post(f"{ROUND}/equality/in-welsh", data={**hidden, box: "Yr hyn a wyddom."}).text
    assert "Somebody else saved this while you had it open." in answer
    assert "Yr hyn a wyddom.</textarea>" in answer
    assert assessment.welsh is None
