"""Equality screening: the short first check that every round has (domain §6)."""

from enum import StrEnum
from typing import Any, Protocol

from workflows.engine import Move, Workflow, guard
from workflows.roles import Role


class ScreeningState(StrEnum):
    DRAFTING = "drafting"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    STALE = "stale"


class Finding(StrEnum):
    RELEVANT = "relevant"
    NOT_RELEVANT = "not relevant"
    UNKNOWN = "unknown"


class Line(Protocol):
    @property
    def finding(self) -> Finding | None: ...
    @property
    def reason(self) -> str: ...


class Screening(Protocol):
    """What the guards look at."""

    @property
    def lines(self) -> "list[Any]": ...
    @property
    def author_id(self) -> int | None: ...


def needs_assessment(findings: "list[Finding | None]") -> bool:
    """Unknown is not neutral: any characteristic relevant, unknown or unscreened asks for a full assessment."""
    return any(finding is not Finding.NOT_RELEVANT for finding in findings)


@guard("Choose relevant, not relevant or unknown for every characteristic.")
def every_line_has_a_finding(screening: Screening, **_: Any) -> bool:
    return bool(screening.lines) and all(line.finding for line in screening.lines)


@guard("Give the reason for every characteristic that is not relevant.")
def not_relevant_has_a_reason(screening: Screening, **_: Any) -> bool:
    return all(line.reason.strip() for line in screening.lines if line.finding is Finding.NOT_RELEVANT)


@guard("Answer the adverse feedback on {adverse_unanswered} before calling it not relevant.")
def adverse_feedback_is_answered(_: Screening, *, adverse_unanswered: tuple[str, ...] = (), **__: Any) -> bool:
    return not adverse_unanswered


@guard("You wrote this screening, so somebody else must approve it.")
def approver_is_not_author(screening: Screening, *, person_id: int | None = None, **_: Any) -> bool:
    return person_id is not None and screening.author_id != person_id


@guard("An intention changed after this was submitted. Send it back to be screened again.")
def intentions_are_as_seen(_: Screening, *, intentions_changed: bool = False, **__: Any) -> bool:
    return not intentions_changed


@guard("Screening finds nothing relevant or unknown, so no full assessment is asked for.")
def assessment_is_asked_for(screening: Screening, **_: Any) -> bool:
    return needs_assessment([line.finding for line in screening.lines])


@guard("Give the reason why no full assessment is needed.")
def waiver_is_explained(_: Screening, *, reason: str = "", **__: Any) -> bool:
    return bool(reason.strip())


@guard("Give the reason for sending it back.")
def reason_is_given(_: Screening, *, reason: str = "", **__: Any) -> bool:
    return bool(reason.strip())


S = ScreeningState
LEAD, SIGNATORY = {Role.EQUALITY_LEAD}, {Role.COMMISSIONER_SIGNATORY}
READY = [every_line_has_a_finding, not_relevant_has_a_reason, adverse_feedback_is_answered]

workflow = Workflow(
    name="screening",
    states=ScreeningState,
    initial=S.DRAFTING,
    moves=[
        Move("screen", [S.DRAFTING], to=None, by=LEAD),
        Move("submit", [S.DRAFTING], to=S.SUBMITTED, by=LEAD, when=READY),
        Move("send_back", [S.SUBMITTED], to=S.DRAFTING, by=SIGNATORY, when=[reason_is_given]),
        Move(
            "approve",
            [S.SUBMITTED],
            to=S.APPROVED,
            by=SIGNATORY,
            when=[approver_is_not_author, intentions_are_as_seen, adverse_feedback_is_answered],
        ),
        Move(
            "waive_assessment",
            [S.SUBMITTED, S.APPROVED],
            to=None,
            by=SIGNATORY,
            when=[approver_is_not_author, assessment_is_asked_for, waiver_is_explained],
        ),
        Move("go_stale", [S.SUBMITTED, S.APPROVED], to=S.STALE, by={Role.SYSTEM}),
        Move("screen_again", [S.STALE, S.APPROVED], to=S.DRAFTING, by=LEAD),
    ],
)
