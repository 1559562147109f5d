"""What people type when they answer one term, or ask to reopen it."""

from typing import Any

from app import clock
from app.fields import CheckboxesField, DateField, LongTextField, RadioField, TextField, VersionField
from app.web import BaseForm
from workflows.term import SAYS_NO


class RefuseForm(BaseForm):
    """No, and what kind of no."""

    kind = RadioField(
        "Why do you refuse it?",
        choices=[(kind.value, kind.value.capitalize()) for kind in SAYS_NO],
        missing="Select the kind of reason for refusing it",
    )
    reason = LongTextField("Reason", what="your reason", most=2000)
    version = VersionField()


class WantForm(BaseForm):
    """A change that the other side is asked to make."""

    reason = LongTextField("What should change, and why?", what="what should change, and why", most=2000)
    version = VersionField()


class ParkForm(BaseForm):
    """Leave a term until later: with somebody, for a reason, until a day."""

    owner = TextField("Who will settle it?", what="who will settle it")
    reason = LongTextField("Why does it wait?", what="why it waits", most=2000)
    until = DateField("Until when?", what="the date by which it is settled")
    version = VersionField()

    def validate(self, extra_validators: Any = None) -> bool:
        """Also hold the day against today: what is over settles nothing."""
        good = bool(super().validate(extra_validators))
        if self.until.data is not None and self.until.data < clock.today():
            self.until.errors, good = ["Enter a day that is not over yet"], False
        return good


class AcceptTermsForm(BaseForm):
    """Terms to accept as they stand."""

    terms = CheckboxesField("Terms to accept", missing="Select the terms that you accept")
    version = VersionField()
