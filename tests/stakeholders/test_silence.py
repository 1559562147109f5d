"""Who has answered, started, opened, or is silent: as a map, a list and a sheet, for those who read responses."""

from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook

from app.stakeholders import silence
from tests import make
from tests.stakeholders.people import invitee
from workflows.roles import Role
from workflows.round import RoundState


@pytest.fixture
def round_(app):
    return make.round_(RoundState.CONSULTING)


@pytest.fixture
def everyone(round_):
    """One at each step."""
    in_london = {"kind": "provider", "area": "London"}
    answered = invitee(round_, "HMP Answered", **in_london)
    make.response(round_, invitee_id=answered.id)
    started = invitee(round_, "HMP Started", **in_london)
    make.response(round_, state="draft", submitted_at=None, invitee_id=started.id)
    invitee(round_, "HMP Opened", opened_at=make.NOON, **in_london)
    invitee(round_, "HMP Silent", **in_london)
    invitee(round_, "Mencap", kind="voluntary body", area="Wales")
    invitee(round_, "Nacro")
    invitee(round_, "Courts", email="", invited_at=None)
    return round_


def test_each_step_is_known_by_what_was_done(everyone):
    assert {one.name: str(one.step) for one in silence.everyone(everyone)} == {
        "HMP Answered": "answered",
        "HMP Started": "started",
        "HMP Opened": "opened",
        "HMP Silent": "silent",
        "Mencap": "silent",
        "Nacro": "silent",
        "Courts": "not told",
    }


def test_a_response_that_is_being_changed_still_is_an_answer(round_):
    one = invitee(round_, "Mencap")
    make.response(round_, state="changing", invitee_id=one.id)
    assert silence.everyone(round_)[0].step == "answered"


def test_the_map_counts_answered_of_told_and_leaves_out_who_was_not_told(everyone):
    found = silence.map_of(silence.everyone(everyone))
    assert found.kinds == [("provider", "Provider"), ("voluntary body", "Voluntary body"), ("none", "Kind not known")]
    assert found.areas == [("London", "London"), ("Wales", "Wales"), ("none", "Area not known")]
    assert found.cells[("provider", "London")] == silence.Cell(told=4, answered=1, silent=1)
    assert found.cells[("none", "none")] == silence.Cell(told=1, answered=0, silent=1)
    assert found.whole == silence.Cell(told=6, answered=1, silent=3)
    assert silence.finding(found).startswith("1 of 6 have answered, and 3 are silent. The largest silence: ")


def test_the_page_says_it_as_a_picture_and_as_a_table_with_ways_to_the_silent(browser, everyone):
    page = browser.as_(make.person(Role.ANALYST)).get(f"/rounds/{everyone.slug}/silence").text
    link = f"/rounds/{everyone.slug}/silence/list?kind=provider&amp;area=London&amp;step=silent"
    assert page.count(f'href="{link}"') == 2, "in the picture and in the table"
    table = page.split("<table")[-1]
    assert "1 of 4" in table
    assert "1 silent" in table


def test_behind_each_place_stand_those_who_are_silent_there(browser, everyone):
    browser.as_(make.person(Role.ANALYST))
    page = browser.get(f"/rounds/{everyone.slug}/silence/list?kind=provider&area=London&step=silent").text
    assert "HMP Silent" in page
    assert "HMP Opened" not in page
    assert "1 of 7 names on the invitation list" in page
    unknown = browser.get(f"/rounds/{everyone.slug}/silence/list?kind=none").text
    assert "Nacro" in unknown
    assert "Mencap" not in unknown


def test_not_answered_is_everyone_told_who_has_not(everyone):
    found = silence.filtered(silence.everyone(everyone), {"step": "unanswered", "q": "hmp"})
    assert [one.name for one in found] == ["HMP Opened", "HMP Silent", "HMP Started"]


def test_the_list_goes_out_as_a_sheet_by_the_same_filters(browser, everyone):
    browser.as_(make.person(Role.ANALYST))
    content = browser.get(f"/rounds/{everyone.slug}/silence/list.xlsx?step=silent").data
    rows = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()
    assert [row[0] for row in rows] == ["Name", "HMP Silent", "Mencap", "Nacro"]
    assert "HMP Answered" in browser.get(f"/rounds/{everyone.slug}/silence/list.csv").text


def test_a_round_that_has_invited_nobody_says_how_to_begin(browser, round_):
    browser.as_(make.person(Role.ANALYST))
    assert "Nobody is on the invitation list yet." in browser.get(f"/rounds/{round_.slug}/silence").text
    assert "Nobody is on the invitation list yet." in browser.get(f"/rounds/{round_.slug}/silence/list").text


@pytest.mark.parametrize("role", [Role.COMMISSIONER_NEGOTIATOR, Role.ASSURER, Role.ADMINISTRATOR])
def test_who_may_not_know_who_responded_finds_no_map(browser, everyone, role):
    browser.as_(make.person(role))
    for page in ("silence", "silence/list", "silence/list.csv"):
        assert browser.get(f"/rounds/{everyone.slug}/{page}").status_code == 404


def test_who_reads_the_responses_of_another_round_finds_no_map_of_this_one(browser, everyone):
    browser.as_(make.person(Role.ANALYST, round_=make.round_()))
    assert browser.get(f"/rounds/{everyone.slug}/silence").status_code == 404
