"""Days end at midnight in London, in summer and in winter."""

from datetime import UTC, date, datetime

import pytest

from workflows.deadline import LONDON, days_late, end_of, passed


@pytest.mark.parametrize(
    ("day", "ends"),
    [
        (date(2011, 12, 9), datetime(2011, 12, 10, tzinfo=UTC)),  # winter: London is on UTC
        (date(2012, 6, 5), datetime(2012, 6, 5, 23, tzinfo=UTC)),  # summer: an hour ahead
        (date(2012, 2, 28), datetime(2012, 2, 29, tzinfo=UTC)),  # a leap year
        (date(2012, 3, 24), datetime(2012, 3, 25, tzinfo=UTC)),  # the clocks change in the night after
    ],
)
def test_a_day_ends_at_midnight_in_london(day, ends):
    assert end_of(day) == ends


def test_the_last_second_of_the_day_is_in_time():
    assert not passed(date(2011, 12, 9), datetime(2011, 12, 9, 23, 59, 59, tzinfo=LONDON))


def test_the_first_moment_of_the_next_day_is_not():
    assert passed(date(2011, 12, 9), datetime(2011, 12, 10, tzinfo=LONDON))


@pytest.mark.parametrize(
    ("now", "late"),
    [
        (datetime(2011, 12, 9, 23, 59, tzinfo=LONDON), 0),
        (datetime(2011, 12, 10, 0, 1, tzinfo=LONDON), 1),
        (datetime(2011, 12, 12, 9, tzinfo=LONDON), 3),
    ],
)
def test_lateness_counts_days_that_have_begun(now, late):
    assert days_late(date(2011, 12, 9), now) == late
