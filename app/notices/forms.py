"""What people type about a notice of change: its words, the cells it changes, answers and decisions."""

from datetime import date
from functools import cache
from typing import Any

from app.agreements import cells
from app.agreements.forms import TermForm
from app.fields import DateField, LongTextField, MoneyField, RadioField, SelectField, TextField, VersionField
from app.models.notice import EFFECTS
from app.web import BaseForm
from workflows.notice import Ground, NoticeKind, Origin
from workflows.schedule import Schedule

KINDS = [
    (NoticeKind.DISCRETIONARY, "Discretionary"),
    (NoticeKind.MANDATORY, "Mandatory"),
]
ORIGINS = [
    (Origin.LAW, "A change in the law, or a judgment"),
    (Origin.POLICY, "A decision of Ministers, or the budget settlement"),
    (Origin.POPULATION, "A change in the population"),
    (Origin.CLOSURE, "A closure, or a change of function"),
    (Origin.CORRECTION, "An error to put right"),
    (Origin.PROPOSAL, "A proposal by either side"),
]
GROUNDS = [
    (Ground.PRICE, "Its effect on price"),
    (Ground.DELIVERY, "It cannot be delivered"),
    (Ground.EVIDENCE, "There is no evidence for it"),
    (Ground.LAWFULNESS, "It is not lawful"),
    (Ground.EQUALITY, "Its effect on equality"),
    (Ground.OTHER, "Another ground"),
]
LARGEST = 9_999_999_999


class WordsForm(BaseForm):
    """What a notice says beside the terms that it changes."""

    title = TextField("What changes, in a few words", what="what changes, in a few words")
    kind = RadioField("Which kind of notice is it?", choices=KINDS, missing="Select discretionary or mandatory")
    origin = RadioField(
        "Where does the change come from?", choices=ORIGINS, missing="Select where the change comes from"
    )
    reason = LongTextField("Reason", what="the reason", most=4000)
    effect_service = LongTextField("Effect on the service", what="the effect on the service, or “None”", most=4000)
    effect_staff = LongTextField("Effect on staff", what="the effect on staff, or “None”", most=4000)
    effect_price = LongTextField("Effect on price", what="the effect on price, or “None”", most=4000)
    effect_targets = LongTextField("Effect on targets", what="the effect on targets, or “None”", most=4000)
    effect_equality = LongTextField(
        "Effect on people with protected characteristics",
        what="the effect on people with protected characteristics",
        most=4000,
    )
    answer_by = DateField("Answer asked for by", what="the day by which an answer is asked for")
    effective_on = DateField("Takes effect on", what="the day on which it takes effect")
    sooner_reason = LongTextField(
        "Why the time to answer is shorter than 20 working days", required=False, what="why it is shorter", most=2000
    )
    version = VersionField()

    def said(self) -> dict[str, Any]:
        """The words as typed, as the columns of a notice."""
        names = ("title", "reason", *(f"effect_{effect}" for effect in EFFECTS), "answer_by", "effective_on")
        return {
            **{name: self[name].data for name in names},
            "kind": NoticeKind(self.kind.data),
            "origin": Origin(self.origin.data),
            "sooner_reason": self.sooner_reason.data or "",
        }

    def validate(self, extra_validators: Any = None) -> bool:
        """The shape of each field, then what the dates and the kind say together."""
        good = bool(super().validate(extra_validators))
        answer, effect = self.answer_by.data, self.effective_on.data
        if isinstance(answer, date) and isinstance(effect, date) and effect < answer:
            self.effective_on.errors, good = ["Enter a day on or after the one by which an answer is asked for"], False
        if self.kind.data == NoticeKind.MANDATORY and self.origin.data in (Origin.CORRECTION, Origin.PROPOSAL):
            said = "Select where the law, Ministers or events require it, or make the notice discretionary"
            self.origin.errors, good = [said], False
        return good


@cache
def change_form(schedule: Schedule) -> type[TermForm]:
    """The form for the cells of one term of this schedule."""
    fields: dict[str, Any] = {"schedule": schedule, **cells.fields_for(schedule), "version": VersionField()}
    if schedule is Schedule.EXCEPTIONS:
        fields["cell_action"] = SelectField("Action plan", required=False, empty=cells.TO_FOLLOW)
    return type("ChangeForm", (TermForm,), fields)


class PressForm(BaseForm):
    """Nothing but the press of a button, on what the page showed."""

    version = VersionField()


class ReasonForm(BaseForm):
    """One reason, in words that the other side reads."""

    reason = LongTextField("Reason", what="the reason", most=2000)
    version = VersionField()


class AnswerForm(BaseForm):
    """Accept, accept at a cost, or object on a ground."""

    answer = RadioField("What is your answer?", missing="Select your answer")
    cost = MoneyField("Cost a year, on top of what the notice says", what="the cost", required=False, least=-LARGEST)
    ground = SelectField("Ground of your objection", choices=GROUNDS, required=False, empty="Choose a ground")
    words = LongTextField("In your own words", what="what the other side should know", required=False, most=4000)
    version = VersionField()

    def offer(self, *, mandatory: bool) -> None:
        """Say what can be answered: a mandatory notice is objected to on its price alone."""
        objection = "Dispute its price" if mandatory else "Object"
        self.answer.offer([("accept", "Accept it"), ("accept_at_a_cost", "Accept it at a cost"), ("object", objection)])
        if mandatory:
            self.ground.offer(GROUNDS[:1])

    def validate(self, extra_validators: Any = None) -> bool:
        """The shape of each field, then what the answer needs beside it."""
        good = bool(super().validate(extra_validators))
        answer = self.answer.data
        if answer == "accept_at_a_cost" and self.cost.data is None and not self.cost.errors:
            self.cost.errors, good = ["Enter the cost in whole pounds"], False
        if answer == "object" and not self.ground.data:
            self.ground.errors, good = ["Select the ground of your objection"], False
        if answer in ("accept_at_a_cost", "object") and not self.words.data:
            self.words.errors, good = ["Explain your answer: the other side decides on what it reads here"], False
        return good


class DecideForm(BaseForm):
    """What it costs, on which price line, and why."""

    cost = MoneyField("Cost a year, on top of what the notice says", what="the cost, or 0", least=-LARGEST)
    line = SelectField("Price line that it goes on", required=False, empty="Choose a price line")
    reason = LongTextField("Reason", what="the reason", most=2000)
    version = VersionField()

    def validate(self, extra_validators: Any = None) -> bool:
        """A cost needs the line that it goes on."""
        good = bool(super().validate(extra_validators))
        if good and self.cost.data and not self.line.data:
            self.line.errors, good = ["Select the price line that the cost goes on"], False
        return good
