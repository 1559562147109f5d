"""What each side offered and asked for on one cell, and how far it moved, as the sent offers tell it."""

import pytest

from app.across import positions
from app.across.positions import Said, got, of, share
from app.across.scale import Scale, chosen, shape_of
from app.across.scale import of as scale_of
from workflows.agreement import Side
from workflows.schedule import LAYOUTS, Column, Kind, Schedule

OURS, THEIRS = Side.COMMISSIONER, Side.PROVIDER


def test_nobody_has_offered_or_asked_for_a_draft():
    told = of(100, [], sent=False)
    assert (told.offered, told.asked) == (None, None)


def test_a_draft_that_was_sent_is_what_we_offer():
    told = of(100, [], sent=True)
    assert (told.offered, told.asked, told.first_ask) == (100, None, None)


def test_each_sides_last_value_counts():
    told = of(95, [Said(THEIRS, 100, 90), Said(OURS, 90, 97), Said(THEIRS, 97, 95)], sent=True)
    assert (told.offered, told.asked, told.first_ask) == (97, 95, (100, 90))


def test_the_providers_first_offer_asks_and_what_follows_closes_the_gap():
    told = of(95, [Said(THEIRS, 100, 90), Said(OURS, 90, 97), Said(THEIRS, 97, 95)], sent=True)
    assert [(move.side, move.turn, move.own, move.to, move.other) for move in told.moves] == [
        (THEIRS, 1, None, 90, 100),
        (OURS, 1, 100, 97, 90),
        (THEIRS, 2, 90, 95, 97),
    ]
    assert share(100, 90, 97) == pytest.approx(0.3)


def test_accepting_takes_the_other_sides_value():
    told = of(90, [Said(THEIRS, 100, 90), Said(OURS, 100, None, accepts=True)], sent=True)
    assert told.offered == 90
    assert got(share(*told.first_ask, told.offered)) == "all"


def test_a_cell_that_an_offer_leaves_empty_says_nothing():
    assert of(100, [Said(THEIRS, 100, None)], sent=True).asked is None


@pytest.mark.parametrize(
    ("part", "words"),
    [(1.0, "all"), (1.2, "all"), (0.0, "nothing"), (-0.1, "nothing"), (0.4, "part: 40%"), (None, "")],
)
def test_what_was_got_is_said_in_words(part, words):
    assert positions.got(part) == words


def test_there_is_no_share_of_no_gap():
    assert share(5, 5, 5) is None
    assert share(None, 5, 5) is None


# --- how values are compared ----


@pytest.mark.parametrize(
    ("text", "shape"),
    [("85%", "#%"), ("no more than 7%", "no more than #%"), ("1,200 places", "# places"), ("28", "#"),
     ("figure to follow", ""), ("20/25/25/30", ""), ("HMP2", ""), (None, ""), (12, "")],
)  # fmt: skip
def test_a_number_within_words_is_found_by_its_shape(text, shape):
    assert shape_of(text) == shape


def test_figures_that_grow_with_a_provider_are_compared_with_the_standard_at_its_size():
    column = Column("target", "Target", Kind.WHOLE)
    by = scale_of(column, {"base": 100}, [95])
    assert by.relative
    assert by.measure(190, 200) == -5
    assert by.measure("figure to follow", 200) is None
    assert by.measure(5, 0) is None
    assert (by.words(-5.0), by.words(0.0)) == ("-5.0%", "as standard")


def test_figures_that_do_not_grow_are_compared_as_they_are():
    by = scale_of(Column("places", "Places", Kind.WHOLE), 12, [12, 14])
    assert (by.relative, by.measure(1400, 12), by.words(1400.0)) == (False, 1400, "1,400")


def test_money_is_said_as_money():
    by = Scale(Column("price", "Price", Kind.MONEY), numeric=True)
    assert by.words(-1200.0) == "-£1,200"


def test_numbers_in_words_of_one_shape_are_compared_and_other_words_are_not():
    column = Column("target", "Target")
    by = scale_of(column, "85%", ["85%", "90%", "as agreed"])
    assert [by.measure(value, None) for value in ("90%", "as agreed")] == [90, None]
    assert by.words(90.0) == "90%"
    assert not scale_of(column, "x", ["monthly", "yearly", "85%"]).numeric


def test_the_cell_that_says_most_is_shown_first():
    columns = LAYOUTS[Schedule.VOLUMES].columns
    assert chosen(columns, "").key == "target"
    assert chosen(columns, "evidence").key == "evidence"
    assert chosen(columns, "shoe size").key == "target"
    assert chosen(LAYOUTS[Schedule.SERVICES].columns, "").key == "requirement"
