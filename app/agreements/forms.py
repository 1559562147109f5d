"""What people type about an agreement: terms, changes, the opening proposal, reasons; and standard terms."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from app.agreements import cells
from app.fields import CheckboxesField, DateField, LongTextField, RadioField, SelectField, TextField, VersionField
from app.models import Sector
from app.seen import SeenField
from app.web import BaseForm
from workflows import checks
from workflows.schedule import FIGURE_TO_FOLLOW, LAYOUTS, Schedule
from workflows.term import Refusal

REFUSED_AT_ONCE = {"target", "price", "firm", "reserved"}
"""Checks that refuse a value as it is typed; the others wait until the agreement is accepted."""


class ReasonForm(BaseForm):
    """One reason, in words that the other side reads."""

    reason = LongTextField("Reason", what="your reason", most=2000)
    version = VersionField()


class ReopenForm(ReasonForm):
    """Why an agreed text is taken back, and which of its terms the other side is asked to reopen."""

    terms = CheckboxesField("Which agreed terms do you ask to reopen?")


class AcceptForm(BaseForm):
    """Nothing but the press of a button, on what the page showed."""

    version = VersionField()


class OpeningForm(BaseForm):
    """The provider's opening proposal. Parts may stay empty until it is sent."""

    need_profile = LongTextField("Local profile of need", what="the profile of need", required=False, most=8000)
    rationale = LongTextField("Where you depart from the evidence", what="the rationale", required=False, most=8000)
    subcontracting = LongTextField("Sub-contracting", what="what you sub-contract", required=False, most=8000)
    delivery_plan = LongTextField("Delivery plan", what="the delivery plan", required=False, most=8000)
    version = VersionField()


class PlanForm(BaseForm):
    """An action plan that an exception may rest on, once the commissioner has agreed to it."""

    text = LongTextField("What will be done?", what="what will be done", most=4000)
    lead = TextField("Who leads it?", what="who leads it")
    when = RadioField(
        "When does it end?",
        choices=[("target", "It ends on a date"), ("ongoing", "It is ongoing, and reviewed on a date")],
        missing="Select whether it ends or is ongoing",
    )
    due_on = DateField("Target or review date", what="the target or review date")
    success = LongTextField("How will success be judged?", what="how success will be judged", most=2000)
    version = VersionField()

    def said(self) -> dict[str, Any]:
        """The plan as typed."""
        ongoing = self.when.data == "ongoing"
        return {
            "text": self.text.data,
            "lead": self.lead.data,
            "success": self.success.data,
            "target_on": None if ongoing else self.due_on.data,
            "review_on": self.due_on.data if ongoing else None,
        }


@dataclass(frozen=True)
class Candidate:
    """A term as it would be, for the checks."""

    ref: str
    title: str
    schedule: Schedule
    fields: dict[str, Any]
    intentions: list[str]
    excess_approved_by_id: int | None


class TermForm(BaseForm):
    """The cells of one term. `schedule` and the cells' fields are given by `term_form`."""

    schedule: Schedule
    check: Callable[[dict[str, Any]], Iterable[checks.Finding]] | None = None

    def cells(self) -> dict[str, Any]:
        """The cells as typed."""
        return cells.typed(self.schedule, self)

    def cell_fields(self) -> list[Any]:
        """The fields of the cells, in the schedule's order."""
        return [field for field in self if field.name.startswith("cell_")]

    def validate(self, extra_validators: Any = None) -> bool:
        """Check the shape of every cell, then what the cells say together."""
        good = bool(super().validate(extra_validators))
        for name, sentence in cells.missing_dates(self.schedule, self):
            if not self[name].errors:
                self[name].errors, good = [sentence], False
        if not good or self.check is None:
            return good
        for finding in self.check(self.cells()):
            self[f"cell_{finding.column}"].errors, good = [finding.sentence], False
        return good


@cache
def term_form(schedule: Schedule, kind: str) -> type[TermForm]:
    """The form for a term of this schedule. `kind`: "edit", "add", "change" or "standard"."""
    fields: dict[str, Any] = {"schedule": schedule}
    if kind != "change":
        fields["title"] = TextField("Title", what="a title", most=300)
    if kind == "standard":
        fields["ref"] = TextField("Reference", what="a reference", most=12)
    fields |= cells.fields_for(schedule)
    if schedule is Schedule.EXCEPTIONS:
        fields["cell_action"] = SelectField("Action plan", required=False, empty=cells.TO_FOLLOW)
    if kind in ("add", "standard"):
        fields["intentions"] = CheckboxesField("Intentions that it carries")
    if kind == "standard":
        fields |= _limits()
    if kind == "change":
        fields["reason"] = LongTextField("Why", what="why you change it", most=2000)
        fields["meets"] = RadioField(
            "Is this what the other side asked for?",
            choices=[(Refusal.CONCEDED.value, "Yes, all of it"), (Refusal.PARTLY.value, "In part")],
            missing="Select whether it is all of what they asked for, or part",
            required=False,
        )
    fields["seen" if kind == "standard" else "version"] = SeenField() if kind == "standard" else VersionField()
    return type("TermForm", (TermForm,), fields)


def _limits() -> dict[str, Any]:
    """To which providers a standard term applies: an empty list does not limit."""
    return {
        "sectors": CheckboxesField("Kinds of provider", choices=[(s.value, s.value.capitalize()) for s in Sector]),
        "nations": CheckboxesField("Nations", choices=[("England", "England"), ("Wales", "Wales")]),
        "holds": CheckboxesField("Whom they hold", choices=[("men", "Men"), ("women", "Women")]),
        "providers": LongTextField("Named providers", required=False, most=4000),
    }


def check_for(
    schedule: Schedule, *, ref: str, title: str, fields: Mapping[str, Any], allowed: int | None, settled: bool
) -> Callable[[dict[str, Any]], Iterable[checks.Finding]]:
    """What a term may not say, whatever else the agreement says. `allowed`: who allowed more than could be referred."""

    def check(typed: dict[str, Any]) -> Iterable[checks.Finding]:
        candidate = Candidate(ref, title, schedule, {**fields, **typed}, [], allowed)
        found = checks.of_term(candidate, settlement_is_known=settled)
        return [finding for finding in found if finding.check in REFUSED_AT_ONCE]

    return check


class ScheduleForm(BaseForm):
    """On which schedule a new term goes."""

    schedule = RadioField(
        "Which schedule does it go on?",
        choices=[(schedule.value, layout.title) for schedule, layout in LAYOUTS.items()],
        missing="Select the schedule that it goes on",
    )


def offer_actions(form: TermForm, actions: Iterable[tuple[str, str]]) -> None:
    """Say which agreed action plans an exception can name."""
    if form.schedule is Schedule.EXCEPTIONS:
        field = form["cell_action"]
        field.offer([(ref, f"{ref}: {text}"[:120]) for ref, text in actions])
        if field.data == FIGURE_TO_FOLLOW:
            field.data = None
