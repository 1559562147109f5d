"""What round managers type about a round."""

import re
from typing import Any

from wtforms import ValidationError

from app.fields import DateField, EmailField, LongTextField, MoneyField, TextField, VersionField
from app.seen import SeenField
from app.web import BaseForm

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
TAKEN = {"start"}


class ContactFields(BaseForm):
    """Whom people write to, and what the round says of itself."""

    title = TextField("Title", what="the title of the round")
    introduction = LongTextField("Introduction", what="what this round is for", most=6000)
    team = TextField("Team to write to", what="the team to write to")
    email = EmailField("Email address for questions and responses", what="the email address for questions")
    telephone = TextField("Telephone number", what="the telephone number", most=40, required=False)
    address = LongTextField("Postal address", what="the postal address", most=400, required=False)
    control_total = MoneyField("Control total", what="the control total", required=False)
    savings_target = MoneyField("Savings target", what="the savings target", required=False)

    def contact(self) -> dict[str, Any]:
        """The contact as a round keeps it."""
        return {
            "team": self.team.data,
            "email": self.email.data,
            "telephone": self.telephone.data or "",
            "address": (self.address.data or "").split("\n"),
        }


class StartForm(ContactFields):
    """A new round."""

    slug = TextField("Address", what="the last part of the round’s address, like 2013-14", most=20)
    starts_on = DateField("First day of the year it buys for", what="the first day of the year")
    ends_on = DateField("Last day of the year it buys for", what="the last day of the year")

    def validate_slug(self, field: TextField) -> None:
        """Raise ValidationError unless it can stand in an address."""
        if not SLUG.fullmatch(field.data or "") or field.data in TAKEN:
            raise ValidationError("Enter an address of small letters, numbers and hyphens, like 2013-14")


class EditForm(ContactFields):
    """What a round says of itself."""

    version = VersionField()


class SetDateForm(BaseForm):
    """A first date for a step."""

    title = TextField("What happens", what="what happens on that day", most=120)
    day = DateField("Day", what="the day")


class ReviseDateForm(BaseForm):
    """A new date for a step. `seen` is the date that the page showed."""

    seen = VersionField()
    day = DateField("New date", what="the new date")
    reason = LongTextField("Reason", what="the reason, which is published beside the date", most=1000)


class DayForm(BaseForm):
    """One day."""

    day = DateField("Day", what="the day")


class ChangeDayForm(DayForm):
    """One day, in place of the one that the page showed."""

    seen = SeenField()


class WindowForm(BaseForm):
    """One reason, in public words, in place of the one that the page showed."""

    seen = SeenField()
    reason = LongTextField("Reason", what="the reason", most=2000)


class ConsultForm(BaseForm):
    """Why consulting starts without formats that people may look for: asked for where some are missing."""

    without = LongTextField(
        "Why consulting starts without them", what="why consulting starts without them", required=False, most=1000
    )


class InviteForm(BaseForm):
    """Someone for the invitation list."""

    name = TextField("Name", what="a name or an organisation")
    email = EmailField(required=False)


class AssumptionForm(BaseForm):
    """A planning assumption."""

    title = TextField("Title", what="a title")
    text = LongTextField("What to plan on", what="what to plan on", most=4000)
