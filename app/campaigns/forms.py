"""What analysts type about campaigns."""

from app.campaigns.likeness import DEFAULT, Thresholds
from app.fields import RadioField, TextField, VersionField, WholeNumberField
from app.web import BaseForm


class LookForm(BaseForm):
    """When texts belong together. Each search keeps what was chosen for it."""

    similarity = WholeNumberField(
        "Likeness, in percent", what="how much of the wording two texts share, in percent", least=20, most=100,
        why="below 20% anything is like anything", default=DEFAULT.similarity,
    )  # fmt: skip
    least_words = WholeNumberField(
        "Shortest text, in words", what="how many words a text has at least", least=1, most=1000,
        default=DEFAULT.least_words,
    )  # fmt: skip
    least_responses = WholeNumberField(
        "Smallest campaign, in responses", what="how many responses a campaign has at least", least=2, most=1000,
        default=DEFAULT.least_responses,
    )  # fmt: skip

    @property
    def thresholds(self) -> Thresholds:
        return Thresholds(
            similarity=self.similarity.data or DEFAULT.similarity,
            least_words=self.least_words.data or DEFAULT.least_words,
            least_responses=self.least_responses.data or DEFAULT.least_responses,
        )


class RenameForm(BaseForm):
    title = TextField("Name of the campaign", what="a name for the campaign", most=200)
    version = VersionField()


class ChooseForm(BaseForm):
    """The campaign that a point belongs to."""

    campaign = RadioField("Campaign", missing="Select the campaign that it belongs to")
