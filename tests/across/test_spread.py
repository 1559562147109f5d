"""What is usual, and what lies far from it, is found by a rule that a few far values do not upset."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.across import spread

NUMBERS = st.lists(st.integers(-1000, 1000).map(float), min_size=5, max_size=60)


def test_one_far_value_is_found_and_the_others_are_not():
    usual = spread.of([10, 11, 12, 11, 10, 12, 11, 40])
    assert usual.is_far(40)
    assert not any(usual.is_far(value) for value in (10, 11, 12))


def test_several_far_values_do_not_hide_one_another():
    usual = spread.of([10, 11, 12, 11, 10, 12, 11, 10, 12, 40, 41, 42])
    assert [value for value in (40, 41, 42) if usual.is_far(value)] == [40, 41, 42]


def test_where_most_are_the_same_the_one_that_differs_is_found():
    usual = spread.of([0.0] * 20 + [-5.0])
    assert usual.rule == "mean"
    assert usual.is_far(-5)
    assert not usual.is_far(0)


def test_where_all_are_the_same_none_is_far():
    usual = spread.of([3.0] * 6)
    assert (usual.low, usual.high) == (3, 3)
    assert not usual.is_far(3)


def test_of_too_few_none_is_usual():
    assert spread.of([1, 2, 3, 400]) is None


def test_a_missing_figure_is_not_far():
    assert not spread.of([1, 2, 3, 4, 5]).is_far(None)


@given(NUMBERS, st.integers(-50, 50), st.integers(1, 9))
def test_the_same_ones_are_far_however_they_are_measured(values, shift, times):
    usual, moved = spread.of(values), spread.of([value * times + shift for value in values])
    assert [usual.is_far(value) for value in values] == [moved.is_far(value * times + shift) for value in values]


@given(NUMBERS)
def test_fewer_than_half_are_ever_far(values):
    usual = spread.of(values)
    assert sum(usual.is_far(value) for value in values) < len(values) / 2 or usual.rule == "mean"


@pytest.mark.parametrize("far", [-1e6, 1e6])
def test_the_fences_stay_where_they_are_however_far_one_value_goes(far):
    near = [10.0, 11, 12, 13, 14, 15, 16]
    assert spread.of([*near, far]).high < 100
    assert spread.of([*near, far]).low > -100
