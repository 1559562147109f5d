"""What staff choose and type to enter a dropped letter: who sent it, and which part of it is said where."""

from collections.abc import Sequence
from typing import Any

from flask import request
from wtforms import MultipleFileField
from wtforms.validators import StopValidation

from app.fields import DateField, EmailField, TextField, VersionField
from app.imports.letter_reading import ACCEPT
from app.imports.letters import About, Part
from app.imports.targets import CHOICES, fits
from app.responses.places import Places
from app.web import BaseForm

MOST_FILES, MOST_PARTS = 50, 60
LONGEST_PART = 60_000


class LettersField(MultipleFileField):
    """Several files at once; each is looked into when it is kept."""

    accept = ACCEPT

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Take the files; a browser sends a nameless one where none was chosen."""
        self.data = [file for file in valuelist if getattr(file, "filename", "")]

    def pre_validate(self, form: Any) -> None:  # noqa: ARG002 - the signature is WTForms'
        """Raise StopValidation with the sentence to show."""
        if not self.data:
            raise StopValidation("Choose the emails or letters")
        if len(self.data) > MOST_FILES:
            raise StopValidation(f"Choose {MOST_FILES} files or fewer at a time")


class DropForm(BaseForm):
    """Emails and letters."""

    files = LettersField("Emails and letters")


class LetterForm(BaseForm):
    """Who sent it; the parts are read from the page one by one, because there are as many as the letter has."""

    name = TextField("Who sent it", what="who sent it", most=200)
    email = EmailField("Email address", required=False)
    organisation_name = TextField("Organisation or group, if it speaks for one", required=False, most=200)
    received = DateField("When it came", what="the day it came")
    version = VersionField()

    def about(self) -> About:
        """Who sent it and when it came; only of a form that is sound."""
        if self.received.data is None:
            raise ValueError("The form has not been checked")
        return About(self.name.data or "", self.email.data or "", self.organisation_name.data or "", self.received.data)

    def parts(self, places: Places) -> list[Part]:
        """What was chosen for each part; what makes no sense stands in `faults`, with the part's number."""
        self.faults: dict[int, str] = {}
        found: list[Part] = []
        for number in range(min(request.form.get("parts", 0, type=int), MOST_PARTS)):
            part = Part(*(request.form.get(f"{name}-{number}", "").strip() for name in Part._fields))
            if not (part.text or part.stance):
                continue
            if fault := _fault(part, places, [one.place for one in found]):
                self.faults[number] = fault
            found.append(part)
        if not found:
            self.form_errors = ["Say of at least one part of the letter which place it is about"]
        return found


def _fault(part: Part, places: Places, taken: Sequence[str]) -> str:
    if not fits("comment", part.place, places):
        return "Select which place this part is about"
    if part.place in taken:
        return f"Another part is about {part.place} already: put both into one"
    if part.stance and (part.stance not in dict(CHOICES["stance"]) or not fits("stance", part.place, places)):
        return f"{part.place} takes a comment only: leave the view open"
    if len(part.text) > LONGEST_PART:
        return f"Shorten it to {LONGEST_PART:,} characters"
    return ""
