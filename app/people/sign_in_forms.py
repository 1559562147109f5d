"""What people type to sign in, to choose a password, and to prove who they are."""

from typing import Any

from wtforms.validators import StopValidation

from app.fields import EmailField, PasswordField, TextField
from app.languages import word
from app.people import passwords
from app.web import BaseForm

NOT_IT = word("Enter the password you have now. After several wrong ones, wait a few minutes")


class SignInForm(BaseForm):
    email = EmailField(word("Email address"), what=word("your email address"))
    password = PasswordField(word("Password"), what=word("your password"))


class ForgottenForm(BaseForm):
    email = EmailField(word("Email address"), what=word("your email address"))


class NewPasswordForm(BaseForm):
    """A password typed once: it can be shown while it is typed. `known` are words that others know of the person."""

    password = PasswordField(word("New password"), what=word("a new password"))

    def __init__(self, *, known: tuple[str, ...] = (), **kwargs: Any) -> None:
        self.known = known
        super().__init__(**kwargs)

    def validate_password(self, field: Any) -> None:
        weakness = passwords.weakness(field.data or "", *self.known)
        if weakness:
            raise StopValidation(weakness)


class ChangePasswordForm(NewPasswordForm):
    old_password = PasswordField(word("Your password now"), what=word("the password you have now"))


class CodeForm(BaseForm):
    code = TextField(
        word("Code"), what=word("the 6 numbers that your authenticator app shows, or a recovery code"), most=40
    )


class NewFactorForm(BaseForm):
    code = TextField(word("Code from the app"), what=word("the 6 numbers that the app shows now"), most=40)


class NewFactorWhileSignedInForm(NewFactorForm):
    """Whoever finds a browser that somebody left signed in does not make the account theirs."""

    password = PasswordField(word("Your password"), what=word("the password you have now"))


class ButtonForm(BaseForm):
    """Nothing is typed: the button is the whole form."""
