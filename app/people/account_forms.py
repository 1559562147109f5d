"""What people type about themselves."""

from typing import Any

from app.fields import TextField, VersionField
from app.web import BaseForm

POST_HINT = "Such as “Regional commissioning lead”. It stands beside the name on what is signed"


class DetailsForm(BaseForm):
    version = VersionField()
    name = TextField("Full name", what="your full name")
    post = TextField("Post", what="your post", required=False, description=POST_HINT)

    def is_saved_in(self, person: Any) -> bool:
        """Whether the account says all this already: the button was pressed twice."""
        return (person.name, person.post) == (self.name.data, self.post.data or "")
