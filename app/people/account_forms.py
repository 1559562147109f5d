"""What people type about themselves."""

from app.fields import TextField
from app.web import BaseForm


class DetailsForm(BaseForm):
    name = TextField("Full name", what="your full name")
    post = TextField(
        "Post",
        what="your post",
        required=False,
        description="Such as “Regional commissioning lead”. It stands beside your name when you sign",
    )
