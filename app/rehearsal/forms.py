"""What an administrator types to move the rehearsal's clock."""

from collections.abc import Sequence

from wtforms import ValidationError

from app.fields import DateField, RadioField
from app.rehearsal.queries import Stop
from app.web import BaseForm
from app.wording import moment

A_DATE = "date"


class ClockForm(BaseForm):
    """One of the moments that matter, or any day."""

    to = RadioField("Where to", missing="Select where to move the clock")
    day = DateField("Day", what="the day to move to", required=False)

    def offer(self, stops: Sequence[Stop]) -> None:
        """Say which moments lie ahead."""
        choices = [(stop.key, f"{stop.title}: {moment(stop.at)}") for stop in stops]
        self.to.offer([*choices, (A_DATE, "To a date")])

    def validate_day(self, field: DateField) -> None:
        """Raise ValidationError for an empty day when a date is asked for."""
        if self.to.data == A_DATE and field.data is None and not field.errors:
            field.wrong = ("day", "month", "year")
            raise ValidationError("Enter the day to move to")
