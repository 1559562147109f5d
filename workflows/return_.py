"""A return: what a provider sends to assure delivery, and how it is reviewed (domain §8)."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any, Protocol

from workflows.deadline import passed
from workflows.engine import Move, Workflow, guard
from workflows.roles import Role


class ReturnState(StrEnum):
    EXPECTED = "expected"
    OVERDUE = "overdue"
    SUBMITTED = "submitted"
    REVIEWED = "reviewed"


RATINGS = {4: "exceptional", 3: "good", 2: "requiring development", 1: "serious concerns"}
FAILED = 1
"""A return rated this or lower is a failure, and needs an action plan."""


class Return(Protocol):
    @property
    def due_on(self) -> date: ...
    @property
    def covers_to(self) -> date: ...
    @property
    def submitted_by_id(self) -> int | None: ...


@guard("It is not overdue: it is due by the end of {due_on}.")
def due_date_has_passed(return_: Return, *, now: datetime, **_: Any) -> bool:
    return passed(return_.due_on, now)


@guard("Write the statement that this return makes.")
def statement_is_given(_: Return, *, statement: str = "", **__: Any) -> bool:
    return bool(statement.strip())


@guard("Attach at least one file of evidence.")
def evidence_is_attached(_: Return, *, evidence_count: int = 0, **__: Any) -> bool:
    return evidence_count > 0


@guard("Choose a rating from 1 to 4, or say that it is not rated and why.")
def conclusion_is_given(_: Return, *, conclusion: str = "", **__: Any) -> bool:
    return bool(conclusion.strip())


@guard("Give the reason for sending it back.")
def reason_is_given(_: Return, *, reason: str = "", **__: Any) -> bool:
    return bool(reason.strip())


S = ReturnState
SENT = (S.SUBMITTED, S.REVIEWED)
"""Until then, and again once it is sent back, what a return says is the provider's own."""
PROVIDER = {Role.PROVIDER_NEGOTIATOR, Role.PROVIDER_SIGNATORY}
ASSURER = {Role.ASSURER}
AWAITED = [S.EXPECTED, S.OVERDUE]

workflow = Workflow(
    name="return",
    states=ReturnState,
    initial=S.EXPECTED,
    final={S.REVIEWED},
    moves=[
        Move("write", AWAITED, to=None, by=PROVIDER),
        Move("submit", AWAITED, to=S.SUBMITTED, by=PROVIDER, when=[statement_is_given, evidence_is_attached]),
        Move("fall_overdue", [S.EXPECTED], to=S.OVERDUE, by={Role.SYSTEM}, when=[due_date_has_passed]),
        Move("send_back", [S.SUBMITTED], to=S.EXPECTED, by=ASSURER, when=[reason_is_given]),
        Move("review", [S.SUBMITTED], to=S.REVIEWED, by=ASSURER, when=[conclusion_is_given]),
    ],
)
