"""Cohen's kappa and its interval, against worked examples that were published, and worked out by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.coding.kappa import EVERYBODY, NO_POINTS, NOBODY, kappa, of_all, of_theme, standard_error

FLEISS = [[75, 1, 4], [5, 4, 1], [0, 0, 10]]
"""Fleiss, Levin and Paik, Statistical Methods for Rates and Proportions (3rd edition), table 18.1: kappa 0.68, its
standard error 0.087. By hand: agreed (75 + 4 + 10) / 100 = 0.89; by chance 0.80·0.80 + 0.10·0.05 + 0.10·0.15 = 0.66."""
SKIN = [[10, 4, 1, 0], [5, 10, 12, 2], [2, 4, 12, 5], [0, 2, 6, 13]]
"""SAS/STAT User's Guide, the FREQ procedure, example "Cohen's Kappa Coefficient": 0.3449, standard error 0.0724,
95% limits 0.2030 and 0.4868."""


def test_the_example_of_fleiss_levin_and_paik():
    assert kappa(FLEISS) == pytest.approx((0.89 - 0.66) / (1 - 0.66), abs=1e-9)
    assert standard_error(FLEISS) == pytest.approx(0.087, abs=0.001)


def test_the_example_of_two_dermatologists():
    assert kappa(SKIN) == pytest.approx(0.3449, abs=5e-5)
    error = standard_error(SKIN)
    assert error == pytest.approx(0.0724, abs=5e-5)
    assert kappa(SKIN) - 1.96 * error == pytest.approx(0.2030, abs=1e-4)
    assert kappa(SKIN) + 1.96 * error == pytest.approx(0.4868, abs=1e-4)


def test_a_two_by_two_worked_out_by_hand():
    """50 points: both 20, only the first 5, only the second 10, neither 15. Agreed 0.7, by chance 0.3 + 0.2 = 0.5."""
    pairs = [({1}, {1})] * 20 + [({1}, set())] * 5 + [(set(), {1})] * 10 + [(set(), set())] * 15
    found = of_theme([(frozenset(a), frozenset(b)) for a, b in pairs], 1)
    assert (found.both, found.first_only, found.second_only, found.neither) == (20, 5, 10, 15)
    assert found.kappa == pytest.approx(0.4)
    assert found.agreed == pytest.approx(0.7)
    assert found.prevalence == pytest.approx(0.55)
    # by the formula: 0.4·(1-1.1·0.6)² + 0.3·(1-0.9·0.6)² + 0.36·(0.1·1.1² + 0.2·0.9²) - (0.4-0.5·0.6)²
    variance = 0.4 * 0.34**2 + 0.3 * 0.46**2 + 0.36 * (0.1 * 1.1**2 + 0.2 * 0.9**2) - 0.1**2
    assert standard_error([[20, 5], [10, 15]]) == pytest.approx((variance / 50) ** 0.5 / 0.5)
    assert found.low == pytest.approx(0.4 - 1.959964 * standard_error([[20, 5], [10, 15]]))


@pytest.mark.parametrize(
    ("pairs", "why"),
    [
        ([], NO_POINTS),
        ([(set(), set())] * 9, NOBODY),
        ([({1}, {1})] * 9, EVERYBODY),
    ],
)
def test_where_nothing_varies_it_says_in_words_that_there_is_no_kappa(pairs, why):
    found = of_theme([(frozenset(a), frozenset(b)) for a, b in pairs], 1)
    assert (found.kappa, found.low, found.high, found.why) == (None, None, None, why)


def test_who_always_agree_have_a_kappa_of_one_and_who_never_do_less_than_none():
    same = [(frozenset({1}), frozenset({1})), (frozenset(), frozenset())] * 5
    always = of_theme(same, 1)
    assert (always.kappa, always.low) == (pytest.approx(1), None)
    assert always.interval.startswith("no interval: they agreed every time")
    never = [(frozenset({1}), frozenset()), (frozenset(), frozenset({1}))] * 5
    assert of_theme(never, 1).kappa == pytest.approx(-1)


codes = st.frozensets(st.integers(1, 3), max_size=3)


@given(st.lists(st.tuples(codes, codes), max_size=40))
def test_whoever_is_called_first_kappa_is_the_same_and_lies_in_its_interval(pairs):
    for theme in (1, 2, 3):
        one, other = of_theme(pairs, theme), of_theme([(b, a) for a, b in pairs], theme)
        assert (one.kappa is None) == (other.kappa is None)
        assert bool(one.why) == (one.low is None) == (other.low is None)
        if one.low is not None:
            assert one.kappa == pytest.approx(other.kappa)
            assert -1 <= one.low <= one.kappa <= one.high <= 1 + 1e-9
            assert one.high - one.low == pytest.approx(other.high - other.low)


def test_all_themes_together_are_every_decision_and_the_same_seed_gives_the_same_interval():
    pairs = [(frozenset({1, 2}), frozenset({1})), (frozenset({2}), frozenset({2})), (frozenset(), frozenset({3}))] * 7
    found = of_all(pairs, [1, 2, 3], seed=11)
    assert found.decisions == 63
    assert (found.both, found.first_only, found.second_only, found.neither) == (14, 7, 7, 35)
    assert found.kappa == pytest.approx(kappa([[14, 7], [7, 35]]))
    assert found.low < found.kappa < found.high
    assert found == of_all(pairs, [1, 2, 3], seed=11)
    assert found != of_all(pairs, [1, 2, 3], seed=12)
