"""What is typed to keep a search."""

from wtforms import BooleanField

from app.fields import TextField, VersionField
from app.web import BaseForm


class SaveForm(BaseForm):
    """A name to find it by, and whether everyone who works on the round sees it."""

    name = TextField("Name", what="a name for the search", most=120)
    shared = BooleanField("Share it with everyone who works on this round's feedback")


class EditForm(SaveForm):
    """The same for one that is saved."""

    version = VersionField()
