"""Choosing: nothing outside the list, and a sentence when nothing is chosen."""

import pytest
from werkzeug.datastructures import MultiDict
from wtforms import Form

from app.fields import CheckboxesField, ConfirmField, RadioField, SelectField


class Response(Form):
    stance = RadioField("Do you agree?", choices=[("yes", "Yes"), ("no", "No")], missing="Select whether you agree")
    provider = SelectField("Provider", coerce=int, missing="Select a provider")
    nations = CheckboxesField("Where?", choices=[("e", "England"), ("w", "Wales")], missing="Select where you work")
    sure = ConfirmField("I have authority", missing="Confirm that you have authority")

    def __init__(self, **typed):
        super().__init__(MultiDict(typed))
        self.provider.offer([(7, "HMP Durham")])


def test_choices_are_read_as_what_they_stand_for():
    form = Response(stance="yes", provider="7", nations=["e", "w"], sure="y")
    assert form.validate(), form.errors
    assert (form.provider.data, form.nations.data) == (7, ["e", "w"])


@pytest.mark.parametrize("typed", [{}, {"stance": "maybe", "provider": "8", "nations": ["x"]}, {"provider": "x"}])
def test_nothing_chosen_and_something_not_offered_get_the_same_sentence(typed):
    form = Response(**typed)
    assert not form.validate()
    assert {name: errors[0] for name, errors in form.errors.items()} == {
        "stance": "Select whether you agree",
        "provider": "Select a provider",
        "nations": "Select where you work",
        "sure": "Confirm that you have authority",
    }


def test_a_list_starts_with_an_empty_choice_so_that_nothing_is_chosen_by_accident():
    first = next(iter(Response().provider.iter_choices()))
    assert (first.label, first.selected) == ("Choose one", True)
