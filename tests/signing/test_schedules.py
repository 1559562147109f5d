"""Terms become rows of the document's schedules, every cell in words."""

from datetime import date
from types import SimpleNamespace

import pytest

from app.documents.schedules import SCHEDULES
from app.signing.schedules import ROWS, pounds, schedules_of, words
from workflows.schedule import Schedule
from workflows.term import TermState


def term(schedule, ref="X-1", title="A line", intentions=(), excess_reason="", **fields):
    return SimpleNamespace(
        schedule=Schedule(schedule), ref=ref, title=title, fields=fields, intentions=list(intentions),
        excess_reason=excess_reason,
    )  # fmt: skip


@pytest.mark.parametrize("schedule", list(Schedule))
def test_every_kind_of_term_fills_exactly_its_columns(schedule):
    row = ROWS[schedule](term(schedule))
    assert len(row) == len(SCHEDULES[schedule.value].columns)
    assert all(row)


@pytest.mark.parametrize("nothing", [None, "", "figure to follow", "Figure to follow", " "])
def test_a_figure_that_is_not_there_follows(nothing):
    assert words(nothing) == pounds(nothing) == "Figure to follow"


def test_numbers_are_grouped_and_money_has_its_sign():
    assert words(12345) == "12,345"
    assert pounds(1234567) == "£1,234,567"
    assert pounds(-1200) == "-£1,200"


def test_a_price_is_firm_indicative_or_not_known_yet():
    shown = [ROWS[Schedule.PRICE](term("price", firm=firm))[-1] for firm in (True, False, None)]
    assert shown == ["Firm", "Indicative", "Figure to follow"]


def test_a_target_above_its_referrals_is_noted_without_the_commissioners_reason():
    (volumes,) = schedules_of(
        [term("volumes", "VT-2", potential_referrals=10, target=12, excess_reason="They all come twice.")]
    )
    assert volumes.note == "VT-2 has a target above its potential referrals."


def test_a_parked_term_says_so_with_who_settles_it_and_by_when():
    parked = term("volumes", "VT-2", "Programmes", target=12)
    parked.state, parked.parked_owner, parked.parked_until = TermState.PARKED, "The estates lead", date(2012, 5, 1)
    parked.parked_reason = "They wait for the census."
    (volumes,) = schedules_of([parked, term("volumes", "VT-3", target=12)])
    assert volumes.note == (
        "VT-2 (Programmes) is parked: The estates lead settles it by 1 May 2012, and until then it stands as printed "
        "here."
    )


def test_terms_stay_in_their_order_within_their_schedules():
    made = schedules_of([term("services", title="B"), term("price", title="P"), term("services", title="A")])
    assert [(s.key, [row[0] for row in s.rows]) for s in made] == [("services", ["B", "A"]), ("price", ["P"])]
