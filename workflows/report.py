"""The report on the responses: drafted, approved by somebody else, released for good; due in 12 weeks (domain §5)."""

from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from workflows.engine import Move, Workflow, guard
from workflows.roles import Role

DUE_DAYS = 84
"""Twelve weeks after feedback closes."""


class ReportState(StrEnum):
    DRAFTING = "drafting"
    APPROVED = "approved"
    RELEASED = "released"


def due_on(closes: date | None) -> date | None:
    """The last day for the first release; None while no day is set for feedback to close."""
    return closes + timedelta(days=DUE_DAYS) if closes else None


@guard("You wrote in this report. Somebody who did not reads and approves it.")
def approver_is_not_author(
    _: Any, *, person_id: int | None = None, authors: frozenset[int] = frozenset(), **__: Any
) -> bool:
    return person_id is not None and person_id not in authors


@guard("{out_of_date} written when the figures were others. Read each again, and save it or say that it still holds.")
def sections_are_current(_: Any, *, out_of_date_count: int = 0, **__: Any) -> bool:
    return out_of_date_count == 0


@guard("Release the answers first: the report says what was decided on each theme.")
def answers_are_released(_: Any, *, answers_released: bool = False, **__: Any) -> bool:
    return answers_released


@guard("What the report says has changed since it was approved: a figure, a quotation or a section. Approve it again.")
def report_is_as_approved(_: Any, *, is_as_approved: bool = True, **__: Any) -> bool:
    return is_as_approved


@guard("Give the reason: it stands with the new version for everyone to read.")
def reason_is_given(_: Any, *, reason: str = "", **__: Any) -> bool:
    return bool(reason.strip())


S = ReportState
AUTHORS = {Role.ANALYST, Role.ROUND_MANAGER}
APPROVERS = {Role.ROUND_MANAGER, Role.COMMISSIONER_SIGNATORY}

workflow = Workflow(
    name="report",
    states=ReportState,
    initial=S.DRAFTING,
    moves=[
        Move("write", [S.DRAFTING], to=None, by=AUTHORS),
        Move("write", [S.APPROVED], to=S.DRAFTING, by=AUTHORS),
        Move(
            "approve",
            [S.DRAFTING],
            to=S.APPROVED,
            by=APPROVERS,
            when=[approver_is_not_author, sections_are_current, answers_are_released],
        ),
        Move("send_back", [S.APPROVED], to=S.DRAFTING, by=APPROVERS, when=[reason_is_given]),
        Move(
            "release",
            [S.APPROVED],
            to=S.RELEASED,
            by={Role.ROUND_MANAGER},
            when=[answers_are_released, report_is_as_approved, reason_is_given],
        ),
        Move("revise", [S.RELEASED], to=S.DRAFTING, by=AUTHORS, when=[reason_is_given]),
    ],
)
