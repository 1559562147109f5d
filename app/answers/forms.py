"""What analysts type about a point, and what a signatory types to waive one."""

from app.fields import LongTextField, RadioField, VersionField
from app.web import BaseForm
from workflows.point import Disposition

HINTS = {
    Disposition.ACCEPTED: "We will do what they ask",
    Disposition.ACCEPTED_IN_PART: "We will do some of it",
    Disposition.NOT_ACCEPTED: "We will not do it",
    Disposition.ALREADY_SO: "It is so already",
    Disposition.OUTSIDE_REMIT: "It is not ours to decide",
    Disposition.FOR_LATER: "A later round will look at it",
}


class AnswerForm(BaseForm):
    """What was decided, why, and what it changed."""

    disposition = RadioField(
        "Disposition",
        choices=[(each, str(each).capitalize()) for each in Disposition],
        coerce=Disposition,
        missing="Select what was decided",
    )
    reason = LongTextField("Reason", what="the reason: people who said this will read it", most=4000)
    change = LongTextField("Change it caused", what="the change it caused", required=False, most=4000)
    version = VersionField()


class WaiveForm(BaseForm):
    """Why the final edition goes out without an answer."""

    reason = LongTextField("Reason", what="the reason, in words that the public will read", most=2000)
    reason_in_welsh = LongTextField("Reason in Welsh", what="the reason in Welsh", required=False, most=2000)
    version = VersionField()
