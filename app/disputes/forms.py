"""What people type in a dispute: whom and what it is about, the report, evidence, comments, reasons."""

from typing import Any

from app.disputes.queries import REPORT
from app.fields import CheckboxesField, DateField, LongTextField, RadioField, SelectField, TextField, VersionField
from app.fields.files import UploadField
from app.web import BaseForm
from workflows.dispute_route import Grade

GRADES = [(grade, grade.capitalize()) for grade in Grade]
AGREEMENT, PROVIDER = "agreement", "provider"


class OpenForm(BaseForm):
    """On which terms; and for a provider, whether it is with the commissioner or with another provider."""

    title = TextField("What is it about, in a few words?", what="what it is about", most=200)
    between = RadioField(
        "Whom do you disagree with?",
        choices=[(AGREEMENT, "The commissioner"), (PROVIDER, "Another provider")],
        missing="Select whom you disagree with",
    )
    terms = CheckboxesField("Which terms is it about?")
    other_provider = SelectField("Which provider?", required=False, empty="Choose a provider")

    def for_commissioner(self) -> None:
        """The commissioner disagrees with the provider of the agreement: there is nothing to choose."""
        del self.between, self.other_provider

    def suggest(self, terms: list[str]) -> None:
        """Start with these terms chosen: the page was reached from one of them."""
        self.terms.data = terms
        if "between" in self:
            self.between.data = AGREEMENT

    def with_provider(self) -> bool:
        """Whether it is between two providers."""
        return "between" in self and self.between.data == PROVIDER

    def validate(self, extra_validators: Any = None) -> bool:
        """Terms or the other provider, whichever it needs."""
        good = bool(super().validate(extra_validators))
        if self.with_provider() and not self.other_provider.data:
            self.other_provider.errors, good = ["Select the provider that you disagree with"], False
        if ("between" not in self or self.between.data == AGREEMENT) and not self.terms.data:
            self.terms.errors, good = ["Select at least one term that it is about"], False
        return good


class ReportForm(BaseForm):
    """The fields of a report (domain §7). Any may stay empty until it is shared."""

    title = TextField("What is it about, in a few words?", what="what it is about", most=200)
    first_raised_on = DateField("When was it first raised?", what="when it was first raised", required=False)
    description = LongTextField("What is the issue, and what is the evidence?", required=False, most=8000)
    history = LongTextField("What has happened so far?", required=False, most=8000)
    implications = LongTextField("What follows from it, and for whom?", required=False, most=8000)
    severity = RadioField("How severe is it?", choices=GRADES, required=False)
    urgency = RadioField("How urgent is it?", choices=GRADES, required=False)
    cost = LongTextField("What would it cost to settle, and not to settle?", required=False, most=4000)
    in_hand = LongTextField("What is already being done?", required=False, most=4000)
    outcome = LongTextField("What outcome do you seek?", required=False, most=4000)
    version = VersionField()

    def said(self) -> dict[str, Any]:
        """The report as typed."""
        return {name: self[name].data for name in REPORT}


class EvidenceForm(BaseForm):
    file = UploadField("File")
    title = TextField("What is it?", what="what the file is")


class WordsForm(BaseForm):
    """A comment, a reason or advice. `version` is how much had happened when the page was shown."""

    text = LongTextField("Your words", what="what you want to say", most=8000)
    version = VersionField()


class PressForm(BaseForm):
    """Nothing but the press of a button, on what the page showed."""

    version = VersionField()
