"""What people type, field by field: each kind knows the rules of its shape and says in words what to do instead."""

from app.fields.choices import CheckboxesField, ConfirmField, RadioField, SelectField
from app.fields.dates import DateField
from app.fields.files import UploadField
from app.fields.numbers import MoneyField, WholeNumberField
from app.fields.text import EmailField, LongTextField, PasswordField, TextField, VersionField, strip

__all__ = [
    "CheckboxesField",
    "ConfirmField",
    "DateField",
    "EmailField",
    "LongTextField",
    "MoneyField",
    "PasswordField",
    "RadioField",
    "SelectField",
    "TextField",
    "UploadField",
    "VersionField",
    "WholeNumberField",
    "strip",
]
