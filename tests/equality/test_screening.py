"""An equality lead screens the intentions, and a signatory who did not write it approves."""

import pytest

from app.equality import commands, queries
from app.extensions import db
from app.models import Point, Response
from tests import make
from workflows.roles import Role
from workflows.round import RoundState
from workflows.screening import ScreeningState

HERE = "/rounds/2012-13/equality"


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
def screening(round_, lead):
    made = commands.start_screening(round_, by=lead)
    db.session.commit()
    return made


def all_not_relevant(**but):
    keys = ["age", "disability", "gender-reassignment", "marriage-and-civil-partnership", "pregnancy-and-maternity"]
    keys += ["race", "religion-or-belief", "sex", "sexual-orientation"]
    grid = {f"finding_{key}": "not relevant" for key in keys} | {f"reason_{key}": "No link was found." for key in keys}
    return grid | but


def submitted(screening, lead):
    findings = {line.characteristic.key: ("relevant", "") for line in screening.lines}
    commands.screen(screening, findings, by=lead)
    commands.submit_screening(screening, by=lead)
    db.session.commit()
    return screening


def test_the_lead_starts_it_with_a_row_for_each_characteristic(browser, round_, lead):
    browser.as_(lead).press(HERE, f"{HERE}/start-screening")
    assert len(queries.screening_of(round_).lines) == 9


def test_what_the_lead_fills_in_is_kept(browser, screening, lead):
    answer = browser.as_(lead).submit(f"{HERE}/screening/screen", **all_not_relevant(finding_sex="relevant"))
    assert answer.status_code == 302
    found = {line.characteristic.key: line.finding for line in queries.screening_of(screening.round).lines}
    assert found["sex"] == "relevant"
    assert found["age"] == "not relevant"


def test_unknown_is_not_neutral(browser, screening, lead):
    browser.as_(lead).submit(f"{HERE}/screening/screen", **all_not_relevant(finding_sex="unknown"))
    assert queries.standing(screening.round)["assessment_is_needed"]


def test_not_relevant_without_a_reason_is_not_sent_for_approval(browser, screening, lead):
    browser.as_(lead).submit(f"{HERE}/screening/screen", **all_not_relevant(reason_race=""))
    page = browser.get(f"{HERE}/screening")
    assert "Give the reason for every characteristic that is not relevant." in page.text
    assert browser.press(f"{HERE}/screening", f"{HERE}/screening/submit").status_code == 409
    assert screening.state is ScreeningState.DRAFTING


def test_adverse_feedback_blocks_not_relevant_until_it_is_answered(browser, screening, lead):
    response = make.response(screening.round)
    make.add(
        Point(
            response_id=response.id,
            round_id=screening.round_id,
            place="EQ-4",
            text="Older women lose out.",
            characteristics=["age"],
            adverse=True,
            received_at=make.NOON,
        )
    )
    browser.as_(lead).submit(f"{HERE}/screening/screen", **all_not_relevant())
    page = browser.get(f"{HERE}/screening")
    assert "Answer the adverse feedback on Age before calling it not relevant." in page.text
    assert "Older women lose out." in page.text


def test_the_author_cannot_approve_it(browser, screening, lead):
    both = make.person(Role.EQUALITY_LEAD, Role.COMMISSIONER_SIGNATORY)
    submitted(screening, both)
    page = browser.as_(both).get(f"{HERE}/screening")
    assert "somebody else must approve it" in page.text


def test_a_signatory_approves_and_it_counts_for_these_intentions(browser, screening, lead, signatory):
    submitted(screening, lead)
    assert browser.as_(signatory).press(f"{HERE}/screening", f"{HERE}/screening/approve").status_code == 302
    assert queries.standing(screening.round)["screening_is_current"]


def test_changing_an_intention_makes_it_stale(browser, screening, lead, signatory):
    submitted(screening, lead)
    commands.approve_screening(screening, by=signatory)
    intention = make.intention(screening.round, "CU-5")
    commands.intentions_changed(screening.round)
    db.session.commit()
    assert intention.ref == "CU-5"
    assert screening.state is ScreeningState.STALE
    assert not queries.standing(screening.round)["screening_is_current"]


def test_it_is_sent_back_with_a_reason(browser, screening, lead, signatory):
    submitted(screening, lead)
    empty = browser.as_(signatory).submit(f"{HERE}/screening/send-back", reason=" ")
    assert "Enter the reason" in empty.text
    browser.submit(f"{HERE}/screening/send-back", reason="Say more about sex.")
    assert screening.state is ScreeningState.DRAFTING
    assert "Say more about sex." in browser.get(f"{HERE}/screening").text


def test_only_a_signatory_may_do_without_a_full_assessment(browser, screening, lead, signatory):
    submitted(screening, lead)
    assert browser.as_(lead).get(f"{HERE}/screening/waive-assessment").status_code == 403
    answer = browser.as_(signatory).submit(f"{HERE}/screening/waive-assessment", reason="Assessed last year.")
    assert answer.status_code == 302, answer.text[-3000:]
    assert not queries.standing(screening.round)["assessment_is_needed"]


def test_the_second_to_save_is_told_what_the_first_saved(browser, screening, lead):
    other = make.person(Role.EQUALITY_LEAD)
    stale = {**all_not_relevant(), "version": "1"}
    browser.as_(other).submit(f"{HERE}/screening/screen", **all_not_relevant(finding_sex="relevant"))
    page = browser.as_(lead).submit(f"{HERE}/screening/screen", **stale)
    assert "Somebody else saved this while you had it open" in page.text
    found = {line.characteristic.key: line.finding for line in queries.screening_of(screening.round).lines}
    assert found["sex"] == "relevant"


def test_nobody_outside_the_commissioner_finds_it(browser, screening):
    provider = make.provider()
    for person in (make.person(Role.PROVIDER_SIGNATORY, at=provider), make.person(Role.ADMINISTRATOR)):
        assert browser.as_(person).get(f"{HERE}/screening").status_code == 404
        assert browser.as_(person).get(HERE).status_code == 404


def test_a_negotiator_reads_it_but_not_who_said_what(browser, screening, lead):
    response = make.response(screening.round)
    make.add(
        Point(response_id=response.id, round_id=screening.round_id, place="EQ-4", text="A marked remark.",
              characteristics=["age"], adverse=True, received_at=make.NOON)
    )  # fmt: skip
    page = browser.as_(make.person(Role.COMMISSIONER_NEGOTIATOR)).get(f"{HERE}/screening")
    assert page.status_code == 200
    assert "A marked remark." not in page.text


def test_a_forged_press_changes_nothing(browser, screening, lead, signatory):
    submitted(screening, lead)
    browser.as_(signatory).post(f"{HERE}/screening/approve", data={"csrf_token": "made-up"})
    assert screening.state is ScreeningState.SUBMITTED
    assert db.session.query(Response).count() == 0


def test_a_press_from_a_page_open_for_too_long_says_so(browser, screening, lead, signatory):
    submitted(screening, lead)
    page = browser.as_(signatory).post(f"{HERE}/screening/approve", data={"csrf_token": "old"}, follow_redirects=True)
    assert "The page was open for too long, so nothing was changed." in page.text
