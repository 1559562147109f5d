"""What staff type in a report: a section's prose, a passage to quote, and why something is done."""

from app.fields import LongTextField, VersionField
from app.reports import prose
from app.web import BaseForm


class SectionForm(BaseForm):
    """The text of one section. `version` counts how often it was saved, 0 for one that is still as proposed."""

    text = LongTextField("Text", what="the text of this section", most=20_000)
    version = VersionField()

    def validate(self, extra_validators: object = None) -> bool:
        """Each figure that is named exists."""
        sound = bool(super().validate(extra_validators))
        strange = prose.unknown(self.text.data or "")
        if strange:
            names = ", ".join(f"{{{name}}}" for name in strange)
            self.text.errors = [
                *self.text.errors,
                f"No figure is called {names}: use one of those listed, or no braces",
            ]
        return sound and not strange


class QuoteForm(BaseForm):
    """A passage of the words that are shown; all of them when nothing is typed."""

    words = LongTextField("Only this passage", what="the passage", required=False, most=4000)


class ReasonForm(BaseForm):
    """Why a version is released, sent back or taken up again."""

    reason = LongTextField("Reason", what="the reason", most=500)
