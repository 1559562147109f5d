"""A sample is drawn by a seed: the same again for whoever repeats it, and every stratum by its share."""

from hypothesis import given
from hypothesis import strategies as st

from app.coding.drawing import allot, digest, draw

KINDS = {"charity": range(100, 160), "provider": range(200, 230), "public": range(300, 310)}
strata = st.dictionaries(st.sampled_from("abcd"), st.lists(st.integers(0, 500), unique=True, max_size=40), max_size=4)


def apart(population):
    """No id in two strata."""
    return {name: [ord(name) * 1000 + one for one in ids] for name, ids in population.items()}


def test_the_same_seed_draws_the_same_points_whatever_order_they_came_in():
    turned = {name: list(reversed(ids)) for name, ids in reversed(KINDS.items())}
    assert draw(KINDS, 20, seed=7) == draw(turned, 20, seed=7)
    assert draw(KINDS, 20, seed=7) != draw(KINDS, 20, seed=8)
    assert digest(KINDS) == digest(turned) != digest({**KINDS, "public": range(300, 309)})


def test_what_was_drawn_with_a_seed_stays_what_it_was():
    assert draw({"all": range(1, 11)}, 3, seed=2012) == [6, 8, 2]


def test_strata_are_drawn_by_their_share():
    assert allot({name: len(ids) for name, ids in KINDS.items()}, 20) == {"charity": 12, "provider": 6, "public": 2}
    assert allot({"few": 1, "many": 999}, 10) == {"few": 1, "many": 9}


@given(strata, st.integers(0, 200), st.integers(0, 99))
def test_as_many_are_drawn_as_were_asked_for_each_once_and_of_each_stratum_no_more_than_it_has(population, size, seed):
    population = apart(population)
    drawn = draw(population, size, seed=seed)
    everybody = {one for ids in population.values() for one in ids}
    assert len(drawn) == len(set(drawn)) == min(size, len(everybody))
    assert set(drawn) <= everybody
    shares = allot({name: len(ids) for name, ids in population.items()}, size)
    filled = [name for name, ids in population.items() if ids]
    for name in filled:
        exact = min(size, len(everybody)) * len(population[name]) / len(everybody)
        assert shares[name] <= len(population[name])
        if size >= len(filled):
            assert shares[name] >= 1
            assert abs(shares[name] - exact) < len(filled) + 1
