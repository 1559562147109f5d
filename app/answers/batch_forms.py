"""What is typed for many points at once, and for the templates of answers."""

from typing import Any

from wtforms import HiddenField, ValidationError

from app.answers.filling import PLACEHOLDERS, unknown
from app.fields import CheckboxesField, LongTextField, RadioField, SelectField, TextField, VersionField
from app.web import BaseForm
from workflows.point import Disposition

DISPOSITIONS = [(each, str(each).capitalize()) for each in Disposition]
NAMED = ", ".join(f"{{{name}}}" for name in PLACEHOLDERS)


class _Words(BaseForm):
    """The words of an answer, which may name a few things in braces."""

    disposition = RadioField("Disposition", choices=DISPOSITIONS, coerce=Disposition, missing="Select what was decided")
    reason = LongTextField("Reason", what="the reason: people who said this will read it", most=4000)
    change = LongTextField("Change it caused", what="the change it caused", required=False, most=4000)

    reason_in_welsh = LongTextField("Reason in Welsh", what="the reason in Welsh", required=False, most=4000)
    change_in_welsh = LongTextField("Change in Welsh", what="the change in Welsh", required=False, most=4000)

    def in_welsh(self) -> dict[str, str]:
        """What is said in Welsh, by the name of the field."""
        return {"reason": self.reason_in_welsh.data or "", "change": self.change_in_welsh.data or ""}

    def validate_reason(self, field: LongTextField) -> None:
        """Raise ValidationError for braces with something else in them."""
        _refuse_unknown(field)

    def validate_change(self, field: LongTextField) -> None:
        """The same for the change."""
        _refuse_unknown(field)

    def validate_reason_in_welsh(self, field: LongTextField) -> None:
        """The same for the Welsh of the reason."""
        _refuse_unknown(field)

    def validate_change_in_welsh(self, field: LongTextField) -> None:
        """The same for the Welsh of the change."""
        _refuse_unknown(field)


def _refuse_unknown(field: Any) -> None:
    wrong = unknown(field.data or "")
    if wrong:
        raise ValidationError(f"Take out {{{wrong[0]}}}, or write one of {NAMED}: nothing else is filled in")


class TemplateForm(_Words):
    """A template of an answer."""

    title = TextField("Title", what="a title by which the team finds it", most=120)
    version = VersionField()


class AnswerManyForm(_Words):
    """One answer for many points."""

    replace_drafts = CheckboxesField(
        "Points with a drafted answer", choices=[("yes", "Replace the drafts that they have")]
    )


class AssignManyForm(BaseForm):
    """Whose points they become."""

    to = SelectField("Who answers them", required=False, missing="Select somebody from the list")


class WaiveManyForm(BaseForm):
    """Why the final edition goes out without an answer to them."""

    reason = LongTextField("Reason", what="the reason, in words that the public will read", most=2000)
    reason_in_welsh = LongTextField("Reason in Welsh", what="the reason in Welsh", required=False, most=2000)


class ApplyForm(BaseForm):
    """Apply what the preview showed; `seen` is its digest."""

    seen = HiddenField()
