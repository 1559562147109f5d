"""What people type about themselves."""

from typing import Any

from app.fields import TextField, VersionField
from app.languages import word
from app.web import BaseForm

POST_HINT = word("Such as “Regional commissioning lead”. It stands beside the name on what is signed")


class DetailsForm(BaseForm):
    version = VersionField()
    name = TextField(word("Full name"), what=word("your full name"))
    post = TextField(word("Post"), what=word("your post"), required=False, description=POST_HINT)

    def is_saved_in(self, person: Any) -> bool:
        """Whether the account says all this already: the button was pressed twice."""
        return (person.name, person.post) == (self.name.data, self.post.data or "")
