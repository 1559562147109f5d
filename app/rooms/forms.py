"""What colleagues type about their team: who comes in, what they remark, who certifies."""

from app.fields import EmailField, LongTextField, RadioField, TextField
from app.languages import word
from app.web import BaseForm


class OpenForm(BaseForm):
    """Who opens the room."""

    name = TextField(word("Your name"), what=word("your name"))
    email = EmailField(word("Your email address"), what=word("your email address"))


class InviteForm(BaseForm):
    """Whom to ask to help."""

    name = TextField(word("Their name"), what=word("their name"))
    email = EmailField(word("Their email address"), what=word("their email address"))


class JoinForm(BaseForm):
    """How a colleague wants to be named."""

    name = TextField(word("Your name"), what=word("your name"))


class TeamRemarkForm(BaseForm):
    """Something said to one's colleagues."""

    text = LongTextField(word("Your remark"), what=word("your remark"), most=4000)


class CertifierForm(BaseForm):
    """Who certifies the response and sends it."""

    colleague = RadioField(word("Who certifies and sends the response?"), missing=word("Select who certifies it"))
