"""What a term of each schedule is made of, and how a cell reads."""

import pytest

from workflows.schedule import FIGURE_TO_FOLLOW, LAYOUTS, Column, Kind, Schedule, cell, number


def test_every_schedule_has_a_layout_with_refs_of_its_own():
    assert set(LAYOUTS) == set(Schedule)
    assert len({layout.prefix for layout in LAYOUTS.values()}) == len(LAYOUTS)


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=lambda layout: layout.prefix)
def test_no_column_stands_twice(layout):
    keys = [column.key for column in layout.columns]
    assert keys == list(dict.fromkeys(keys))


@pytest.mark.parametrize(
    ("kind", "value", "words"),
    [
        (Kind.MONEY, 1234567, "£1,234,567"),
        (Kind.MONEY, -1200, "-£1,200"),
        (Kind.MONEY, FIGURE_TO_FOLLOW, "Figure to follow"),
        (Kind.WHOLE, 5600, "5,600"),
        (Kind.WHOLE, 0, "0"),
        (Kind.WHOLE, None, "Figure to follow"),
        (Kind.YES_NO, True, "Firm"),
        (Kind.YES_NO, False, "Indicative"),
        (Kind.TEXT, "The prison", "The prison"),
        (Kind.TEXT, "", "Figure to follow"),
    ],
)
def test_a_cell_in_words(kind, value, words):
    assert cell(Column("key", "Label", kind), value) == words


def test_an_empty_cell_that_nobody_needs_stays_empty():
    assert cell(Column("evidence", "Evidence", Kind.LONG, required=False), "") == ""


@pytest.mark.parametrize(("value", "counts"), [(3, 3), (FIGURE_TO_FOLLOW, None), (None, None), (True, None)])
def test_only_numbers_count(value, counts):
    assert number(value) == counts
