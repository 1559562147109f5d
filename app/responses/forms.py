"""What respondents type, and what staff type when they enter a response for somebody."""

from typing import Any

from wtforms import HiddenField

from app.fields import (
    CheckboxesField,
    DateField,
    EmailField,
    LongTextField,
    RadioField,
    SelectField,
    TextField,
    UploadField,
    VersionField,
)
from app.models import Response, View
from app.responses.places import Kind, Place, Places
from app.web import BaseForm
from workflows.response import Permission, Stance

CAPACITIES = [("individual", "For myself"), ("organisation", "For an organisation or group")]
KINDS = [
    ("provider", "A provider of services: a prison, probation trust or other"),
    ("department", "A government department or agency"),
    ("voluntary body", "A voluntary or community body"),
    ("private company", "A private company"),
    ("representative body", "A body that represents others: a union, association or umbrella group"),
    ("other", "Another kind"),
]
NATIONS = [("England", "England"), ("Wales", "Wales"), ("both", "Both England and Wales")]
LANGUAGES = [("en", "English"), ("cy", "Welsh")]
PERMISSIONS = [
    (Permission.YES, "Yes, with my name or my organisation's name"),
    (Permission.WITHOUT_NAME, "Yes, but without my name"),
    (Permission.NO, "No, count my views but do not quote me"),
]
STANCES = [
    (Stance.AGREE, "I agree"),
    (Stance.PARTLY, "I agree in part"),
    (Stance.DISAGREE, "I disagree"),
    (Stance.NO_VIEW, "I have no view on this one"),
]
CHANNELS = [("paper", "On paper"), ("email", "By email"), ("phone", "By phone"), ("meeting", "At a meeting")]


def labels(response: Response) -> dict[str, str]:
    """Who responds, in the words of the form."""
    words = {str(value): label for value, label in [*KINDS, *NATIONS, *LANGUAGES, *PERMISSIONS, *CAPACITIES, *CHANNELS]}
    chosen = ("capacity", "organisation_kind", "nation", "language", "permission", "channel")
    values = {name: str(getattr(response, name) or "") for name in chosen}
    return {name: words.get(value, value) for name, value in values.items()}


class StartForm(BaseForm):
    """`once` makes a second press of the same button find the response that the first one started."""

    once = HiddenField("Once")
    another = HiddenField("Another")


class ReturnForm(BaseForm):
    """The way back to a response."""

    code = TextField("Your receipt code", what="your receipt code, like ABCD-EFGH-JKMN-PQRS-TVWX", most=60)


class AboutForm(BaseForm):
    """Who responds, for whom, and what may be published."""

    name = TextField("Your name", what="your name")
    email = EmailField("Email address", required=False)
    capacity = RadioField(
        "Do you respond for yourself or for an organisation?",
        choices=CAPACITIES,
        missing="Select whether you respond for yourself or for an organisation",
    )
    organisation_name = TextField("Name of the organisation or group", required=False)
    organisation_kind = SelectField(
        "What kind of organisation it is", choices=KINDS, empty="Choose a kind", required=False
    )
    speaks_for = LongTextField("For whom it speaks", required=False, most=1000)
    nation = RadioField("Which services do you write about?", choices=NATIONS, missing="Select England, Wales or both")
    language = RadioField(
        "In which language do you want to hear from us?", choices=LANGUAGES, missing="Select English or Welsh"
    )
    permission = RadioField(
        "May we publish what you say?", choices=PERMISSIONS, missing="Select whether we may publish what you say"
    )
    version = VersionField()

    def finish_later(self) -> None:
        """Take what is there: nothing is missing yet from an answer that will be finished later."""
        for field in self:
            field.required = False

    def validate(self, extra_validators: Any = None) -> bool:
        """An organisation also has a name and a kind, unless it is to be finished later."""
        sound = bool(super().validate(extra_validators))
        if self.name.required and self.capacity.data == "organisation":
            sound = self._is_an_organisation() and sound
        return sound

    def _is_an_organisation(self) -> bool:
        for field, sentence in (
            (self.organisation_name, "Enter the name of the organisation or group"),
            (self.organisation_kind, "Select what kind of organisation it is"),
        ):
            if not field.data:
                field.errors = [*field.errors, sentence]
        return not (self.organisation_name.errors or self.organisation_kind.errors)


class PlaceForm(BaseForm):
    """What every question has: a comment, and when the page last saw it saved."""

    comment = LongTextField("Your comment", what="your comment", required=False, most=12_000, words=1000)
    seen = HiddenField("Seen")

    def said(self) -> dict[str, Any]:
        """What was typed, as save_view takes it."""
        return {name: value for name, value in self.data.items() if name not in ("seen", "csrf_token")}

    def is_as_saved(self, view: View | None) -> bool:
        """Whether nobody has saved something else here since the page was opened."""
        if view is None or self.seen.data == view.saved_at.isoformat():
            return True
        return all((getattr(view, name) or "") == (value or "") for name, value in self.said().items())


class IntentionForm(PlaceForm):
    """A stance, with what supports it."""

    stance = RadioField(
        "What is your view?",
        choices=STANCES,
        coerce=Stance,
        missing="Select whether you agree, agree in part, disagree, or have no view",
    )
    evidence = LongTextField("Evidence for what you say", what="your evidence", required=False, most=6000, words=500)
    wording = LongTextField(
        "Words you would use instead", what="the words you propose", required=False, most=6000, words=500
    )


class EqualityForm(PlaceForm):
    """A comment, and whom it concerns."""

    characteristics = CheckboxesField("Which characteristics is your comment about?")


FORMS: dict[Kind, type[PlaceForm]] = {Kind.INTENTION: IntentionForm, Kind.EQUALITY: EqualityForm}


def form_for(place: Place, places: Places, view: View | None = None) -> PlaceForm:
    """The form of one place, with what is saved there."""
    form = FORMS.get(place.kind, PlaceForm)(obj=view)
    if isinstance(form, EqualityForm):
        form.characteristics.offer(places.characteristics)
    if view is not None and not form.seen.raw_data:
        form.seen.data = view.saved_at.isoformat()
    return form


class EnterForm(BaseForm):
    """How a response came that staff enter for somebody."""

    round = SelectField("Round", empty="Choose a round")
    channel = RadioField("How did it come?", choices=CHANNELS, missing="Select how the response came")
    received = DateField("When did it come?", what="the date it came")
    original = UploadField("The letter, email or notes", required=False)
