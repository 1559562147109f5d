"""A date in three inputs, as people write it: day, month, year."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from wtforms import Field, Form
from wtforms.utils import unset_value
from wtforms.validators import StopValidation
from wtforms.widgets import TextInput

PARTS = ("day", "month", "year")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


class NotADate(ValueError):
    """What was typed is no date. The message says what to do; `wrong` names the inputs to mend, first one first."""

    def __init__(self, message: str, *wrong: str) -> None:
        super().__init__(message)
        self.wrong = wrong


@dataclass(frozen=True)
class Part:
    """One of the three inputs, as the page shows it."""

    name: str
    label: str
    value: str
    width: int
    wrong: bool


class DateField(Field):
    """A date. `what` completes "Enter …", e.g. "the date feedback closes"; `earliest` and `latest` bound it."""

    widget = TextInput()

    def __init__(
        self,
        label: str,
        validators: Sequence[Any] | None = None,
        *,
        what: str = "",
        required: bool = True,
        earliest: date | None = None,
        latest: date | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(label, validators, **kwargs)
        self.what = what or label[:1].lower() + label[1:]
        self.required, self.earliest, self.latest = required, earliest, latest
        self.typed: dict[str, str] | None = None
        self.wrong: tuple[str, ...] = ()

    def process(self, formdata: Any, data: Any = unset_value, extra_filters: Any = None) -> None:
        """Read the three inputs when a form was sent, otherwise the date given."""
        super().process(None, data, extra_filters)
        if formdata:
            self.typed = {part: _first(formdata.getlist(f"{self.name}-{part}")) for part in PARTS}
            self.raw_data = [value for value in self.typed.values() if value]
            self.data = None
            try:
                self.data = read(self.typed, self.what)
            except NotADate as fault:
                self.wrong = fault.wrong
                self.process_errors = [str(fault)]

    def pre_validate(self, form: Form) -> None:  # noqa: ARG002 - the signature is WTForms'
        """Raise StopValidation with the sentence to show."""
        if self.process_errors:
            raise StopValidation
        if self.data is None:
            if self.required:
                self._refuse(f"Enter {self.what}")
        elif self.earliest and self.data < self.earliest:
            self._refuse(f"Enter {self.what} as {_words(self.earliest)} or later")
        elif self.latest and self.data > self.latest:
            self._refuse(f"Enter {self.what} as {_words(self.latest)} or earlier")

    def _refuse(self, message: str) -> None:
        self.wrong = PARTS
        raise StopValidation(message)

    @property
    def parts(self) -> list[Part]:
        """The three inputs with what stands in them."""
        shown = self.typed or _shown(self.data)
        wrong = self.wrong or (PARTS if self.errors else ())
        return [
            Part(f"{self.name}-{part}", part.capitalize(), shown[part], 4 if part == "year" else 2, part in wrong)
            for part in PARTS
        ]

    @property
    def focus_id(self) -> str:
        """The input that the error summary leads to: the first wrong one."""
        wrong = [part for part in PARTS if part in self.wrong]
        return f"{self.name}-{wrong[0] if wrong else PARTS[0]}"


def read(typed: dict[str, str], what: str) -> date | None:
    """The date that three inputs make, or None when all are empty. Raises NotADate."""
    missing = [part for part in PARTS if not typed[part]]
    subject = what[:1].upper() + what[1:]
    if len(missing) == len(PARTS):
        return None
    if missing:
        raise NotADate(f"{subject} must include a {' and a '.join(missing)}", *missing)
    day, month, year = _number(typed["day"]), _month(typed["month"]), _number(typed["year"])
    if len(typed["year"]) != 4 or not year:
        raise NotADate(f"{subject} must include a year of 4 numbers, like 2012", "year")
    if not 1 <= month <= 12:
        raise NotADate(f"{subject} must be a real date: months go from 1 to 12", "month")
    try:
        return date(year, month, day)
    except (ValueError, OverflowError):
        raise NotADate(f"{subject} must be a real date: that month has no day {typed['day']}", "day") from None


def _first(values: list[str]) -> str:
    return str(values[0]).strip()[:20] if values else ""


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() else 0


def _month(text: str) -> int:
    name = text.lower()[:3]
    return MONTHS.index(name) + 1 if name in MONTHS else _number(text)


def _shown(value: date | None) -> dict[str, str]:
    return {part: str(getattr(value, part)) if value else "" for part in PARTS}


def _words(value: date) -> str:
    return f"{value.day} {value:%B %Y}"
