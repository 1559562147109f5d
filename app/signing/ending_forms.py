"""What people type to give notice that an agreement ends before its time."""

from app.fields import DateField, LongTextField, RadioField
from app.web import BaseForm
from workflows.ending import EqualityEffect

EFFECTS = [
    (EqualityEffect.NONE, "No adverse effect on people with any protected characteristic"),
    (EqualityEffect.ADVERSE, "An adverse effect, and this is what we do about it"),
    (EqualityEffect.UNKNOWN, "We do not know yet"),
]


class GiveNoticeOfEndForm(BaseForm):
    """The last day, the reason, and the screening for equality."""

    last_day = DateField("Last day of the agreement", what="the last day")
    reason = LongTextField("Why it ends", what="why it ends", most=2000)
    sooner_reason = LongTextField("Why less than three months", what="why it must be sooner", required=False, most=2000)
    equality = RadioField(
        "What does ending it mean for people with protected characteristics?",
        choices=EFFECTS,
        missing="Select what ending it means for people with protected characteristics",
    )
    equality_words = LongTextField("What you considered, and what follows", what="what you considered", most=4000)


class TakeBackForm(BaseForm):
    """Why it runs on after all."""

    reason = LongTextField("Why it runs on after all", what="why it runs on after all", most=2000)
