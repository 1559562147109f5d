"""What staff type to take words out, and to withhold a response."""

from app.fields import CheckboxesField, LongTextField, RadioField
from app.published.suggestions import sentences
from app.web import BaseForm
from workflows.redaction import CHOSEN_BY_STAFF, RedactionKind

HINTS = {
    RedactionKind.PERSONAL: "A name, an address, a number, a date of birth, something about somebody’s health",
    RedactionKind.THIRD_PARTY: "Somebody who did not send the response could be known by it",
    RedactionKind.DEFAMATORY: "It says something of somebody that we could not show to be true",
    RedactionKind.CONFIDENTIAL: "Who sent it asked for it",
    RedactionKind.OTHER: "Say which: it stands in place of the words",
}


class TakeOutForm(BaseForm):
    """Which words of one place, and why."""

    sentences = CheckboxesField("Whole sentences")
    words = LongTextField("Or the exact words", what="the words to take out", required=False, most=6000)
    kind = RadioField(
        "Why?",
        choices=[(each, str(each).capitalize()) for each in CHOSEN_BY_STAFF],
        coerce=RedactionKind,
        missing="Select why the words are taken out",
    )
    reason = LongTextField("Which other reason", what="the reason, for everyone to read", required=False, most=200)
    reason_in_welsh = LongTextField("That reason in Welsh", what="the reason in Welsh", required=False, most=200)

    def offer(self, text: str) -> None:
        """Say which sentences can be chosen."""
        self.sentences.offer([(str(at), sentence) for at, sentence in enumerate(sentences(text))])

    def chosen(self, text: str) -> list[str]:
        """The passages that were chosen or typed."""
        every = sentences(text)
        typed = (self.words.data or "").strip()
        return [every[int(at)] for at in self.sentences.data or []] + ([typed] if typed else [])

    def validate(self, extra_validators: object = None) -> bool:
        """Something is chosen or typed; another reason is said."""
        sound = bool(super().validate(extra_validators))
        if not self.sentences.data and not self.words.data:
            self.words.errors = [*self.words.errors, "Choose a sentence, or enter the words to take out"]
            sound = False
        if self.kind.data == RedactionKind.OTHER and not self.reason.data:
            self.reason.errors = [*self.reason.errors, "Enter the reason: it stands in place of the words"]
            sound = False
        return sound


class WithholdForm(BaseForm):
    """Why a response is not published."""

    reason = LongTextField("Reason", what="the reason, in words that everybody may read", most=500)
    reason_in_welsh = LongTextField("Reason in Welsh", what="the reason in Welsh", required=False, most=500)
