"""Whole pounds and counts, as people type them."""

import pytest
from werkzeug.datastructures import MultiDict
from wtforms import Form

from app.fields import MoneyField, WholeNumberField


class Offer(Form):
    price = MoneyField("Annual operating price", what="an annual operating price", most=30_000_000)
    target = WholeNumberField("Target", what="a target", most=100, why="at most 100 people could be referred")
    change = MoneyField("Change", required=False, least=-5_000)


def offer(**typed):
    return Offer(MultiDict({"price": "1", "target": "1"} | typed))


@pytest.mark.parametrize("typed", ["1234567", "£1,234,567", " 1 234 567 ", "1,234,567.00"])
def test_a_price_may_be_typed_with_pound_sign_commas_or_spaces(typed):
    form = offer(price=typed)
    assert form.validate()
    assert form.price.data == 1_234_567


def test_a_change_of_price_may_go_down():
    form = offer(change="-£1,200")
    assert form.validate()
    assert form.change.data == -1200


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("price", "", "Enter an annual operating price"),
        ("price", "lots", "Enter an annual operating price in whole pounds, like 1,234,567"),
        ("price", "12.50", "Enter an annual operating price in whole pounds, like 1,234,567"),
        ("price", "9" * 40, "Enter an annual operating price in whole pounds, like 1,234,567"),
        ("price", "31000000", "Enter an annual operating price of £30,000,000 or less"),
        ("change", "-6000", "Enter change of -£5,000 or more"),
        ("target", "£12", "Enter a target as a whole number, like 120"),
        ("target", "101", "Enter a target of 100 or fewer: at most 100 people could be referred"),
        ("target", "-1", "Enter a target of 0 or more: at most 100 people could be referred"),
    ],
)
def test_a_wrong_number_says_what_to_do_and_stays_as_it_was_typed(field, typed, sentence):
    form = offer(**{field: typed})
    assert not form.validate()
    assert form[field].errors[0] == sentence
    assert form[field]._value() == typed.strip()
