"""Fields of choices: radios, checkboxes, a drop-down list, and one box to tick."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from wtforms import BooleanField, Form, SelectMultipleField
from wtforms import RadioField as WtfRadioField
from wtforms import SelectField as WtfSelectField
from wtforms.fields import SelectChoice
from wtforms.validators import StopValidation
from wtforms.widgets import CheckboxInput, ListWidget

from app.languages import _

Pairs = Iterable[tuple[Any, str]]


def options(pairs: Pairs) -> list[SelectChoice]:
    """What WTForms calls choices, from (value, label) pairs."""
    return [SelectChoice(str(value), label) for value, label in pairs]


def _or_none(coerce: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda value: None if value in (None, "") else coerce(value)


class _Chosen:
    """One choice out of a list that may be given later: `field.offer(pairs)`."""

    data: Any
    choices: Any
    required: bool
    missing: str

    def offer(self, pairs: Pairs) -> None:
        """Say what can be chosen."""
        self.choices = options(pairs)

    def pre_validate(self, form: Form) -> None:  # noqa: ARG002 - the signature is WTForms'
        """Raise StopValidation with the sentence to show."""
        if self.data in (None, ""):
            if self.required:
                raise StopValidation(self.missing)
        elif str(self.data) not in {choice.value for choice in self.choices or []}:
            raise StopValidation(self.missing)


class RadioField(_Chosen, WtfRadioField):
    """One choice, all in view. `missing` is the sentence for none: "Select whether …"."""

    def __init__(
        self,
        label: str,
        validators: Sequence[Any] | None = None,
        *,
        choices: Pairs = (),
        missing: str = "",
        required: bool = True,
        coerce: Callable[[Any], Any] = str,
        **kwargs: Any,
    ) -> None:
        self.required = required
        self.missing = missing or f"Select an answer to “{label}”"
        super().__init__(
            label,
            validators=validators,
            choices=options(choices),
            coerce=_or_none(coerce),
            invalid_value_message=self.missing,
            **kwargs,
        )


class SelectField(_Chosen, WtfSelectField):
    """One choice from a long list. Unless `empty` is None, the list starts with an empty choice."""

    def __init__(
        self,
        label: str,
        validators: Sequence[Any] | None = None,
        *,
        choices: Pairs = (),
        missing: str = "",
        required: bool = True,
        empty: str | None = "",
        coerce: Callable[[Any], Any] = str,
        **kwargs: Any,
    ) -> None:
        self.empty, self.required = empty, required
        self.missing = missing or f"Select {label[:1].lower()}{label[1:]}"
        super().__init__(
            label,
            validators,
            choices=self._with_empty(choices),
            coerce=_or_none(coerce),
            invalid_value_message=self.missing,
            **kwargs,
        )

    def offer(self, pairs: Pairs) -> None:
        """Say what can be chosen."""
        self.choices = self._with_empty(pairs)

    def _with_empty(self, pairs: Pairs) -> list[SelectChoice]:
        return options(pairs) if self.empty is None else [SelectChoice("", self.empty or "Choose one"), *options(pairs)]


class CheckboxesField(SelectMultipleField):
    """Any number of choices. With `missing`, at least one."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def __init__(
        self,
        label: str,
        validators: Sequence[Any] | None = None,
        *,
        choices: Pairs = (),
        missing: str = "",
        **kwargs: Any,
    ) -> None:
        super().__init__(label, validators, choices=options(choices), **kwargs)
        self.missing = missing

    def offer(self, pairs: Pairs) -> None:
        """Say what can be chosen."""
        self.choices = options(pairs)

    def pre_validate(self, form: Form) -> None:  # noqa: ARG002 - the signature is WTForms'
        """Raise StopValidation with the sentence to show."""
        known = {choice.value for choice in self.choices or []}
        if self.missing and not self.data:
            raise StopValidation(self.missing)
        if any(str(value) not in known for value in self.data or []):
            raise StopValidation(self.missing or _("Select only from the choices shown"))


class ConfirmField(BooleanField):
    """One box. With `missing`, it must be ticked: a declaration."""

    def __init__(
        self, label: str, validators: Sequence[Any] | None = None, *, missing: str = "", **kwargs: Any
    ) -> None:
        super().__init__(label, validators, **kwargs)
        self.missing = missing

    def pre_validate(self, form: Form) -> None:  # noqa: ARG002 - the signature is WTForms'
        """Raise StopValidation with the sentence to show."""
        if self.missing and not self.data:
            raise StopValidation(self.missing)
