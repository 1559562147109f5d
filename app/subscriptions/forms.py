"""What people type to follow a round."""

from wtforms import BooleanField

from app.fields import EmailField
from app.languages import lazy
from app.web import BaseForm


class SubscribeForm(BaseForm):
    """An address, and whether to be told shortly before feedback closes too."""

    email = EmailField(lazy("Your email address"))
    closing_soon = BooleanField(lazy("Also tell me when feedback closes soon"))
