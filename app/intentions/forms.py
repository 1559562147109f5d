"""What a round manager types to write an intention."""

from collections.abc import Mapping
from typing import Any

from wtforms import ValidationError

from app.fields import CheckboxesField, ConfirmField, LongTextField, RadioField, SelectField, VersionField
from app.languages.concerns import KINDS
from app.models import Direction, Group, Intention
from app.web import BaseForm
from app.wording import sentence_case

OFFENCES = ("sexual", "violent", "acquisitive", "other")
RISKS = ("low", "medium", "high", "very high")
SETTINGS = {"community": "In the community", "custody": "In custody"}
DIRECTIONS = [(str(each), sentence_case(each)) for each in Direction]
HOLDS = [("men", "Hold men"), ("women", "Hold women")]
NATIONS = [("England", "England"), ("Wales", "Wales")]
SEGMENTS = [
    (f"{setting}/{offence}/{risk}", f"{words}: {offence} offences, {risk} risk")
    for setting, words in SETTINGS.items()
    for offence in OFFENCES
    for risk in RISKS
]


class IntentionForm(BaseForm):
    """The words of an intention and whom it concerns."""

    title = LongTextField("Title", what="the title", most=300)
    summary_title = LongTextField("Title in the summary", what="the title in the summary", most=300, required=False)
    in_summary = ConfirmField("List it in the summary")
    explanation = LongTextField("Explanation", what="what will be bought and why", most=6000)
    direction = RadioField("Direction", choices=DIRECTIONS, missing="Select what the intention does")
    sectors = CheckboxesField(
        "Kinds of provider", choices=[(key, sentence_case(words)) for key, words in KINDS.items()]
    )
    nations = CheckboxesField("Nations", choices=NATIONS)
    holds = CheckboxesField("Prisons that", choices=HOLDS)
    named_providers = LongTextField("Providers by name", what="the providers", required=False, most=4000)
    named_partners = LongTextField("Partners named in it", what="the partners", required=False, most=4000)
    chosen_segments = CheckboxesField("Segments", choices=SEGMENTS)

    known: Mapping[str, str] = {}
    """Codes of providers by their name and by their code, in small letters."""

    def validate_named_providers(self, field: LongTextField) -> None:
        """Raise ValidationError for a name that is no provider's."""
        unknown = [line for line in _lines(field.data) if line.casefold() not in self.known]
        if unknown:
            raise ValidationError(f"Enter the name of a provider as it stands in the list, instead of “{unknown[0]}”")

    def said(self) -> dict[str, Any]:
        """What was typed, as an intention says it."""
        return {
            "title": _line(self.title.data),
            "summary_title": _line(self.summary_title.data) or _line(self.title.data),
            "in_summary": self.in_summary.data,
            "explanation": self.explanation.data,
            "direction": Direction(self.direction.data),
            "applies": {
                "sectors": self.sectors.data or [],
                "nations": self.nations.data or [],
                "holds": self.holds.data or [],
                "providers": [self.known[line.casefold()] for line in _lines(self.named_providers.data)],
            },
            "segments": [
                dict(zip(("setting", "offence", "risk"), each.split("/"), strict=True))
                for each in self.chosen_segments.data or []
            ],
            "partners": _lines(self.named_partners.data),
        }


class WriteForm(IntentionForm):
    """A new intention: in which group."""

    group = SelectField(
        "Group", choices=[(str(each), sentence_case(each)) for each in Group], missing="Select the group it belongs to"
    )


class ReviseForm(IntentionForm):
    """An intention that is there: which version the page showed."""

    version = VersionField()


def as_typed(intention: Intention, names: Mapping[str, str]) -> dict[str, Any]:
    """An intention as its form shows it; `names` gives providers' names by code."""
    applies = intention.applies
    return {
        "title": intention.title,
        "summary_title": intention.summary_title,
        "in_summary": intention.in_summary,
        "explanation": intention.explanation,
        "direction": str(intention.direction),
        "sectors": applies.get("sectors") or [],
        "nations": applies.get("nations") or [],
        "holds": applies.get("holds") or [],
        "named_providers": "\n".join(names.get(code, code) for code in applies.get("providers") or ()),
        "named_partners": "\n".join(intention.partners),
        "chosen_segments": [f"{each['setting']}/{each['offence']}/{each['risk']}" for each in intention.segments],
        "version": intention.version,
    }


def _line(text: str | None) -> str:
    """A title on one line, however it was typed."""
    return " ".join((text or "").split())


def _lines(text: str | None) -> list[str]:
    return list(dict.fromkeys(line.strip() for line in (text or "").split("\n") if line.strip()))
