"""What people type about returns."""

from app.fields import DateField, LongTextField, RadioField, TextField, VersionField
from app.fields.files import UploadField
from app.web import BaseForm
from workflows.return_ import RATINGS

CHOICES = [(str(number), f"{number}: {words}") for number, words in RATINGS.items()]


class StatementForm(BaseForm):
    version = VersionField()
    statement = LongTextField("What do you assure the commissioner of?", required=False, most=12000)
    self_rating = RadioField("How do you rate it yourselves?", choices=CHOICES, required=False, coerce=int)


class EvidenceForm(BaseForm):
    file = UploadField("File")
    title = TextField("What is it?", what="what the file is")
    effective_from = DateField("From", what="the day the evidence is about, from", required=False)
    effective_to = DateField("To", what="the day the evidence is about, to", required=False)


class SendBackForm(BaseForm):
    reason = LongTextField("What is missing?", what="what is missing")


class ReviewForm(BaseForm):
    rating = RadioField(
        "Your rating",
        choices=[*CHOICES, ("0", "Not rated: first year of a new or changed provider")],
        missing="Select a rating, or say that it is not rated",
        coerce=int,
    )
    conclusion = LongTextField("Your conclusion", what="your conclusion", most=8000)
