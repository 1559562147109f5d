"""What round managers type about stakeholders."""

from app.areas import AREAS
from app.fields import (
    CheckboxesField,
    DateField,
    EmailField,
    LongTextField,
    SelectField,
    TextField,
    UploadField,
    VersionField,
)
from app.languages import ENGLISH
from app.seen import SeenField
from app.stakeholders.kinds import KINDS, LETTERS
from app.stakeholders.reminders import DAYS
from app.web import BaseForm
from app.wording import plural


class StakeholderForm(BaseForm):
    """Somebody on the register."""

    name = TextField("Name", what="the name of a person or an organisation", most=200)
    kind = SelectField("Kind", choices=list(KINDS.items()), empty="Choose a kind", required=False)
    area = SelectField("Area", choices=[(area, area) for area in AREAS], empty="Choose an area", required=False)
    email = EmailField("Email address", required=False)
    language = SelectField("Language of letters", choices=list(LETTERS.items()), empty=None, default=ENGLISH)


class EditForm(StakeholderForm):
    """The same, as the page showed it."""

    version = VersionField()


class SheetForm(BaseForm):
    """A sheet of stakeholders."""

    file = UploadField("Sheet, as CSV or Excel", required=True)


class ChosenForm(BaseForm):
    """Some of a list."""

    chosen = CheckboxesField("Names")


class RemindersForm(BaseForm):
    """When a round reminds by itself."""

    seen = SeenField()
    days = CheckboxesField(
        "Working days before feedback closes",
        choices=[(number, f"{plural(number, 'working day')} before") for number in DAYS],
    )


class ExtendForm(BaseForm):
    """A last day of one's own."""

    seen = SeenField()
    day = DateField("Last day for them", what="the last day for them")
    reason = LongTextField("Reason", what="the reason, which is kept on the timeline of the round", most=1000)
