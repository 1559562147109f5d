"""Working days skip weekends and bank holidays of England and Wales."""

from datetime import date

import pytest

from app.calendar import add_working_days, is_working_day, working_days_between


def test_ten_working_days_over_easter():
    assert add_working_days(date(2012, 4, 5), 10) == date(2012, 4, 23)


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2012, 2, 29), True),  # a leap day
        (date(2012, 4, 6), False),  # Good Friday
        (date(2012, 6, 4), False),  # the spring holiday, moved for the Diamond Jubilee
        (date(2012, 6, 5), False),  # the Diamond Jubilee itself
        (date(2012, 5, 28), True),  # where the spring holiday would have been
        (date(2011, 12, 27), False),  # Christmas Day fell on a Sunday
        (date(2012, 3, 31), False),  # a Saturday
    ],
)
def test_a_day_is_worked_or_not(day, works):
    assert is_working_day(day) is works


def test_no_days_later_is_the_same_day_even_on_a_sunday():
    assert add_working_days(date(2012, 4, 1), 0) == date(2012, 4, 1)


def test_counting_between_days_is_the_reverse_of_adding():
    assert working_days_between(date(2012, 4, 5), date(2012, 4, 23)) == 10
    assert working_days_between(date(2012, 4, 23), date(2012, 4, 5)) == -10
    assert working_days_between(date(2012, 6, 1), date(2012, 6, 6)) == 1
