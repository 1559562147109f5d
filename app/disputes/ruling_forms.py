"""What a decision or a settlement says: for each term the commissioner's value, the provider's, or another."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from flask import request

from app.agreements import cells
from app.agreements.forms import TermForm, check_for, offer_actions, term_form
from app.disputes.positions import Apart
from app.fields import DateField, LongTextField, RadioField, VersionField
from app.web import BaseForm
from workflows.agreement import Side
from workflows.schedule import Schedule

OTHER = "other"


class RulingForm(BaseForm):
    """Why, and (for a decision) when; the values are in a form for each term."""

    made_on = DateField("When was it decided?", what="the day it was decided")
    reasons = LongTextField("Reasons", what="the reasons", most=8000)
    version = VersionField()

    def for_settlement(self) -> None:
        """A settlement is proposed today."""
        del self.made_on
        self.reasons.label.text = "Why do you propose this?"


@cache
def _choice_form(schedule: Schedule) -> type[TermForm]:
    """The cells of one term, behind the choice between both positions and another value."""
    choice = RadioField("What is it to be?", missing="Select what it is to be")
    return type("ChoiceForm", (term_form(schedule, "edit"),), {"choice": choice, "title": None, "version": None})


class TermChoice:
    """One disputed term on the form: its choice, and the cells for another value."""

    def __init__(self, apart: Apart, *, settled: bool, plans: Sequence[tuple[str, str]]) -> None:
        self.apart, self.term = apart, apart.term
        made: Any = _choice_form(self.term.schedule)
        self.form = made(
            prefix=f"{self.term.ref}-",
            meta={"csrf": False},
            data=cells.shown(self.term.schedule, self.term.fields),
        )
        self.form.choice.offer(self._offered())
        offer_actions(self.form, plans if self.term.schedule is Schedule.EXCEPTIONS else ())
        self.form.check = self._check(settled=settled)

    def _offered(self) -> Iterable[tuple[str, str]]:
        for side in Side:
            if self.apart.position(side).cells is not None:
                yield side, f"As the {side} has it"
        yield OTHER, "Something else"

    def _check(self, *, settled: bool) -> Callable[[dict[str, Any]], Iterable[Any]]:
        term = self.term
        return check_for(
            term.schedule,
            ref=term.ref,
            title=term.title,
            fields=term.fields,
            allowed=term.excess_approved_by_id,
            settled=settled,
        )

    def validate(self) -> bool:
        """Another value must be a good one; either side's own stands as that side offered it."""
        if self.form.choice.data == OTHER:
            return bool(self.form.validate())
        return bool(self.form.choice.validate(self.form))

    def values(self) -> dict[str, Any]:
        """The cells as chosen, or as typed."""
        if self.form.choice.data == OTHER:
            typed: dict[str, Any] = self.form.cells()
            return typed
        return dict(self.apart.position(Side(self.form.choice.data)).cells or {})

    def cell_fields(self) -> list[Any]:
        """The fields for another value."""
        return [field for field in self.form if field.short_name.startswith("cell_")]


class Together:
    """A ruling's form and the forms of its terms as one, for the summary of what is to be mended."""

    def __init__(self, form: RulingForm, choices: Sequence[TermChoice]) -> None:
        self.forms = [*(choice.form for choice in choices), form]
        self.form_errors = form.form_errors
        self.errors = any(each.errors for each in self.forms)

    def __iter__(self) -> Iterator[Any]:
        for form in self.forms:
            yield from form


def chosen(form: RulingForm, choices: Sequence[TermChoice]) -> Mapping[str, dict[str, Any]] | None:
    """The values by ref once everything is in order; None when the form is to be shown, or shown again."""
    if request.method != "POST":
        return None
    good = [form.submitted(), *(choice.validate() for choice in choices)]
    return {choice.term.ref: choice.values() for choice in choices} if all(good) else None
