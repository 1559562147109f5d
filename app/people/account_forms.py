"""What people type about themselves."""

from app.fields import TextField
from app.web import BaseForm

POST_HINT = "Such as “Regional commissioning lead”. It stands beside the name on what is signed"


class DetailsForm(BaseForm):
    name = TextField("Full name", what="your full name")
    post = TextField("Post", what="your post", required=False, description=POST_HINT)
