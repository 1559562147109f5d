"""Fields of numbers: whole pounds and counts, typed as people type them."""

from collections.abc import Sequence
from typing import Any

from wtforms import Field, Form
from wtforms.validators import StopValidation
from wtforms.widgets import TextInput

LARGEST = 9_999_999_999


class NumberInput(TextInput):
    """A text input that asks phones for the number keys and has the width of its number."""

    inputmode = "numeric"

    def __init__(self, prefix: str = "", classes: str = "govuk-input--width-10") -> None:
        super().__init__()
        self.prefix, self.classes = prefix, classes


class WholeNumberField(Field):
    """A whole number from `least` to `most`; `why` says where the bounds come from, `what` completes "Enter …"."""

    widget = NumberInput()
    example = "like 120"

    def __init__(
        self,
        label: str,
        validators: Sequence[Any] | None = None,
        *,
        what: str = "",
        required: bool = True,
        least: int = 0,
        most: int = LARGEST,
        why: str = "",
        **kwargs: Any,
    ) -> None:
        super().__init__(label, validators, **kwargs)
        self.what = what or label[:1].lower() + label[1:]
        self.required, self.least, self.most, self.why = required, least, most, why
        self.typed = ""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read the number; remember what was typed, so that a mistake can be shown again."""
        self.typed = str(valuelist[0]).strip()[:40] if valuelist else ""
        self.data = None
        text = self.typed.replace(",", "").replace(" ", "").removesuffix(".00")
        text = text.replace("£", "", 1) if self.widget.prefix else text
        if not text:
            return
        sign, digits = (-1, text[1:]) if text[0] in "-\u2212" else (1, text)
        if not (digits.isascii() and digits.isdigit()) or len(digits) > 12:
            raise ValueError(f"Enter {self.what} {self._kind()}, {self.example}")
        self.data = sign * int(digits)

    def pre_validate(self, form: Form) -> None:  # noqa: ARG002 - the signature is WTForms'
        """Raise StopValidation with the sentence to show."""
        if self.process_errors:
            raise StopValidation
        if self.data is None:
            if self.required:
                raise StopValidation(f"Enter {self.what}")
        elif self.data < self.least:
            raise StopValidation(self._bound(f"{self.shown(self.least)} or more"))
        elif self.data > self.most:
            raise StopValidation(self._bound(f"{self.shown(self.most)} or fewer"))

    def _bound(self, bound: str) -> str:
        return f"Enter {self.what} of {bound}" + (f": {self.why}" if self.why else "")

    def _kind(self) -> str:
        return "as a whole number"

    def shown(self, number: int) -> str:
        """A number as a sentence shows it."""
        return f"{number:,}"

    def _value(self) -> str:
        return self.typed or ("" if self.data is None else f"{self.data:,}")


class MoneyField(WholeNumberField):
    """Whole pounds; "£1,234" and "1234" are the same."""

    widget = NumberInput(prefix="£")
    example = "like 1,234,567"

    def shown(self, number: int) -> str:
        """A sum as a sentence shows it."""
        return f"£{number:,}".replace("£-", "-£")

    def _kind(self) -> str:
        return "in whole pounds"

    def _bound(self, bound: str) -> str:
        return super()._bound(bound.replace("fewer", "less"))
