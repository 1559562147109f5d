"""The cells of a term as fields of a form, made from the schedule's columns; any figure may be left to follow."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from wtforms import Form

from app.fields import ConfirmField, DateField, LongTextField, MoneyField, RadioField, TextField, WholeNumberField
from workflows.schedule import FIGURE_TO_FOLLOW, LAYOUTS, Column, Kind, Schedule

TO_FOLLOW = "Figure to follow"
LARGEST = 9_999_999_999


def _follows(text: Any) -> bool:
    return isinstance(text, str) and text.strip().strip(".").lower() in {FIGURE_TO_FOLLOW, "to follow"}


class _MayFollow(WholeNumberField):
    """A number, or the words "figure to follow"."""

    data: Any

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read the number, or that it is to follow."""
        if valuelist and _follows(valuelist[0]):
            self.typed, self.data = TO_FOLLOW, FIGURE_TO_FOLLOW
        else:
            super().process_formdata(valuelist)

    def pre_validate(self, form: Form) -> None:
        """Raise StopValidation with the sentence to show."""
        if self.data != FIGURE_TO_FOLLOW:
            super().pre_validate(form)

    def _value(self) -> str:
        return TO_FOLLOW if self.data == FIGURE_TO_FOLLOW else super()._value()


class WholeCell(_MayFollow):
    """A count."""


class MoneyCell(_MayFollow, MoneyField):
    """Whole pounds."""


def name_of(column: Column) -> str:
    """The form's name for a column: columns called "reason" or "from" must not meet the form's own."""
    return f"cell_{column.key}"


def fields_for(schedule: Schedule) -> dict[str, Any]:
    """The fields of one schedule's form, by name."""
    fields: dict[str, Any] = {}
    for column in LAYOUTS[schedule].columns:
        fields[name_of(column)] = _field(column)
        if column.kind is Kind.DATE:
            fields[f"{name_of(column)}_follows"] = ConfirmField(f"{column.label} to follow")
    return fields


def _field(column: Column) -> Any:
    label, required = column.label, column.required
    match column.kind:
        case Kind.LONG:
            return LongTextField(label, what=f"the {label.lower()}", required=required, most=4000)
        case Kind.WHOLE:
            return WholeCell(label, what=_a(label), required=required)
        case Kind.MONEY:
            return MoneyCell(label, what=_a(label), required=required, least=-LARGEST)
        case Kind.YES_NO:
            choices = [("yes", "Firm"), ("no", "Indicative"), (FIGURE_TO_FOLLOW, TO_FOLLOW)]
            return RadioField(label, choices=choices, missing="Select whether the price is firm or indicative")
        case Kind.DATE:
            return DateField(label, what=f"the {label.lower()}", required=False)
        case _:
            return TextField(label, what=f"the {label.lower()}", required=required, most=300)


def _a(label: str) -> str:
    words = label.lower()
    return words if words.endswith("s") else f"an {words}" if words[0] in "aeiou" else f"a {words}"


def shown(schedule: Schedule, fields: Mapping[str, Any]) -> dict[str, Any]:
    """Saved cells as the form starts with them."""
    start: dict[str, Any] = {}
    for column in LAYOUTS[schedule].columns:
        name, value = name_of(column), fields.get(column.key)
        if column.kind is Kind.DATE:
            start[f"{name}_follows"] = value == FIGURE_TO_FOLLOW
            start[name] = _day(value)
        elif column.kind is Kind.YES_NO:
            start[name] = {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value
        else:
            start[name] = TO_FOLLOW if value == FIGURE_TO_FOLLOW and column.kind in (Kind.TEXT, Kind.LONG) else value
    return start


def typed(schedule: Schedule, form: Form) -> dict[str, Any]:
    """The cells as typed, as a term keeps them."""
    return {column.key: _kept(column, form) for column in LAYOUTS[schedule].columns}


def _kept(column: Column, form: Form) -> Any:
    value = form[name_of(column)].data
    if column.kind is Kind.DATE:
        follows = value is None or form[f"{name_of(column)}_follows"].data
        return FIGURE_TO_FOLLOW if follows else value.isoformat()
    if column.kind is Kind.YES_NO:
        return {"yes": True, "no": False}.get(value, FIGURE_TO_FOLLOW)
    if _follows(value):
        return FIGURE_TO_FOLLOW
    if value in (None, ""):
        return FIGURE_TO_FOLLOW if column.required else ""
    return value


def _day(value: Any) -> date | None:
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        return None


def missing_dates(schedule: Schedule, form: Form) -> Iterable[tuple[str, str]]:
    """Dates neither given nor said to follow, with the sentence to show."""
    for column in LAYOUTS[schedule].columns:
        name = name_of(column)
        if column.kind is Kind.DATE and form[name].data is None and not form[f"{name}_follows"].data:
            yield name, f"Enter the {column.label.lower()}, or tick that it is to follow"
