"""What people type about actions."""

from app.fields import DateField, LongTextField, RadioField, SelectField, TextField, VersionField
from app.web import BaseForm
from workflows.assessment import Limb

WHEN = [("target", "It ends on a date"), ("ongoing", "It is ongoing, and reviewed on a date")]


class ActionForm(BaseForm):
    version = VersionField()
    text = LongTextField("What will be done?", what="what will be done", most=4000)
    characteristic = SelectField("Characteristic", required=False, empty="None in particular")
    limb = SelectField(
        "Part of the duty",
        required=False,
        empty="None in particular",
        choices=[(each, each.capitalize()) for each in Limb],
    )
    lead = TextField("Who leads it?", what="who leads it")
    when = RadioField("When does it end?", choices=WHEN, missing="Select whether it ends or is ongoing")
    due_on = DateField("Target or review date", what="the target or review date")
    success = LongTextField("How will success be judged?", what="how success will be judged", most=2000)


class FinishForm(BaseForm):
    proof = LongTextField("What proves that it is done?", what="what proves that it is done", most=4000)


class DropForm(BaseForm):
    reason = LongTextField("Why is it dropped?", what="why it is dropped", most=4000)
