"""A date in three inputs."""

from datetime import date

import pytest
from werkzeug.datastructures import MultiDict
from wtforms import Form

from app.fields import DateField


class Deadline(Form):
    closes = DateField("When does feedback close?", what="the date feedback closes", earliest=date(2011, 11, 1))
    review = DateField("Review date", required=False)


def typed(day="", month="", year=""):
    return Deadline(MultiDict({"closes-day": day, "closes-month": month, "closes-year": year}))


@pytest.mark.parametrize("month", ["12", "Dec", "december"])
def test_a_date_is_read_from_three_inputs(month):
    form = typed("9", month, "2011")
    assert form.validate()
    assert form.closes.data == date(2011, 12, 9)
    assert form.review.data is None


@pytest.mark.parametrize(
    ("day", "month", "year", "sentence", "focus"),
    [
        ("", "", "", "Enter the date feedback closes", "closes-day"),
        ("", "12", "2011", "The date feedback closes must include a day", "closes-day"),
        ("9", "", "", "The date feedback closes must include a month and a year", "closes-month"),
        ("31", "06", "2012", "The date feedback closes must be a real date: that month has no day 31", "closes-day"),
        (
            "9" * 20,
            "6",
            "2012",
            f"The date feedback closes must be a real date: that month has no day {'9' * 20}",
            "closes-day",
        ),
        ("29", "2", "2013", "The date feedback closes must be a real date: that month has no day 29", "closes-day"),
        ("9", "13", "2011", "The date feedback closes must be a real date: months go from 1 to 12", "closes-month"),
        ("9", "12", "11", "The date feedback closes must include a year of 4 numbers, like 2012", "closes-year"),
        ("x", "12", "2011", "The date feedback closes must be a real date: that month has no day x", "closes-day"),
        ("٩", "12", "2011", "The date feedback closes must be a real date: that month has no day ٩", "closes-day"),
        ("31", "10", "2011", "Enter the date feedback closes as 1 November 2011 or later", "closes-day"),
    ],
)
def test_a_wrong_date_says_what_to_do_and_leads_to_the_first_wrong_input(day, month, year, sentence, focus):
    form = typed(day, month, year)
    assert not form.validate()
    assert form.closes.errors[0] == sentence
    assert form.closes.focus_id == focus


def test_nothing_typed_is_lost_when_a_date_is_wrong():
    form = typed("31", "6", "2012")
    form.validate()
    assert [part.value for part in form.closes.parts] == ["31", "6", "2012"]
    assert [part.wrong for part in form.closes.parts] == [True, False, False]


def test_a_saved_date_stands_in_the_inputs():
    form = Deadline(closes=date(2012, 2, 29))
    assert [part.value for part in form.closes.parts] == ["29", "2", "2012"]
