"""What people send with a form that came back: the file, and what they choose of it."""

from typing import Any

from wtforms import BooleanField, Form
from wtforms.validators import StopValidation

from app.fields.files import UploadField
from app.languages import word
from app.seen import SeenField
from app.web import BaseForm


class FilledFormField(UploadField):
    """A file that is opened by the command itself, more carefully than files of other kinds."""

    accept = ".docx"

    def pre_validate(self, form: Form) -> None:  # noqa: ARG002 - the signature is WTForms'
        """Raise StopValidation when no file was chosen."""
        if self.data is None:
            raise StopValidation(self.missing)


class BringForm(BaseForm):
    """The form as it came back."""

    file: Any = FilledFormField(word("Your filled-in form"), missing=word("Choose the Word file that you filled in"))


class PutForm(BaseForm):
    """Beside the ticks themselves: whether comments become remarks, and what the page had shown."""

    comments = BooleanField(word("Keep the comments in the file as remarks among colleagues"))
    seen = SeenField()
