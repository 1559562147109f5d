"""The full equality impact assessment, and its four outcomes (domain §6)."""

from enum import StrEnum
from typing import Any, Protocol

from workflows.engine import Move, Workflow, guard
from workflows.roles import Role


class AssessmentState(StrEnum):
    DRAFTING = "drafting"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    STALE = "stale"


class Outcome(StrEnum):
    NO_MAJOR_CHANGE = "no major change"
    ADJUST = "adjust"
    CONTINUE = "continue"
    STOP = "stop"


class Impact(StrEnum):
    POSITIVE = "positive"
    NEGATIVE = "negative"
    NONE = "none"


class Limb(StrEnum):
    """The three limbs of the public sector equality duty."""

    ELIMINATE = "eliminate discrimination"
    ADVANCE = "advance equality"
    FOSTER = "foster good relations"


class Assessment(Protocol):
    """What the guards look at."""

    @property
    def evidence(self) -> str: ...
    @property
    def consultation(self) -> str: ...
    @property
    def outcome(self) -> Outcome | None: ...
    @property
    def necessary(self) -> str: ...
    @property
    def less_harmful(self) -> str: ...
    @property
    def proportionate(self) -> str: ...
    @property
    def author_id(self) -> int | None: ...


def is_justified(assessment: Assessment) -> bool:
    """Whether all three reasons for continuing despite harm are given."""
    reasons = (assessment.necessary, assessment.less_harmful, assessment.proportionate)
    return all(reason.strip() for reason in reasons)


@guard("Write down the evidence.")
def evidence_is_given(assessment: Assessment, **_: Any) -> bool:
    return bool(assessment.evidence.strip())


@guard("Write down who was consulted and what they said.")
def consultation_is_given(assessment: Assessment, **_: Any) -> bool:
    return bool(assessment.consultation.strip())


@guard("Record the impact on each relevant or unknown characteristic: {unassessed}.")
def every_characteristic_is_assessed(_: Assessment, *, unassessed: tuple[str, ...] = (), **__: Any) -> bool:
    return not unassessed


@guard("Choose one of the four outcomes.")
def outcome_is_chosen(assessment: Assessment, **_: Any) -> bool:
    return assessment.outcome is not None


@guard("To continue despite harm, say why it is necessary, why no less harmful way would do, and why the means fit.")
def continuing_is_justified(assessment: Assessment, **_: Any) -> bool:
    return assessment.outcome is not Outcome.CONTINUE or is_justified(assessment)


@guard("Add an action for each negative impact, or justify continuing: {without_action}.")
def harm_leads_to_action(assessment: Assessment, *, without_action: tuple[str, ...] = (), **_: Any) -> bool:
    return not without_action or (assessment.outcome is Outcome.CONTINUE and is_justified(assessment))


@guard("You wrote this assessment, so somebody else must approve it.")
def approver_is_not_author(assessment: Assessment, *, person_id: int | None = None, **_: Any) -> bool:
    return person_id is not None and assessment.author_id != person_id


@guard("An intention changed after this was submitted. Send it back to be assessed again.")
def intentions_are_as_seen(_: Assessment, *, intentions_changed: bool = False, **__: Any) -> bool:
    return not intentions_changed


@guard("Give the reason for sending it back.")
def reason_is_given(_: Assessment, *, reason: str = "", **__: Any) -> bool:
    return bool(reason.strip())


S = AssessmentState
LEAD, SIGNATORY = {Role.EQUALITY_LEAD}, {Role.COMMISSIONER_SIGNATORY}
READY = [
    evidence_is_given,
    consultation_is_given,
    every_characteristic_is_assessed,
    outcome_is_chosen,
    continuing_is_justified,
    harm_leads_to_action,
]

workflow = Workflow(
    name="assessment",
    states=AssessmentState,
    initial=S.DRAFTING,
    moves=[
        Move("assess", [S.DRAFTING], to=None, by=LEAD),
        Move("submit", [S.DRAFTING], to=S.SUBMITTED, by=LEAD, when=READY),
        Move("send_back", [S.SUBMITTED], to=S.DRAFTING, by=SIGNATORY, when=[reason_is_given]),
        Move(
            "approve", [S.SUBMITTED], to=S.APPROVED, by=SIGNATORY, when=[approver_is_not_author, intentions_are_as_seen]
        ),
        Move("go_stale", [S.SUBMITTED, S.APPROVED], to=S.STALE, by={Role.SYSTEM}),
        Move("assess_again", [S.STALE, S.APPROVED], to=S.DRAFTING, by=LEAD),
        Move("say_in_welsh", [S.DRAFTING, S.SUBMITTED, S.APPROVED, S.STALE], to=None, by=LEAD),
    ],
)
