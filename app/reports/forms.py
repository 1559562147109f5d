"""What staff type in a report: a section's prose, a passage to quote, and why something is done."""

from app.fields import LongTextField, VersionField
from app.reports import prose
from app.seen import SeenField, digest_of
from app.web import BaseForm


class SectionForm(BaseForm):
    """The text of one section. `version` counts how often it was saved, 0 for one that is still as proposed."""

    text = LongTextField("Text", what="the text of this section", most=20_000)
    version = VersionField()

    def validate(self, extra_validators: object = None) -> bool:
        """Each figure that is named exists."""
        return _names_known_figures(self.text, sound=bool(super().validate(extra_validators)))


class WelshForm(BaseForm):
    """The Welsh of one section. `of` is a digest of the English that the page showed."""

    text = LongTextField("In Welsh", what="the Welsh of this section", required=False, most=20_000)
    version = VersionField()
    of = SeenField()

    def validate(self, extra_validators: object = None) -> bool:
        """Each figure that is named exists."""
        return _names_known_figures(self.text, sound=bool(super().validate(extra_validators)))

    def is_for(self, english: str) -> bool:
        """Whether the English still is as the page showed it; if not, say that it has changed."""
        now = digest_of({"english": english})
        if self.of.data == now:
            return True
        self.of.data = now
        self.form_errors = [
            "Somebody else changed the English while you had this open. What you typed is still here: read the English "
            "as it is now, and send it again."
        ]
        return False


def _names_known_figures(text: LongTextField, *, sound: bool) -> bool:
    strange = prose.unknown(text.data or "")
    if strange:
        names = ", ".join(f"{{{name}}}" for name in strange)
        text.errors = [*text.errors, f"No figure is called {names}: use one of those listed, or no braces"]
    return sound and not strange


class QuoteForm(BaseForm):
    """A passage of the words that are shown; all of them when nothing is typed."""

    words = LongTextField("Only this passage", what="the passage", required=False, most=4000)


class ReasonForm(BaseForm):
    """Why a version is released, sent back or taken up again."""

    reason = LongTextField("Reason", what="the reason", most=500)
