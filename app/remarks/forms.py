"""What people type when they say something."""

from app.fields import LongTextField, VersionField
from app.web import BaseForm


class RemarkForm(BaseForm):
    """Some words, on what the page showed (`version`: its newest remark); and which remark they correct, if any."""

    text = LongTextField("What do you want to say?", what="what you want to say", most=8000)
    corrects = VersionField()
    version = VersionField()


class ReadForm(BaseForm):
    """A press of “Mark as read”, on what the page showed."""

    version = VersionField()
