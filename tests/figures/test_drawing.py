"""Bars are as long as their numbers, and a number that is held back can be measured nowhere."""

from datetime import date

import pytest

from app.figures import drawing
from app.figures.table import Line, Table

COLUMNS = tuple((key, key) for key in ("agree", "partly", "disagree", "no view"))


def stances(*rows):
    lines = (dict(zip(("agree", "partly", "disagree", "no view"), row, strict=True)) for row in rows)
    return Table(COLUMNS, tuple(Line(f"CU-{n}", "", cells, 0) for n, cells in enumerate(lines, 1)))


def test_disagreement_lies_to_the_left_of_the_middle_and_agreement_to_the_right():
    (drawn,) = drawing.diverging(stances((30, 20, 10, 0)))
    disagree, partly, agree = drawn.bars
    assert partly.x + partly.width / 2 == drawing.MIDDLE
    assert disagree.x + disagree.width == partly.x
    assert agree.x == partly.x + partly.width
    assert (agree.width, disagree.width) == pytest.approx((30 * 12.5, 10 * 12.5))
    assert agree.x + agree.width == drawing.WIDTH


def test_all_rows_are_on_one_scale():
    few, many = drawing.diverging(stances((5, 0, 0, 0), (50, 0, 0, 0)))
    assert many.bars[2].width == pytest.approx(10 * few.bars[2].width)


def test_no_view_is_on_the_same_scale_and_stays_within_its_column():
    (drawn,) = drawing.diverging(stances((10, 0, 0, 40)))
    assert drawn.no_view == pytest.approx(4 * drawn.bars[2].width)
    assert drawn.no_view <= drawing.WIDTH / 4


def test_a_row_with_a_number_held_back_has_no_bars():
    held, _ = drawing.diverging(stances((30, None, None, 2), (1, 1, 1, 1)))
    assert held.bars == ()


def days(**counts):
    keys = [key.replace("_", "-")[1:] for key in counts]
    return Table(
        tuple((key, "") for key in keys), (Line("days", "", dict(zip(keys, counts.values(), strict=True)), 0),)
    )


def test_the_deadline_stands_at_the_end_of_its_day_and_later_bars_are_late():
    table = days(_2011_12_08=4, _2011_12_09=8, _2011_12_10=2, _2011_12_11=None)
    periods, deadline = drawing.over_time(table, date(2011, 12, 9))
    assert deadline == 500
    assert [each.is_late for each in periods] == [False, False, True, True]
    assert [each.height for each in periods] == [50, 100, 25, 0]


def test_a_deadline_outside_the_picture_has_no_line():
    assert drawing.over_time(days(_2011_12_08=4), date(2012, 1, 9))[1] is None
    assert drawing.over_time(Table((), (Line("days", "", {}, 0),)), None) == ([], None)


def test_shades_go_from_none_to_the_darkest_for_the_most():
    assert [drawing.shade(number, 100) for number in (0, None, 1, 20, 21, 100)] == [0, 0, 1, 1, 2, 5]
