"""A dispute over terms, from the report that one side writes privately to its end (domain §7, "Issue resolution").

Three routes share this table: the committees, the contract's own procedure, and two providers who ask for advice.
"""

from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Protocol

from workflows.deadline import passed
from workflows.dispute_route import Route
from workflows.engine import Guard, Move, Workflow, guard
from workflows.roles import Role


class DisputeState(StrEnum):
    OPENED = "opened"
    SHARED = "shared"
    COMMENTED = "commented"
    SUB_COMMITTEE = "with sub-committee"
    SUB_DECIDED = "decided by sub-committee"
    EXECUTIVE = "with executive committee"
    SENIOR = "with senior people"
    EXPERT = "with mediator or expert"
    TRIBUNAL = "with arbitrator or court"
    ADVICE_ASKED = "advice asked"
    ADVISED = "advised"
    OFFICIAL = "with senior official"
    DECIDED = "decided"
    SETTLED = "settled by agreement"
    WITHDRAWN = "withdrawn"


class Party(StrEnum):
    """What somebody is to a dispute. The commissioner stands outside one between two providers."""

    ORIGINATOR = "originator"
    OTHER = "other"
    ADVISER = "adviser"


class Dispute(Protocol):
    """What the guards look at."""

    @property
    def state(self) -> DisputeState: ...
    @property
    def route(self) -> Route: ...
    @property
    def due_on(self) -> date | None: ...


S = DisputeState
CLOSED = (S.DECIDED, S.SETTLED, S.WITHDRAWN)
DECIDING = (S.SUB_COMMITTEE, S.EXECUTIVE, S.EXPERT, S.TRIBUNAL, S.OFFICIAL)
"""Where somebody outside the two sides decides, and a signatory who took no part records it."""
WAITS = (S.OPENED, S.SHARED, S.ADVICE_ASKED)
"""Where somebody owes the next paper by a day."""
BEFORE_A_BODY = (S.SENIOR, S.SUB_DECIDED, S.ADVICE_ASKED, S.ADVISED)
OPEN: Sequence[DisputeState] = (S.SHARED, S.COMMENTED, *DECIDING, *BEFORE_A_BODY)
"""Shared, and not at its end."""


# --- who, on which route ----------------------------------------------------------------------------------------------


@guard("Only the side that opened it can do this.")
def is_originator(_: Dispute, *, party: Party | None = None, **__: Any) -> bool:
    return party is Party.ORIGINATOR


@guard("The other side does this: you opened the dispute.")
def is_other_side(_: Dispute, *, party: Party | None = None, **__: Any) -> bool:
    return party is Party.OTHER


@guard("The two who are in dispute do this, not the commissioner who advises them.")
def is_a_party(_: Dispute, *, party: Party | None = None, **__: Any) -> bool:
    return party in (Party.ORIGINATOR, Party.OTHER)


def _goes(route: Route, sentence: str) -> Guard:
    """A guard that picks the rows of one route."""
    return Guard(lambda dispute, **_: dispute.route is route, sentence)


by_committees = _goes(Route.COMMITTEES, "Only a service level agreement goes to the committees.")
by_contract = _goes(Route.CONTRACT, "Only a contract goes by the contract’s own procedure.")
between_providers = _goes(Route.PROVIDERS, "Only a dispute between two providers starts with advice.")


@guard("A dispute between two providers starts with advice: ask the commissioner for it.")
def not_between_providers(dispute: Dispute, **_: Any) -> bool:
    return dispute.route is not Route.PROVIDERS


# --- what must be there -----------------------------------------------------------------------------------------------


@guard("Write the rest of the report first: {missing}.")
def report_is_complete(_: Dispute, *, missing: tuple[str, ...] | None = None, **__: Any) -> bool:
    return missing == ()


@guard("Agreed since, or in another dispute: {settled}. Withdraw this report, and open one on what is left.")
def terms_can_be_disputed(_: Dispute, *, settled: tuple[str, ...] | None = None, **__: Any) -> bool:
    return settled == ()


@guard("Say why, in words that both sides will read.")
def reason_is_given(_: Dispute, *, reason: str = "", **__: Any) -> bool:
    return bool(reason.strip())


@guard("The other side has until the end of {due_on} to reply. Wait for it, or for that day to pass.")
def time_to_reply_has_passed(dispute: Dispute, *, now: datetime, **_: Any) -> bool:
    return dispute.due_on is not None and passed(dispute.due_on, now)


@guard("The time to take it further ended on {due_on}. The decision stands.")
def time_to_go_on_is_left(dispute: Dispute, *, now: datetime, **_: Any) -> bool:
    return dispute.due_on is not None and not passed(dispute.due_on, now)


@guard("Either side can take it further until the end of {due_on}.")
def time_to_go_on_has_passed(dispute: Dispute, *, now: datetime, **_: Any) -> bool:
    return dispute.due_on is not None and passed(dispute.due_on, now)


@guard("It is not overdue: it is due by the end of {due_on}.")
def due_date_has_passed(dispute: Dispute, *, now: datetime, **_: Any) -> bool:
    return dispute.due_on is not None and passed(dispute.due_on, now)


