"""What analysts choose when they split, merge and move points."""

from app.fields import CheckboxesField, ConfirmField, LongTextField, SelectField, VersionField
from app.web import BaseForm


class SplitForm(BaseForm):
    """Where new points begin, as characters of the words."""

    at = CheckboxesField(
        "A new point begins here", missing="Tick at least one place where a new point begins", coerce=int
    )
    version = VersionField()


class MergeForm(BaseForm):
    """Which other points of the response become one with this."""

    points = CheckboxesField("Merge it with", missing="Select the points to merge it with", coerce=int)
    version = VersionField()


class ConcernForm(BaseForm):
    """Where it is answered, and what else it concerns."""

    place = SelectField("Answered under", empty=None)
    places = CheckboxesField("It also concerns")
    characteristics = CheckboxesField("People with these characteristics")
    adverse = ConfirmField("It tells of an adverse impact on them")
    reason = LongTextField("Why it moves", what="why it moves", required=False, most=1000)
    version = VersionField()
