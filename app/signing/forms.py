"""What people type to approve, sign, publish and end an agreement."""

from typing import Any

from wtforms import FieldList, Form, FormField, HiddenField

from app.fields import ConfirmField, SelectField, TextField
from app.signing.redacting import PEOPLE, Place
from app.web import BaseForm

AGREEMENT = "I agree"
MOST_REDACTIONS = 60


class OfText(BaseForm):
    """A form about one exact text, which it names by its fingerprint."""

    digest = HiddenField()

    def is_of_text(self, digest: str) -> bool:
        """Whether the text is still the one that the page showed; if not, say so and show the new one."""
        if self.digest.raw_data == [digest]:  # what was sent: a form without it is of no text
            return True
        self.form_errors = ["The text has changed since you opened it. Read it again before you go on."]
        self.digest.data = digest
        return False


class ApproveForm(OfText):
    read = ConfirmField(
        "I have read the exact text and approve it for my side",
        missing="Confirm that you have read the exact text and approve it",
    )


class SignForm(OfText):
    name = TextField("Your full name", what="your full name")
    post = TextField("Your post", what="your post")
    authority = TextField(
        "Your authority to sign",
        what="what gives you the authority to sign",
        most=300,
        description="For example: governor, or delegated by the chief executive on 3 January 2012",
    )
    declaration = TextField(f"Type “{AGREEMENT}” to sign", what=f"“{AGREEMENT}” to sign", most=20)

    def validate_declaration(self, field: Any) -> None:
        if field.data.strip(" .“”\"'").casefold() != AGREEMENT.casefold():
            field.errors = [f"Type “{AGREEMENT}”, or leave this page without signing"]


class RedactionForm(Form):
    place = SelectField("What is withheld", required=False, empty="Nothing")
    reason = TextField("Why", what="the reason: it is published in its place", required=False, most=200)


class PublishForm(BaseForm):
    """As many things to withhold as one likes, each with its reason."""

    redactions = FieldList(FormField(RedactionForm), min_entries=1, max_entries=MOST_REDACTIONS)

    def offer(self, places: list[Place]) -> None:
        """Say what can be withheld; a fresh form suggests the names of people."""
        for row in self.redactions:
            row.form.place.offer([(place.key, place.words) for place in places])

    def suggest(self) -> None:
        first = self.redactions[0].form
        first.place.data, first.reason.data = PEOPLE, "Personal data"

    def chosen(self) -> list[dict[str, str]]:
        rows = [row.form for row in self.redactions]
        return [{"place": r.place.data, "reason": r.reason.data} for r in rows if r.place.data]

    def is_complete(self) -> bool:
        """Whether every choice has its reason, every reason its choice, and nothing is chosen twice."""
        seen: set[str] = set()
        for row in (entry.form for entry in self.redactions):
            if row.place.data and not row.reason.data:
                row.reason.errors = ["Enter the reason: it is published in the place of what is withheld"]
            if row.reason.data and not row.place.data:
                row.place.errors = ["Select what is withheld for this reason, or remove the reason"]
            if row.place.data in seen:
                row.place.errors = ["Select something else: this is withheld already"]
            seen |= {row.place.data} - {None}
        return not any(entry.form.errors for entry in self.redactions)
