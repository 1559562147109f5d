"""Fields of words: trimmed, of limited length, and never silently cut."""

import re
from collections.abc import Sequence
from typing import Any

from wtforms import Form, StringField, TextAreaField
from wtforms import HiddenField as WtfHiddenField
from wtforms import PasswordField as WtfPasswordField
from wtforms.fields import EmailField as WtfEmailField
from wtforms.validators import StopValidation

from app.languages import _, translated

UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")
"""What databases, Word and feeds refuse, and what turns round the words that follow it."""


def strip(value: Any) -> Any:
    """Text without space around it, without characters that nobody sees, and with plain line ends."""
    if not isinstance(value, str):
        return value
    return UNSEEN.sub("", value.replace("\r\n", "\n")).strip()


class _Words:
    """The rules that every text field shares; `what` completes "Enter …", `most` counts characters."""

    flags: Any
    data: Any

    def limit(self, what: str, *, required: bool, most: int, words: int | None = None) -> None:
        self.what, self.required, self.most, self.words = what, required, most, words
        self.flags.maxlength = most
        if words:
            self.flags.maxwords = words

    def pre_validate(self, form: Form) -> None:  # noqa: ARG002 - the signature is WTForms'
        """Raise StopValidation with the sentence to show."""
        text = str(self.data or "")  # what an object has, when the form came without the field
        if self.required and not text:
            raise StopValidation(_("Enter %(what)s", what=translated(self.what)))
        if len(text) > self.most:
            raise StopValidation(
                _(
                    "Shorten %(what)s to %(most)s characters or fewer: it has %(now)s characters now",
                    **self._too_long(self.most, len(text)),
                )
            )
        count = len(text.split())
        if self.words and count > self.words:
            raise StopValidation(
                _(
                    "Shorten %(what)s to %(most)s words or fewer: it has %(now)s words now",
                    **self._too_long(self.words, count),
                )
            )

    def _too_long(self, most: int, now: int) -> dict[str, str]:
        return {"what": translated(self.what), "most": f"{most:,}", "now": f"{now:,}"}


class TextField(_Words, StringField):
    """One line of text."""

    def __init__(
        self,
        label: str,
        validators: Sequence[Any] | None = None,
        *,
        what: str = "",
        required: bool = True,
        most: int = 200,
        **kwargs: Any,
    ) -> None:
        super().__init__(label, validators, filters=[strip, *kwargs.pop("filters", [])], **kwargs)
        self.limit(what or label[:1].lower() + label[1:], required=required, most=most)


class LongTextField(_Words, TextAreaField):
    """Paragraphs. `words` limits words instead of characters; the page counts down either."""

    def __init__(
        self,
        label: str,
        validators: Sequence[Any] | None = None,
        *,
        what: str = "",
        required: bool = True,
        most: int = 4000,
        words: int | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(label, validators, filters=[strip, *kwargs.pop("filters", [])], **kwargs)
        self.limit(what or label[:1].lower() + label[1:], required=required, most=most, words=words)


class EmailField(_Words, WtfEmailField):
    """An e-mail address, kept in lower case."""

    def __init__(
        self,
        label: str = "Email address",
        validators: Sequence[Any] | None = None,
        *,
        what: str = "an email address",
        required: bool = True,
        **kwargs: Any,
    ) -> None:
        super().__init__(label, validators, filters=[strip, _lower, *kwargs.pop("filters", [])], **kwargs)
        self.limit(what, required=required, most=254)

    def pre_validate(self, form: Form) -> None:
        """Raise StopValidation unless it looks like an address: something, one @, and a name with a dot."""
        super().pre_validate(form)
        text = self.data or ""
        name, at, domain = text.rpartition("@")
        if text and not (name and at and "." in domain.strip(".") and not set(text) & set(" ,;<>") and "@" not in name):
            raise StopValidation(_("Enter an email address in the correct format, like name@example.com"))


class PasswordField(_Words, WtfPasswordField):
    """A password: never trimmed and never shown again."""

    def __init__(
        self,
        label: str = "Password",
        validators: Sequence[Any] | None = None,
        *,
        what: str = "your password",
        **kwargs: Any,
    ) -> None:
        kwargs.pop("filters", None)
        super().__init__(label, validators, **kwargs)
        self.limit(what, required=True, most=200)


class VersionField(WtfHiddenField):
    """The version of the row that the page showed, so that a second person's saving does not undo the first's."""

    def __init__(self, label: str = "Version", validators: Sequence[Any] | None = None, **kwargs: Any) -> None:
        super().__init__(label, validators, **kwargs)

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read the number; anything else is 0, which no row has, so that saving says the page is out of date."""
        text = str(valuelist[0]) if valuelist else ""
        self.data: int = int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _lower(value: Any) -> Any:
    return value.lower() if isinstance(value, str) else value
