"""What round managers give when they attach another format of an edition."""

from typing import Any
from urllib.parse import urlsplit

from app.fields import SelectField, TextField, UploadField
from app.formats.queries import KINDS
from app.web import BaseForm


class FormatForm(BaseForm):
    """A file or an address."""

    kind = SelectField("Format", choices=list(KINDS.items()), empty="Choose a format")
    note = TextField("What people should know about it", what="what people should know", required=False)
    note_in_welsh = TextField("The same in Welsh", what="the same in Welsh", required=False)
    file = UploadField("File", required=False)
    url = TextField("Address, where it stands elsewhere", what="the address", required=False, most=500)

    def validate(self, extra_validators: Any = None) -> bool:
        """One of file and address, and an address that a browser can open."""
        sound = bool(super().validate(extra_validators))
        url, has_file = self.url.data or "", self.file.data is not None
        if url and urlsplit(url).scheme not in ("https", "http"):
            self.url.errors = [*self.url.errors, "Enter an address that begins with https://"]
            sound = False
        if sound and bool(url) == has_file:
            self.file.errors = [*self.file.errors, "Choose a file, or enter an address: one of the two"]
            sound = False
        return sound
