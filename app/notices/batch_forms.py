"""What people type about one notice to many: its words, whom it goes to, and the cells that it sets."""

from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any

from app.agreements import cells
from app.fields import CheckboxesField, DateField, LongTextField, RadioField, SelectField, TextField
from app.models import NoticeBatch, Sector
from app.notices.forms import LARGEST, WordsForm
from app.web import BaseForm
from app.wording import sentence_case
from workflows.schedule import LAYOUTS, Column, Kind, Schedule

FIRM = "firm"
MOST_PERCENT = 50


class LineForm(BaseForm):
    """Which line changes in every agreement."""

    line = SelectField("Line that changes", missing="Select the line that changes", empty="Choose a line")


class BatchForm(WordsForm):
    """The words of a notice, with whom it goes to. The cells are given by `batch_form`."""

    schedule: Schedule
    sectors = CheckboxesField("Kinds of provider", choices=[(s.value, sentence_case(s.value)) for s in Sector])
    regions = CheckboxesField("Regions")

    def cell_fields(self) -> list[Any]:
        """The fields of what changes, in the schedule's order."""
        return [field for field in self if field.name.startswith("cell_") or field.name == "percent"]

    def whole(self, line: str) -> dict[str, Any]:
        """Everything typed, as the columns of a notice to many."""
        return {
            **self.said(),
            "schedule": self.schedule,
            "line": line,
            "cells": self._cells(),
            "percent": basis_points(self["percent"].data) if "percent" in self else None,
            "whom": {"sector": self.sectors.data or [], "region": self.regions.data or []},
        }

    def validate(self, extra_validators: Any = None) -> bool:
        """The words, then that something changes."""
        good = bool(super().validate(extra_validators))
        if "percent" in self and self["percent"].data and basis_points(self["percent"].data) is None:
            self["percent"].errors, good = (
                [f"Enter a percentage from -{MOST_PERCENT} to {MOST_PERCENT}, like 1.5"],
                False,
            )
        elif good and not self._cells() and not ("percent" in self and self["percent"].data):
            first = self.cell_fields()[0]
            first.errors, good = ["Enter at least one thing that changes"], False
        return good

    def _cells(self) -> dict[str, Any]:
        """The cells that are set; what is left empty stays as each agreement has it."""
        typed = {column.key: self[cells.name_of(column)].data for column in _columns(self.schedule)}
        plain = {key: value.isoformat() if isinstance(value, date) else value for key, value in typed.items()}
        kept = {key: value for key, value in plain.items() if value not in (None, "")}
        return {key: {"yes": True, "no": False}[value] if key == FIRM else value for key, value in kept.items()}


@cache
def batch_form(schedule: Schedule) -> type[BatchForm]:
    """The form for a line of this schedule. Prices differ, so they rise by a percentage; they can be made firm."""
    fields: dict[str, Any] = {"schedule": schedule}
    if schedule is Schedule.PRICE:
        fields["percent"] = TextField("Change the price by, in per cent", required=False, most=10)
    fields |= {cells.name_of(column): _field(column) for column in _columns(schedule)}
    return type("BatchForm", (BatchForm,), fields)


def _columns(schedule: Schedule) -> list[Column]:
    every = LAYOUTS[schedule].columns
    return [column for column in every if schedule is not Schedule.PRICE or column.key == FIRM]


def _field(column: Column) -> Any:
    label = column.label
    match column.kind:
        case Kind.LONG:
            return LongTextField(label, required=False, most=4000)
        case Kind.WHOLE:
            return cells.WholeCell(label, required=False)
        case Kind.MONEY:
            return cells.MoneyCell(label, required=False, least=-LARGEST)
        case Kind.YES_NO:
            return RadioField(label, choices=[("yes", "Firm"), ("no", "Indicative")], required=False)
        case Kind.DATE:
            return DateField(label, required=False)
        case _:
            return TextField(label, required=False, most=300)


def started(batch: NoticeBatch) -> dict[str, Any]:
    """A saved draft as the form starts with it."""
    start: dict[str, Any] = {"sectors": batch.whom.get("sector"), "regions": batch.whom.get("region")}
    start["percent"] = f"{Decimal(batch.percent) / 100:f}" if batch.percent else ""
    for column in _columns(batch.schedule):
        value = batch.cells.get(column.key)
        if column.kind is Kind.YES_NO:
            value = "yes" if value is True else "no" if value is False else None
        elif column.kind is Kind.DATE and value:
            value = date.fromisoformat(value)
        start[cells.name_of(column)] = value
    return start


def basis_points(text: str | None) -> int | None:
    """ "1.5" is 150; None for anything that is no percentage from -50 to 50 with two decimals."""
    try:
        percent = Decimal((text or "").replace("%", "").strip().replace("\u2212", "-")) * 100
    except InvalidOperation:
        return None
    whole = percent == percent.to_integral_value() and percent.is_finite()
    return int(percent) if whole and 0 < abs(percent) <= MOST_PERCENT * 100 else None
