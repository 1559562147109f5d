"""What people type to name a deputy."""

from datetime import date
from typing import Any

from app.fields import DateField, RadioField
from app.web import BaseForm


class DeputyForm(BaseForm):
    """Who acts for one, and when."""

    deputy = RadioField("Who acts for you?", missing="Select who acts for you")
    first_day = DateField("First day away", what="the first day you are away")
    last_day = DateField("Last day away", what="the last day you are away")

    def days(self) -> tuple[date, date]:
        """The first and the last day as typed; the end of time for one that is not."""
        return self.first_day.data or date.max, self.last_day.data or date.max

    def validate(self, extra_validators: Any = None) -> bool:
        """Check each, then that the last day is not before the first."""
        good = bool(super().validate(extra_validators))
        first, last = self.days()
        if good and last < first:
            self.last_day.errors, good = ["Enter a last day that is the first day or later"], False
        return good
