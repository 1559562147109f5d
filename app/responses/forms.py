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
from app.languages import translated, word
from app.models import Response, View
from app.responses.places import Kind, Place, Places
from app.web import BaseForm
from workflows.response import Permission, Stance

CAPACITIES = [("individual", word("For myself")), ("organisation", word("For an organisation or group"))]
KINDS = [
    ("provider", word("A provider of services: a prison, probation trust or other")),
    ("department", word("A government department or agency")),
    ("voluntary body", word("A voluntary or community body")),
    ("private company", word("A private company")),
    ("representative body", word("A body that represents others: a union, association or umbrella group")),
    ("other", word("Another kind")),
]
NATIONS = [("England", word("England")), ("Wales", word("Wales")), ("both", word("Both England and Wales"))]
LANGUAGES = [("en", word("English")), ("cy", word("Welsh"))]
PLACES = [
    ("North East", word("North East")),
    ("North West", word("North West")),
    ("Yorkshire and Humberside", word("Yorkshire and Humberside")),
    ("East Midlands", word("East Midlands")),
    ("West Midlands", word("West Midlands")),
    ("East of England", word("East of England")),
    ("London", word("London")),
    ("South East", word("South East")),
    ("South West", word("South West")),
    ("Wales", word("Wales")),
    ("National", word("Across England and Wales, or elsewhere")),
]
"""The areas of app/areas.py, in words that the catalogue finds here."""
PERMISSIONS = [
    (Permission.YES, word("Yes, with my name or my organisation's name")),
    (Permission.WITHOUT_NAME, word("Yes, but without my name")),
    (Permission.NO, word("No, count my views but do not quote me")),
]
STANCES = [
    (Stance.AGREE, word("I agree")),
    (Stance.PARTLY, word("I agree in part")),
    (Stance.DISAGREE, word("I disagree")),
    (Stance.NO_VIEW, word("I have no view on this one")),
]
CHANNELS = [
    ("paper", word("On paper")),
    ("email", word("By email")),
    ("phone", word("By phone")),
    ("meeting", word("At a meeting")),
]


def labels(response: Response) -> dict[str, str]:
    """Who responds, in the words of the form."""
    offered = [*KINDS, *NATIONS, *PLACES, *LANGUAGES, *PERMISSIONS, *CAPACITIES, *CHANNELS]
    words = {str(value): label for value, label in offered}
    chosen = ("capacity", "organisation_kind", "nation", "area", "language", "permission", "channel")
    values = {name: str(getattr(response, name) or "") for name in chosen}
    return {name: translated(words.get(value, value)) for name, value in values.items()}


class StartForm(BaseForm):
    """`once` makes a second press of the same button find the response that the first one started."""

    once = HiddenField("Once")
    another = HiddenField("Another")


class ReturnForm(BaseForm):
    """The way back to a response."""

    code = TextField(word("Your receipt code"), what=word("your receipt code, like ABCD-EFGH-JKMN-PQRS-TVWX"), most=300)


class AboutForm(BaseForm):
    """Who responds, for whom, and what may be published."""

    name = TextField(word("Your name"), what=word("your name"))
    email = EmailField(word("Email address"), required=False)
    capacity = RadioField(
        word("Do you respond for yourself or for an organisation?"),
        choices=CAPACITIES,
        missing=word("Select whether you respond for yourself or for an organisation"),
    )
    organisation_name = TextField(word("Name of the organisation or group"), required=False)
    organisation_kind = SelectField(
        word("What kind of organisation it is"),
        choices=KINDS,
        empty=word("Choose a kind"),
        missing=word("Select what kind of organisation it is"),
        required=False,
    )
    speaks_for = LongTextField(word("For whom it speaks"), required=False, most=1000)
    nation = RadioField(
        word("Which services do you write about?"), choices=NATIONS, missing=word("Select England, Wales or both")
    )
    area = SelectField(
        word("Where are you or your organisation based?"),
        choices=PLACES,
        empty=word("Choose a region"),
        missing=word("Select the region where you or your organisation are based"),
        required=False,
    )
    language = RadioField(
        word("In which language do you want to hear from us?"),
        choices=LANGUAGES,
        missing=word("Select English or Welsh"),
    )
    permission = RadioField(
        word("May we publish what you say?"),
        choices=PERMISSIONS,
        missing=word("Select whether we may publish what you say"),
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
            (self.organisation_name, word("Enter the name of the organisation or group")),
            (self.organisation_kind, word("Select what kind of organisation it is")),
        ):
            if not field.data:
                field.errors = [*field.errors, sentence]
        return not (self.organisation_name.errors or self.organisation_kind.errors)


class PlaceForm(BaseForm):
    """What every question has: a comment, and when the page last saw it saved."""

    comment = LongTextField(word("Your comment"), what=word("your comment"), required=False, most=12_000, words=1000)
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
        word("What is your view?"),
        choices=STANCES,
        coerce=Stance,
        missing=word("Select whether you agree, agree in part, disagree, or have no view"),
    )
    evidence = LongTextField(
        word("Evidence for what you say"), what=word("your evidence"), required=False, most=6000, words=500
    )
    wording = LongTextField(
        word("Words you would use instead"), what=word("the words you propose"), required=False, most=6000, words=500
    )


class EqualityForm(PlaceForm):
    """A comment, and whom it concerns."""

    characteristics = CheckboxesField(word("Which characteristics is your comment about?"))


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
