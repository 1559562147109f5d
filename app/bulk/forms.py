"""What people type to change many agreements at once."""

from decimal import Decimal, InvalidOperation
from typing import Any

from wtforms.validators import StopValidation

from app.bulk.kinds import column_of
from app.fields import (
    ConfirmField,
    LongTextField,
    RadioField,
    SelectField,
    TextField,
    UploadField,
    VersionField,
    WholeNumberField,
)
from app.seen import SeenField
from app.web import BaseForm
from workflows.bulk import BulkKind
from workflows.loose import Unclear, understand
from workflows.schedule import LAYOUTS, Kind, Schedule

REOPENS = "Ask the provider to reopen the term where it is agreed"
NUMERIC = (Kind.WHOLE, Kind.MONEY)
FIGURES = [
    (f"{schedule}.{column.key}", f"{layout.title}: {column.label.lower()}")
    for schedule, layout in LAYOUTS.items()
    for column in layout.columns
    if column.kind in NUMERIC
]


class KindForm(BaseForm):
    kind = RadioField("What do you want to do?", missing="Select what you want to do")


class ReasonedForm(BaseForm):
    """Why, and what that makes of it: every kind but a reminder."""

    reason = LongTextField("Why", what="why you change it", most=2000)

    def change(self) -> dict[str, Any]:
        """What the kind needs to know, as it is kept."""
        return {}

    def given(self) -> dict[str, Any]:
        """What stands in columns of its own."""
        return {"reason": self.reason.data or ""}


class PercentField(TextField):
    """A percentage with at most two decimals; `hundredths` is what it comes to."""

    hundredths: int = 0

    def pre_validate(self, form: Any) -> None:
        """Raise StopValidation with the sentence to show."""
        super().pre_validate(form)
        text = str(self.data or "").replace("%", "").replace("\u2212", "-").replace(",", ".").strip()
        try:
            hundredths = Decimal(text) * 100
        except InvalidOperation:
            raise StopValidation("Enter a percentage, like 1.5, or -2 to lower it") from None
        if not hundredths.is_finite() or hundredths != hundredths.to_integral_value():
            raise StopValidation("Enter a percentage with at most two decimals, like 1.25")
        if not hundredths or abs(hundredths) > 5000:
            raise StopValidation("Enter a percentage from -50 to 50, and not 0")
        self.hundredths = int(hundredths)


class RaiseForm(ReasonedForm):
    percent = PercentField("By how many percent?", what="a percentage", most=10)
    to_nearest = RadioField(
        "Round the new price to the nearest",
        choices=[("1", "£1"), ("100", "£100"), ("1000", "£1,000")],
        missing="Select what to round to",
        default="1",
    )
    reopens = ConfirmField(REOPENS)

    def change(self) -> dict[str, Any]:
        return {
            "hundredths": self.percent.hundredths,
            "to_nearest": int(self.to_nearest.data),
            "reopens": bool(self.reopens.data),
        }


class CellForm(ReasonedForm):
    """One value for the same cell everywhere. `schedule` is given before it is checked."""

    schedule: Schedule
    column = SelectField("Which value?", missing="Select which value to set")
    value = LongTextField("What should it say?", required=False, most=4000)
    reopens = ConfirmField(REOPENS)
    meant: Any = None

    def offer(self, schedule: Schedule) -> None:
        """Say which values a term of this schedule has."""
        self.schedule = schedule
        self.column.offer([(column.key, column.label) for column in LAYOUTS[schedule].columns])

    def validate(self, extra_validators: Any = None) -> bool:
        """Also understand the value as its kind of cell."""
        if not super().validate(extra_validators):
            return False
        meant = understand(column_of(self.schedule, self.column.data), self.value.data or "")
        if isinstance(meant, Unclear):
            self.value.errors = [meant.question]
            return False
        self.meant = meant.value
        return True

    def change(self) -> dict[str, Any]:
        return {"column": self.column.data, "value": self.meant, "reopens": bool(self.reopens.data)}


class SheetForm(ReasonedForm):
    column = SelectField("Which figures does the sheet hold?", choices=FIGURES, missing="Select which figures it holds")
    file = UploadField("The sheet", missing="Choose the sheet")
    reopens = ConfirmField(REOPENS)

    @property
    def chosen(self) -> tuple[Schedule, str]:
        """The schedule and the column that were chosen."""
        schedule, _, key = self.column.data.partition(".")
        return Schedule(schedule), key

    def change(self) -> dict[str, Any]:
        schedule, key = self.chosen
        return {"schedule": str(schedule), "column": key, "reopens": bool(self.reopens.data)}


class TemplateForm(ReasonedForm):
    template = SelectField("Which version?", missing="Select the version", coerce=int)

    def given(self) -> dict[str, Any]:
        return {**super().given(), "template_id": self.template.data}


class AssignForm(ReasonedForm):
    negotiator = SelectField("Who works with these providers?", missing="Select a negotiator", coerce=int)
    instead = ConfirmField("Instead of those who work with them now")
    names: dict[str, str] = {}

    def offer(self, people: list[tuple[int, str]]) -> None:
        """Say who negotiates for the commissioner."""
        self.negotiator.offer(people)
        self.names = {str(number): name for number, name in people}

    def change(self) -> dict[str, Any]:
        return {"instead": bool(self.instead.data), "names": self.names}

    def given(self) -> dict[str, Any]:
        return {**super().given(), "negotiator_id": self.negotiator.data}


class RemindForm(BaseForm):
    """Nothing but the press of a button."""

    def change(self) -> dict[str, Any]:
        """Nothing."""
        return {}

    def given(self) -> dict[str, Any]:
        """Nothing."""
        return {}


FORMS: dict[BulkKind, Any] = {
    BulkKind.RAISE: RaiseForm,
    BulkKind.SHEET: SheetForm,
    BulkKind.CELL: CellForm,
    BulkKind.ADD: ReasonedForm,
    BulkKind.WITHDRAW: ReasonedForm,
    BulkKind.TEMPLATE: TemplateForm,
    BulkKind.ASSIGN: AssignForm,
    BulkKind.SEND: ReasonedForm,
    BulkKind.REMIND: RemindForm,
}


class ApplyForm(BaseForm):
    """The press of a button, with the digest of what the page showed."""

    seen = SeenField()
    version = VersionField()


class HoursForm(BaseForm):
    hours = WholeNumberField(
        "For how many hours can a bulk change be undone?", what="a number of hours", least=1, most=240
    )
    seen = SeenField()
