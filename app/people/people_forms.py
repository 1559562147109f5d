"""What those who manage accounts type."""

from app.fields import CheckboxesField, EmailField, LongTextField, RadioField, SelectField, TextField
from app.people.account_forms import POST_HINT, DetailsForm
from app.seen import SeenField
from app.web import BaseForm

WHOLE_SERVICE = "all"


class InviteForm(BaseForm):
    name = TextField("Full name", what="their full name")
    email = EmailField(
        "Email address", what="their email address", description="The link to choose a password goes there"
    )
    post = TextField("Post", what="their post", required=False, description=POST_HINT)
    organisation = SelectField("Organisation", missing="Select the organisation they work for", coerce=int)


class EditPersonForm(DetailsForm):
    name = TextField("Full name", what="their full name")
    post = TextField("Post", what="their post", required=False, description=POST_HINT)


class GiveRoleForm(BaseForm):
    role = RadioField("Role", missing="Select the role to give")
    round = SelectField("For", empty=None, missing="Select the whole service or one round")


class AssignForm(BaseForm):
    seen = SeenField()
    providers = CheckboxesField("Providers", coerce=int)


class DeactivateForm(BaseForm):
    why = LongTextField(
        "Reason", what="the reason", required=False, most=500,
        description="Such as “Left the service”. It stands on the timeline of the account",
    )  # fmt: skip
