"""What people send with an edited copy: the file, what they choose of it, and where a change belongs."""

from collections.abc import Iterable, Mapping
from typing import Any

from wtforms import Form
from wtforms.validators import StopValidation

from app.agreements import queries as agreements
from app.agreements.forms import REFUSED_AT_ONCE, Candidate
from app.fields import LongTextField, RadioField, SelectField
from app.fields.files import UploadField
from app.models import Agreement, Decision, Term
from app.seen import SeenField
from app.web import BaseForm
from app.word_copies.choosing import Check
from workflows import checks
from workflows.checks import Finding
from workflows.schedule import FIGURE_TO_FOLLOW, LAYOUTS, Schedule

COMMENTS = [
    ("private", "Keep them as notes of our own side"),
    ("shared", "Share them as remarks that the other side reads"),
    ("none", "Leave them out"),
]


class EditedCopyField(UploadField):
    """A file that is opened by the command itself, more carefully than files of other kinds."""

    accept = ".docx"

    def pre_validate(self, form: Form) -> None:  # noqa: ARG002 - the signature is WTForms'
        """Raise StopValidation when no file was chosen."""
        if self.data is None:
            raise StopValidation(self.missing)


class BringForm(BaseForm):
    """The edited copy."""

    file: Any = EditedCopyField("Your edited copy", missing="Choose the Word file that you edited")


class PutForm(BaseForm):
    """Beside the values themselves: the reason for those that have none of their own, and what becomes of comments."""

    reason = LongTextField(
        "Why, where you give no reason above", what="why you change these terms", required=False, most=2000
    )
    comments = RadioField("What should become of the comments?", choices=COMMENTS, required=False)
    seen = SeenField()


class PlaceForm(BaseForm):
    """What to do with a change that stands where no value is."""

    decision = RadioField(
        "What should be done with it?",
        choices=[
            (Decision.PLACED.value, "Place it"),
            (Decision.NOTED.value, "Note it, and change nothing"),
            (Decision.DISMISSED.value, "Dismiss it"),
        ],
        missing="Select what should be done with it",
    )
    at = SelectField("Where does it belong?", required=False, empty="Choose a term or a value")
    text = LongTextField("What it should say there, or your note", what="the words", required=False, most=4000)
    seen = SeenField()

    def validate(self, extra_validators: Any = None) -> bool:
        """Placing needs a place."""
        good = bool(super().validate(extra_validators))
        if good and self.decision.data == Decision.PLACED.value and not self.at.data:
            self.at.errors = ["Choose where it belongs"]
            return False
        return good

    def place(self, terms: Mapping[int, Term]) -> tuple[Term | None, int | None]:
        """The term and column that were chosen."""
        term, _, column = (self.at.data or "").partition("-")
        return terms.get(int(term)) if term else None, int(column) if column else None


def places(terms: Iterable[Term]) -> list[tuple[str, str]]:
    """Every term and every value of it, to choose from."""
    return [
        choice
        for term in terms
        for choice in [
            (f"{term.id}", f"{term.ref} {term.title}: the term as a whole"),
            *(
                (f"{term.id}-{place}", f"{term.ref} {term.title}: {column.label.lower()}")
                for place, column in enumerate(LAYOUTS[term.schedule].columns)
            ),
        ]
    ]


def check_of(agreement: Agreement) -> Check:
    """What a term may not say, whatever the rest of the agreement says."""
    settled = agreements.settlement_is_known(agreement.round_id)
    plans: list[tuple[str, str]] = []
    asked = False

    def check(term: Term, fields: dict[str, Any]) -> Iterable[Finding]:
        nonlocal plans, asked
        candidate = Candidate(term.ref, term.title, term.schedule, fields, [], term.excess_approved_by_id)
        for finding in checks.of_term(candidate, settlement_is_known=settled):
            if finding.check in REFUSED_AT_ONCE:
                yield finding
        action = fields.get("action")
        if term.schedule is Schedule.EXCEPTIONS and action != term.fields.get("action") and action != FIGURE_TO_FOLLOW:
            plans, asked = (plans, True) if asked else (agreements.plans(agreement), True)
            if action not in {ref for ref, _ in plans}:
                refs = ", ".join(ref for ref, _ in plans) or "there is none yet"
                sentence = f"Name an action plan that the commissioner has agreed ({refs}), or leave it to follow."
                yield Finding("action", term.ref, sentence, "action")

    return check
