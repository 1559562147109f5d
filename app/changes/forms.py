"""What is ticked to tie points to changes of wording."""

from app.fields import CheckboxesField, ConfirmField
from app.web import BaseForm


class ChangesForm(BaseForm):
    """The changes that one point caused."""

    changes = CheckboxesField("Changes that it caused", missing="Select at least one change")
    campaign = ConfirmField("Tie the other accepted points of its campaign too")


class PointsForm(BaseForm):
    """The points that caused one change."""

    points = CheckboxesField("Points that caused it", missing="Select at least one point")
