"""Three months before an end, by the calendar."""

from datetime import date

import pytest

from workflows.ending import earliest_end


@pytest.mark.parametrize(
    ("given", "first"),
    [
        (date(2012, 4, 1), date(2012, 7, 1)),
        (date(2012, 11, 30), date(2013, 2, 28)),
        (date(2011, 11, 30), date(2012, 2, 29)),
        (date(2012, 12, 31), date(2013, 3, 31)),
        (date(2012, 10, 5), date(2013, 1, 5)),
    ],
)
def test_three_months_later_or_the_last_day_of_that_month(given, first):
    assert earliest_end(given) == first
