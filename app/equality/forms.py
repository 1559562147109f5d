"""What people type about equality."""

from typing import Any

from app.fields import LongTextField, RadioField, SelectField, VersionField
from app.models import Characteristic, Intention, Screening
from app.web import BaseForm
from workflows.assessment import Impact, Limb, Outcome
from workflows.screening import Finding

FINDINGS = [(finding.value, finding.value.capitalize()) for finding in Finding]
OUTCOMES = [
    (Outcome.NO_MAJOR_CHANGE, "No major change: the intentions are fair as they are"),
    (Outcome.ADJUST, "Adjust: change intentions or act to remove a disadvantage"),
    (Outcome.CONTINUE, "Continue despite harm: with three reasons"),
    (Outcome.STOP, "Stop: the harm cannot be justified"),
]
IMPACTS = [(Impact.POSITIVE, "Positive"), (Impact.NEGATIVE, "Negative"), (Impact.NONE, "None")]
LEVELS = [("low", "Low"), ("medium", "Medium"), ("high", "High")]
LIMBS = [
    (Limb.ELIMINATE, "Eliminate discrimination, harassment and victimisation"),
    (Limb.ADVANCE, "Advance equality of opportunity"),
    (Limb.FOSTER, "Foster good relations"),
]


class ScreeningForm(BaseForm):
    """One finding and one reason for each characteristic of the round: see `screening_form`."""

    version = VersionField()


def screening_form(screening: Screening) -> ScreeningForm:
    """The screening grid as a form, its fields named finding_<key> and reason_<key>."""
    fields: dict[str, Any] = {}
    for line in screening.lines:
        each = line.characteristic
        fields[f"finding_{each.key}"] = RadioField(each.name, choices=FINDINGS, required=False, default=line.finding)
        fields[f"reason_{each.key}"] = LongTextField(
            "Reason", most=4000, required=False, default=line.reason, description="Needed when it is not relevant."
        )
    form: type[ScreeningForm] = type("Grid", (ScreeningForm,), fields)
    return form(obj=screening)


class AssessmentForm(BaseForm):
    version = VersionField()
    evidence = LongTextField("What does the evidence show?", most=12000, required=False)
    consultation = LongTextField("Who was consulted, and what did they say?", most=12000, required=False)
    outcome = RadioField("What follows from it?", choices=OUTCOMES, required=False, coerce=Outcome)
    necessary = LongTextField("Why is it necessary?", most=4000, required=False)
    less_harmful = LongTextField("Why would no less harmful way do?", most=4000, required=False)
    proportionate = LongTextField("Why do the means fit the aim?", most=4000, required=False)


class ImpactForm(BaseForm):
    characteristic = SelectField("Characteristic", missing="Select the characteristic")
    intention = SelectField("Intention that causes it", required=False, empty="The intentions as a whole")
    impact = RadioField("Impact", choices=IMPACTS, missing="Select whether the impact is positive, negative or none")
    level = RadioField("Level", choices=LEVELS, missing="Select how strong the impact is")
    limb = RadioField("Part of the duty that it touches", choices=LIMBS, missing="Select the part of the duty")
    reason = LongTextField("Why do you expect it?", most=4000, what="why you expect this impact")

    def offer(self, characteristics: list[Characteristic], intentions: list[Intention]) -> None:
        """Say which characteristics and intentions can be chosen."""
        self.characteristic.offer((each.id, each.name) for each in characteristics)
        self.intention.offer((each.id, f"{each.ref} {each.title}") for each in intentions)


class ReasonForm(BaseForm):
    reason = LongTextField("Reason", most=4000, what="the reason")
