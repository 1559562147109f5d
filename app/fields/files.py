"""A file that somebody chooses: looked into before it is taken."""

from collections.abc import Sequence
from typing import Any

from wtforms import FileField, Form
from wtforms.validators import StopValidation

from app.file_types import ACCEPT, LARGEST, Rejected, check


class UploadField(FileField):
    """One file of a listed kind; `missing` is the sentence for none. Give `data` to app.uploads.store."""

    accept = ACCEPT

    def __init__(
        self,
        label: str,
        validators: Sequence[Any] | None = None,
        *,
        missing: str = "",
        required: bool = True,
        **kwargs: Any,
    ) -> None:
        super().__init__(label, validators, **kwargs)
        self.missing = missing or f"Choose {label[:1].lower()}{label[1:]}"
        self.required = required

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Take the file; a browser sends a nameless one where none was chosen."""
        chosen = valuelist[0] if valuelist else None
        self.data = chosen if getattr(chosen, "filename", "") else None

    def pre_validate(self, form: Form) -> None:  # noqa: ARG002 - the signature is WTForms'
        """Raise StopValidation with the sentence to show."""
        if self.data is None:
            if self.required:
                raise StopValidation(self.missing)
            return
        content = self.data.stream.read(LARGEST + 1)
        self.data.stream.seek(0)
        try:
            check(self.data.filename, content)
        except Rejected as why:
            raise StopValidation(str(why)) from why
