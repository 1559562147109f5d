"""What colleagues type about their team: who comes in, what they remark, who certifies."""

from app.fields import EmailField, LongTextField, RadioField, TextField
from app.languages import lazy as _
from app.web import BaseForm


class OpenForm(BaseForm):
    """Who opens the room."""

    name = TextField(_("Your name"), what="your name")
    email = EmailField(_("Your email address"), what="your email address")


class InviteForm(BaseForm):
    """Whom to ask to help."""

    name = TextField(_("Their name"), what="their name")
    email = EmailField(_("Their email address"), what="their email address")


class JoinForm(BaseForm):
    """How a colleague wants to be named."""

    name = TextField(_("Your name"), what="your name")


class TeamRemarkForm(BaseForm):
    """Something said to one's colleagues."""

    text = LongTextField(_("Your remark"), what="your remark", most=4000)


class CertifierForm(BaseForm):
    """Who certifies the response and sends it."""

    colleague = RadioField(_("Who certifies and sends the response?"), missing="Select who certifies it")
