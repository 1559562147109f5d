"""A response, from its first saved answer to a submitted whole (domain §5)."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any, Protocol

from workflows.deadline import passed
from workflows.engine import Move, Workflow, guard
from workflows.roles import Role


class ResponseState(StrEnum):
    """`changing` is a submitted response being changed: until it is sent again, what was sent before stands."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    CHANGING = "changing"


class Stance(StrEnum):
    AGREE = "agree"
    PARTLY = "partly"
    DISAGREE = "disagree"
    NO_VIEW = "no view"


class Permission(StrEnum):
    YES = "yes"
    WITHOUT_NAME = "without my name"
    NO = "no"


class Response(Protocol):
    """What the guards look at."""

    @property
    def name(self) -> str: ...
    @property
    def permission(self) -> Permission | None: ...


@guard("Say who you are before you send your response.")
def respondent_is_named(response: Response, **_: Any) -> bool:
    return bool(response.name)


@guard("Say whether your response may be published.")
def permission_is_given(response: Response, **_: Any) -> bool:
    return response.permission is not None


@guard("Answer at least one question before you send your response.")
def something_is_said(_: Response, *, says_something: bool = False, **__: Any) -> bool:
    return says_something


@guard("Feedback closed at the end of {closes_on}. What you sent stands, and can no longer be changed here.")
def feedback_is_open(_: Response, *, now: datetime, closes: date | None = None, **__: Any) -> bool:
    return closes is None or not passed(closes, now)


@guard("{certifier} certifies and sends this response. Ask them, or have somebody else named.")
def whoever_certifies_sends_it(_: Response, *, certifies: bool = True, **__: Any) -> bool:
    return certifies


@guard("This round takes no responses now: feedback opens when consulting starts, and ends when the round is closed.")
def round_takes_responses(_: Response, *, round_is_open: bool = False, **__: Any) -> bool:
    return round_is_open


@guard("Give the reason: it stands at the response's address for everyone to read.")
def reason_is_given(_: Response, *, reason: str = "", **__: Any) -> bool:
    return bool(reason.strip())


@guard("You took these words out, and others read the rest already. Somebody else decides whether they come back.")
def somebody_else_took_them_out(_: Response, *, took_out_themselves: bool = False, **__: Any) -> bool:
    return not took_out_themselves


@guard("You withheld it, and its answers are public: its words would stand in them again. Somebody else decides that.")
def somebody_else_withheld_it(_: Response, *, withheld_themselves: bool = False, **__: Any) -> bool:
    return not withheld_themselves


S = ResponseState
SENT = [S.SUBMITTED, S.CHANGING]
CHECKS = {Role.ANALYST, Role.ROUND_MANAGER}
THEY = {Role.RESPONDENT}
COMPLETE = [respondent_is_named, permission_is_given, something_is_said, round_takes_responses,
            whoever_certifies_sends_it]  # fmt: skip

workflow = Workflow(
    name="response",
    states=ResponseState,
    initial=S.DRAFT,
    moves=[
        Move("save", [S.DRAFT], to=None, by=THEY, when=[round_takes_responses]),
        Move("save", [S.CHANGING], to=None, by=THEY, when=[round_takes_responses, feedback_is_open]),
        Move("submit", [S.DRAFT], to=S.SUBMITTED, by=THEY, when=COMPLETE),
        Move("submit", [S.CHANGING], to=S.SUBMITTED, by=THEY, when=[*COMPLETE, feedback_is_open]),
        Move("change", [S.SUBMITTED], to=S.CHANGING, by=THEY, when=[feedback_is_open]),
        Move("extend", [S.DRAFT, S.SUBMITTED, S.CHANGING], to=None, by={Role.ROUND_MANAGER}),
        Move("take_out", SENT, to=None, by=CHECKS),
        Move("put_back", SENT, to=None, by=CHECKS, when=[somebody_else_took_them_out]),
        Move("withhold", SENT, to=None, by=CHECKS, when=[reason_is_given]),
        Move("allow_publication", SENT, to=None, by=CHECKS, when=[somebody_else_withheld_it]),
    ],
)
