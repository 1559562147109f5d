"""What people type into a playbook, made from the columns of the term's schedule; and what they ask and decide."""

from functools import cache
from typing import Any

from app.fields import LongTextField, MoneyField, SelectField, VersionField, WholeNumberField
from app.models import PlaybookLine
from app.web import BaseForm
from workflows.agreement import Side
from workflows.playbook import MAY_GO_BEYOND, NUMERIC, WORDED
from workflows.roles import Role
from workflows.schedule import LAYOUTS, Column, Kind, Schedule

LARGEST = 9_999_999_999


class LineForm(BaseForm):
    """Where a side stands on one term. Everything may stay empty."""

    columns: tuple[Column, ...] = ()

    opening = LongTextField("Opening position", what="your opening position", required=False, most=4000)
    walk_away = LongTextField("Walk-away", what="where you walk away", required=False, most=4000)
    approver = SelectField("Who may go beyond the range?", missing="Select who may go beyond the range", empty=None)
    version = VersionField()

    def validate(self, extra_validators: Any = None) -> bool:
        """Also hold the two ends of each range against each other."""
        whole = bool(super().validate(extra_validators))
        for column in self.figures():
            least, most = self[f"least_{column.key}"], self[f"most_{column.key}"]
            if isinstance(least.data, int) and isinstance(most.data, int) and least.data > most.data:
                most.errors = (*most.errors, f"{column.label}: enter a highest figure that is not below the lowest")
                whole = False
        return whole

    def figures(self) -> list[Column]:
        return [column for column in self.columns if column.kind in NUMERIC]

    def words(self) -> list[Column]:
        return [column for column in self.columns if column.kind in WORDED]

    def limits(self) -> dict[str, dict[str, Any]]:
        """The range by column, as typed; without the columns that have none."""
        kept: dict[str, dict[str, Any]] = {}
        for column in self.figures():
            ends = {end: self[f"{end}_{column.key}"].data for end in ("least", "most")}
            kept[column.key] = {end: figure for end, figure in ends.items() if figure is not None}
        for column in self.words():
            lines = [line.strip() for line in (self[f"words_{column.key}"].data or "").splitlines()]
            kept[column.key] = {"words": [line for line in lines if line]}
        return {key: limits for key, limits in kept.items() if any(limits.values()) or 0 in limits.values()}

    def said(self) -> dict[str, Any]:
        """The line as typed."""
        kind, _, who = (self["approver"].data or "").partition(":")
        return {
            "opening": self["opening"].data or "",
            "walk_away": self["walk_away"].data or "",
            "limits": self.limits(),
            "approver_role": Role(who) if kind == "part" else None,
            "approver_id": int(who) if kind == "person" else None,
        }


def line_form(schedule: Schedule, side: Side, people: list[tuple[int, str]], line: PlaybookLine | None) -> LineForm:
    """The form of a line of the playbook, starting with what is kept."""
    form = _form_for(schedule)(data=_start(side, line))
    parts = [(f"part:{role}", f"Any {role}") for role in MAY_GO_BEYOND[side]]
    form["approver"].offer([*parts, *((f"person:{number}", name) for number, name in people)])
    return form


def _start(side: Side, line: PlaybookLine | None) -> dict[str, Any]:
    if line is None:
        return {"version": 0, "approver": f"part:{MAY_GO_BEYOND[side][0]}"}
    who = f"person:{line.approver_id}" if line.approver_id else f"part:{line.approver_role or MAY_GO_BEYOND[side][0]}"
    start = {"version": line.version, "opening": line.opening, "walk_away": line.walk_away, "approver": who}
    for key, limits in line.limits.items():
        start |= {f"{end}_{key}": limits.get(end) for end in ("least", "most")}
        start[f"words_{key}"] = "\n".join(limits.get("words", []))
    return start


@cache
def _form_for(schedule: Schedule) -> type[LineForm]:
    fields: dict[str, Any] = {"columns": LAYOUTS[schedule].columns}
    for column in LAYOUTS[schedule].columns:
        fields |= _fields(column)
    return type(f"{schedule.value.title()}LineForm", (LineForm,), fields)


def _fields(column: Column) -> dict[str, Any]:
    label = column.label.lower()
    if column.kind in NUMERIC:
        kind: Any = MoneyField if column.kind is Kind.MONEY else WholeNumberField
        return {
            f"{end}_{column.key}": kind(
                f"{word} {label}", what=f"the {word.lower()} {label}", required=False, least=-LARGEST
            )
            for end, word in (("least", "Lowest"), ("most", "Highest"))
        }
    if column.kind in WORDED:
        what = f"the wordings of the {label} that you accept"
        return {f"words_{column.key}": LongTextField(column.label, what=what, required=False, most=4000)}
    return {}


class AskForm(BaseForm):
    """Why one's own side should go beyond its range."""

    reason = LongTextField("Why should your side go beyond its range?", what="why your side should", most=2000)
    version = VersionField()


class ApproveForm(BaseForm):
    """Nothing but the press of a button."""

    version = VersionField()


class DeclineForm(BaseForm):
    """Why not."""

    reason = LongTextField("Why do you decline it?", what="why you decline it", most=2000)
    version = VersionField()