@guard("You took part in the negotiation or in this dispute, so another signatory must record the decision.")
def recorder_took_no_part(
    _: Dispute, *, took_part: frozenset[int] | None = None, person_id: int | None = None, **__: Any
) -> bool:
    return took_part is not None and person_id is not None and person_id not in took_part


@guard("Say for each disputed term what was decided: {undecided}.")
def every_term_is_decided(_: Dispute, *, undecided: tuple[str, ...] | None = None, **__: Any) -> bool:
    return undecided == ()


@guard("Your side proposed this settlement. The other side accepts it.")
def settlement_is_the_other_sides(
    _: Dispute, *, proposed_by: Party | None = None, party: Party | None = None, **__: Any
) -> bool:
    return proposed_by is None or party is not proposed_by


@guard("Nobody has proposed a settlement yet.")
def settlement_is_proposed(_: Dispute, *, proposed_by: Party | None = None, **__: Any) -> bool:
    return proposed_by is not None


# --- the table --------------------------------------------------------------------------------------------------------

CN, CS = Role.COMMISSIONER_NEGOTIATOR, Role.COMMISSIONER_SIGNATORY
PROVIDERS = {Role.PROVIDER_NEGOTIATOR, Role.PROVIDER_SIGNATORY}
SIDES, SYSTEM = PROVIDERS | {CN, CS}, {Role.SYSTEM}
_DECIDED = [recorder_took_no_part, every_term_is_decided, reason_is_given]
_GOES_ON = [is_a_party, reason_is_given]

workflow = Workflow(
    name="dispute",
    states=DisputeState,
    initial=S.OPENED,
    final=set(CLOSED),
    moves=[
        Move("write", [S.OPENED], to=None, by=SIDES, when=[is_originator]),
        Move(
            "share",
            [S.OPENED],
            to=S.SHARED,
            by=SIDES,
            when=[is_originator, not_between_providers, report_is_complete, terms_can_be_disputed],
        ),
        Move(
            "ask_advice",
            [S.OPENED],
            to=S.ADVICE_ASKED,
            by=PROVIDERS,
            when=[is_originator, between_providers, report_is_complete],
        ),
        Move("advise", [S.ADVICE_ASKED], to=S.ADVISED, by={CN, CS}, when=[reason_is_given]),
        Move("comment", [S.SHARED], to=S.COMMENTED, by=SIDES, when=[is_other_side, reason_is_given]),
        Move("comment", [S.SHARED], to=None, by=SIDES, when=[is_originator, reason_is_given]),
        Move("comment", [s for s in OPEN if s is not S.SHARED], to=None, by=SIDES, when=[reason_is_given]),
        Move("attach", OPEN, to=None, by=SIDES, when=[is_a_party]),
        Move("refer", [S.COMMENTED], to=S.SUB_COMMITTEE, by=SIDES, when=[*_GOES_ON, by_committees]),
        Move(
            "refer",
            [S.SHARED],
            to=S.SUB_COMMITTEE,
            by=SIDES,
            when=[*_GOES_ON, by_committees, time_to_reply_has_passed],
        ),
        Move("refer", [S.SUB_COMMITTEE], to=S.EXECUTIVE, by={CS}, when=[recorder_took_no_part, reason_is_given]),
        Move("refer", [S.SUB_DECIDED], to=S.EXECUTIVE, by=SIDES, when=[*_GOES_ON, time_to_go_on_is_left]),
        Move("refer", [S.COMMENTED], to=S.SENIOR, by=SIDES, when=[*_GOES_ON, by_contract]),
        Move("refer", [S.SHARED], to=S.SENIOR, by=SIDES, when=[*_GOES_ON, by_contract, time_to_reply_has_passed]),
        Move("refer", [S.SENIOR], to=S.EXPERT, by=SIDES, when=_GOES_ON),
        Move("refer", [S.EXPERT], to=S.TRIBUNAL, by=SIDES, when=_GOES_ON),
        Move("refer", [S.ADVISED], to=S.OFFICIAL, by=PROVIDERS, when=_GOES_ON),
        Move("decide", [S.SUB_COMMITTEE], to=S.SUB_DECIDED, by={CS}, when=_DECIDED),
        Move("decide", [s for s in DECIDING if s is not S.SUB_COMMITTEE], to=S.DECIDED, by={CS}, when=_DECIDED),
        Move("take_effect", [S.SUB_DECIDED], to=S.DECIDED, by=SYSTEM, when=[time_to_go_on_has_passed]),
        Move("fall_overdue", WAITS, to=None, by=SYSTEM, when=[due_date_has_passed]),
        Move("propose_settlement", OPEN, to=None, by=SIDES, when=[is_a_party, reason_is_given]),
        Move(
            "accept_settlement",
            OPEN,
            to=S.SETTLED,
            by=SIDES,
            when=[is_a_party, settlement_is_proposed, settlement_is_the_other_sides],
        ),
        Move("withdraw", [S.OPENED, *OPEN], to=S.WITHDRAWN, by=SIDES, when=[is_originator, reason_is_given]),
    ],
)
