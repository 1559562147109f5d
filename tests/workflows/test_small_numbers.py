"""Nobody can work out a small number from what is published, by subtraction or from responses published one by one."""

from hypothesis import example, given
from hypothesis import strategies as st

from workflows.small_numbers import Number, alone, is_small, row, single

NAMES = ("agree", "partly", "disagree", "no view")
NUMBERS = st.tuples(st.integers(0, 8), st.integers(0, 8), st.integers(0, 8)).map(
    lambda parts: Number(sum(parts), parts[0], parts[1])
)
ROWS = st.dictionaries(st.sampled_from(NAMES), NUMBERS, min_size=2)


def of(*counts: int) -> dict[str, Number]:
    """Counts of people whose responses nobody may read."""
    return {name: Number(count, count) for name, count in zip(NAMES, counts, strict=False)}


def test_large_numbers_are_published_as_they_are():
    assert row(of(20, 10, 5, 0)).cells == {"agree": 20, "partly": 10, "disagree": 5, "no view": 0}


def test_one_small_number_takes_the_next_smallest_with_it():
    assert row(of(20, 10, 3, 40)).cells == {"agree": 20, "partly": None, "disagree": None, "no view": 40}


def test_two_small_numbers_that_are_large_together_need_no_third():
    assert row(of(20, 4, 3, 40)).cells == {"agree": 20, "partly": None, "disagree": None, "no view": 40}


def test_a_nought_is_held_back_only_when_nothing_else_can_be():
    assert row(of(6, 2, 0)).cells == {"agree": None, "partly": None, "disagree": 0}
    assert row({"agree": Number(5, 5), "partly": Number(0, 0), "disagree": Number(2, 2)}).cells["partly"] == 0


def test_a_whole_that_is_small_is_held_back_with_its_parts():
    assert row(of(3, 1)).total is None
    assert set(row(of(3, 1)).cells.values()) == {None}


def test_those_who_allow_no_publication_are_protected_though_the_number_is_large():
    """Of 20 who disagree 18 can be read one by one: the number would tell what the other two said."""
    shown = row({"agree": Number(30, 30), "partly": Number(9, 6), "disagree": Number(20, 2)})
    assert shown.cells == {"agree": 30, "partly": None, "disagree": None}
    assert not shown.of_readable


def test_who_can_be_read_without_saying_what_is_counted_is_protected_like_the_unseen():
    """Of 20 departments 18 say that they are one; the other two are read without a name and a kind."""
    assert is_small(Number(20, 0, 2))
    assert not is_small(Number(20, 0, 6))
    assert is_small(Number(20, 2, 6))
    assert row({"department": Number(20, 0, 2), "public": Number(30, 0, 1)}).cells == {"department": 18, "public": 29}


def test_where_that_shows_more_only_those_are_counted_whom_anybody_may_read():
    shown = row({"agree": Number(30, 2), "partly": Number(9, 1), "disagree": Number(20, 2)})
    assert (shown.cells, shown.total) == ({"agree": 28, "partly": 8, "disagree": 18}, 54)
    assert shown.of_readable


def test_numbers_that_overlap_are_held_back_one_by_one():
    assert alone(of(9, 3)).cells == {"agree": 9, "partly": None}
    shown = alone({"age": Number(9, 1), "sex": Number(12, 0)})
    assert (shown.cells, shown.of_readable) == ({"age": 8, "sex": 12}, True)


def test_a_number_that_adds_up_with_nothing_is_only_held_back_when_small():
    assert [single(Number(n, n)) for n in (0, 1, 4, 5)] == [0, None, None, 5]
    assert single(Number(20, 2)) is None
    assert single(Number(9, 9), threshold=10) is None


def possible(cells: dict[str, Number], shown, of_whom) -> dict[str, tuple[int, int]]:
    """What an attacker knows of each number held back: they add up to the total less the published ones."""
    held = [name for name, number in shown.cells.items() if number is None]
    rest = sum(of_whom(cells[name]) for name in held)
    return {name: (0, rest) if len(held) > 1 else (rest, rest) for name in held}


@given(ROWS, st.integers(2, 8))
@example(of(20, 10, 3, 40), 5)
def test_no_small_number_can_be_worked_out_by_subtraction(cells, threshold):
    shown = row(cells, threshold)
    if shown.of_readable:
        cells = {name: number.readable for name, number in cells.items()}
    assert not any(is_small(cells[name], threshold) for name, number in shown.cells.items() if number is not None)
    if shown.total is None:
        return
    for of_whom in (
        lambda number: number.of_all,
        lambda number: number.unseen,
        lambda number: number.unseen + number.unnamed,
    ):
        known = possible(cells, shown, of_whom)
        for name, (least, most) in known.items():
            if 0 < of_whom(cells[name]) < threshold:
                assert least < most, f"{name} can be worked out"
                everything_is_held = all(number is None for number in shown.cells.values())
                assert most >= threshold or everything_is_held


@given(ROWS, st.integers(2, 8))
def test_what_is_published_is_true(cells, threshold):
    shown = row(cells, threshold)
    if shown.of_readable:
        cells = {name: number.readable for name, number in cells.items()}
    assert all(number is None or number == cells[name].of_all for name, number in shown.cells.items())
    assert shown.total in (None, sum(number.of_all for number in cells.values()))
