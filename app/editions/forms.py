"""What a round manager types to publish an edition."""

from collections.abc import Sequence

from wtforms import ValidationError

from app.fields import LongTextField, RadioField, VersionField
from app.web import BaseForm

KINDS = {
    "publish_discussion": ("discussion", "Discussion edition: people answer this one"),
    "publish_revised": ("revised", "Revised edition: something changed while people answer, or since"),
    "publish_final": ("final", "Final edition: the answers are released with it, and nothing changes after it"),
}


class PublishForm(BaseForm):
    """Kind and reason, and why to publish in spite of what the lint found. `seen` counts the editions shown."""

    seen = VersionField()
    kind = RadioField("Which edition", missing="Select which edition to publish")
    reason = LongTextField("Reason for issue", what="the reason for issue", most=1000)
    reason_in_welsh = LongTextField(
        "Reason for issue in Welsh", what="the reason for issue in Welsh", most=1000, required=False
    )
    lint_reason = LongTextField(
        "Reason for publishing regardless", what="the reason for publishing regardless", most=1000, required=False
    )
    lint_reason_in_welsh = LongTextField(
        "Reason for publishing regardless, in Welsh", what="the reason in Welsh", most=1000, required=False
    )
    findings: Sequence[str] = ()

    def in_welsh(self) -> dict[str, str]:
        """What is said in Welsh, by the name of the field."""
        return {"reason": self.reason_in_welsh.data or "", "lint_reason": self.lint_reason_in_welsh.data or ""}

    def offer(self, actions: Sequence[str], findings: Sequence[str]) -> None:
        """Say which kinds can be published now, and what the lint found."""
        self.kind.offer([KINDS[action] for action in actions])
        if len(actions) == 1 and not self.kind.data:
            self.kind.data = KINDS[actions[0]][0]
        self.findings = findings

    def validate_lint_reason(self, field: LongTextField) -> None:
        """Raise ValidationError while something was found and nothing says why to publish regardless."""
        if self.findings and not field.data:
            raise ValidationError("Mend what is listed, or enter the reason for publishing regardless")
