"""What is typed about an answer by those who approve it, give it to somebody, or say when it comes out."""

import re
from datetime import datetime, time
from typing import Any

from wtforms import ValidationError

from app.fields import DateField, LongTextField, RadioField, SelectField, TextField, VersionField
from app.web import BaseForm
from workflows.deadline import LONDON

TIME = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm)?", re.IGNORECASE)


class SendBackForm(BaseForm):
    """Why an answer goes back to its author."""

    reason = LongTextField("What to change", what="what the author is to change", most=2000)
    version = VersionField()


class AssignForm(BaseForm):
    """Who answers a point."""

    to = SelectField("Who answers it", required=False, missing="Select somebody from the list")


class ReleaseForm(BaseForm):
    """When the answers come out: with the final edition, or at a moment after it. `seen` is what the page showed."""

    when = RadioField("When they come out", missing="Select when the answers come out")
    day = DateField("Day", what="the day on which the answers come out", required=False)
    time = TextField("Time", what="the time", most=10, required=False)
    seen = VersionField()

    def validate_day(self, field: DateField) -> None:
        """Raise ValidationError for a moment without its day."""
        if self.when.data == "moment" and not field.data:
            raise ValidationError("Enter the day on which the answers come out")

    def validate_time(self, field: TextField) -> None:
        """Raise ValidationError unless it reads as a time."""
        if self.when.data == "moment" and clock_time(field.data) is None:
            raise ValidationError("Enter a time, such as 9:30am or 14:00")

    @property
    def moment(self) -> datetime | None:
        """The moment that was typed, as London's clock has it."""
        at = clock_time(self.time.data)
        if self.when.data != "moment" or self.day.data is None or at is None:
            return None
        return datetime.combine(self.day.data, at, tzinfo=LONDON)


def clock_time(typed: Any) -> time | None:
    """ "9:30am", "2pm" or "14:00" as a time of day; None for anything else."""
    found = TIME.fullmatch(str(typed or "").strip())
    if found is None:
        return None
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "").lower()
    if (half and not 1 <= hour <= 12) or hour > 23 or minute > 59:
        return None
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    return time(hour, minute)
