"""The pages of figures: one for staff, one for everybody, each with its sheets."""

import io
import re

import pytest
from python_calamine import load_workbook

from tests import make
from tests.figures.conftest import respond
from workflows.roles import Role

STAFF, PUBLIC = "/rounds/2012-13/feedback/summary", "/rounds/2012-13/in-numbers"


@pytest.fixture
def answered(released):
    respond(released, 20, stance="agree", text="Keep them.")
    respond(released, 3, stance="disagree", text="Close them.")
    return released


def test_an_analyst_reads_every_number_and_the_finding(analyst, answered):
    page = analyst.get(STAFF).text
    assert "0 of 1 intention drew more disagreement than agreement" in page
    assert "20&nbsp;<span" in page
    assert "(87%)" in page
    assert "[c]" not in page


def test_everybody_reads_that_a_number_is_held_back_and_why(browser, answered):
    page = browser.get(PUBLIC).text
    assert "[c] stands for a number that is held back: it is below 5" in page
    assert "(87%)" not in page


def test_before_the_answers_are_out_everybody_reads_when_numbers_come(browser, round_):
    respond(round_, 20, stance="agree")
    page = browser.get(PUBLIC)
    assert "Numbers are published together with the answers." in page.text
    assert browser.get(f"{PUBLIC}.csv").status_code == 404


@pytest.mark.parametrize("role", [Role.ASSURER, Role.COMMISSIONER_NEGOTIATOR, Role.ADMINISTRATOR])
def test_the_true_numbers_do_not_exist_for_those_who_see_no_responses(browser, answered, role):
    someone = browser.as_(make.person(role))
    assert someone.get(STAFF).status_code == 404
    assert someone.get(f"{STAFF}.csv").status_code == 404


def test_the_sheets_hold_the_same_numbers_as_the_pages(analyst, answered):
    true = analyst.get(f"{STAFF}.csv").text
    assert "Stance by intention,CU-1,Keep the workshops,Disagree,3" in true
    public = analyst.get(f"{PUBLIC}.csv").text
    assert re.search(r"CU-1,Keep the workshops,Disagree,,,\[c\] held back", public)
    book = load_workbook(io.BytesIO(analyst.get(f"{PUBLIC}.xlsx").data))
    assert "Responses that had come by" in str(book.get_sheet_by_index(1).to_python())


def test_an_empty_round_says_what_will_stand_there(analyst, round_):
    page = analyst.get(STAFF).text
    assert "No response has come yet." in page
    assert "No point carries a theme yet." in page
