"""A notice of change: the only way to change a signed agreement, from its draft to its effect (domain §7).

Discretionary needs both sides. Mandatory is the commissioner's alone; it takes effect on its date, and only its price
can be disputed, before that day or after it.
"""

from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Protocol

from workflows.agreement import Side
from workflows.deadline import LONDON
from workflows.engine import Move, Workflow, guard
from workflows.roles import Role


class NoticeState(StrEnum):
    DRAFTED = "drafted"
    ISSUED = "issued"
    ACCEPTED = "accepted"
    AT_A_COST = "accepted at a cost"
    OBJECTED = "objected to"
    DECIDED = "decided"
    IN_EFFECT = "in effect"
    WITHDRAWN = "withdrawn"


class NoticeKind(StrEnum):
    DISCRETIONARY = "discretionary"
    MANDATORY = "mandatory"


class Origin(StrEnum):
    """Where a change comes from."""

    LAW = "law"
    POLICY = "policy"
    POPULATION = "population"
    CLOSURE = "closure or re-role"
    CORRECTION = "error"
    PROPOSAL = "proposal"


class Ground(StrEnum):
    """On what an objection rests."""

    PRICE = "price"
    DELIVERY = "cannot be delivered"
    EVIDENCE = "not evidenced"
    LAWFULNESS = "not lawful"
    EQUALITY = "effect on equality"
    OTHER = "another ground"


CAN_BE_REQUIRED = (Origin.LAW, Origin.POLICY, Origin.POPULATION, Origin.CLOSURE)


class Notice(Protocol):
    """What the guards look at."""

    @property
    def state(self) -> NoticeState: ...
    @property
    def side(self) -> Side: ...
    @property
    def kind(self) -> NoticeKind: ...
    @property
    def origin(self) -> Origin: ...
    @property
    def answer_by(self) -> date: ...
    @property
    def effective_on(self) -> date: ...
    @property
    def sooner_reason(self) -> str: ...
    @property
    def written_by_id(self) -> int: ...
    @property
    def answered_at(self) -> datetime | None: ...
    @property
    def price_in_question(self) -> bool: ...


S = NoticeState
OPEN: Sequence[NoticeState] = (S.ISSUED, S.ACCEPTED, S.AT_A_COST, S.OBJECTED, S.DECIDED)
"""Issued, and neither in effect nor withdrawn."""


# --- whose it is ------------------------------------------------------------------------------------------------------


@guard("The other side gave this notice: it is theirs to go on with or to withdraw.")
def own_side_gives_it(notice: Notice, *, side: Side | None = None, **_: Any) -> bool:
    return side is notice.side


@guard("Your own side gave this notice. The other side answers it.")
def other_side_gives_it(notice: Notice, *, side: Side | None = None, **_: Any) -> bool:
    return side is notice.side.other


@guard("You wrote this notice, so another signatory must issue it.")
def issuer_did_not_write_it(notice: Notice, *, person_id: int | None = None, **_: Any) -> bool:
    return person_id is not None and person_id != notice.written_by_id


# --- what must be there -----------------------------------------------------------------------------------------------


@guard("Change at least one term first: a notice names what it changes, from what to what.")
def something_changes(_: Notice, *, changes: int = 0, **__: Any) -> bool:
    return changes > 0


@guard("Changed since this notice was written: {moved_on}. Write the change again from what it says now.")
def terms_are_as_they_were(_: Notice, *, moved_on: tuple[str, ...] | None = None, **__: Any) -> bool:
    return moved_on == ()


@guard("Only the commissioner can require a change. Make this notice discretionary.")
def side_may_require_it(notice: Notice, **_: Any) -> bool:
    return notice.kind is NoticeKind.DISCRETIONARY or notice.side is Side.COMMISSIONER


@guard("A proposal and a correction need both sides. Make this notice discretionary, or say where else it comes from.")
def origin_may_require_it(notice: Notice, **_: Any) -> bool:
    return notice.kind is NoticeKind.DISCRETIONARY or notice.origin in CAN_BE_REQUIRED


@guard(
    "The other side has 20 working days: ask for its answer by {earliest} or later. Only a mandatory notice may give "
    "less, with the reason."
)
def time_to_answer_is_given(notice: Notice, *, earliest_answer: date | None = None, **_: Any) -> bool:
    sooner = notice.kind is NoticeKind.MANDATORY and bool(notice.sooner_reason.strip())
    return sooner or (earliest_answer is not None and notice.answer_by >= earliest_answer)


@guard("It cannot take effect before the answer is due, nor before today. Move the day on which it takes effect.")
def effect_follows_the_answer(notice: Notice, *, now: datetime, **_: Any) -> bool:
    return max(notice.answer_by, now.astimezone(LONDON).date()) <= notice.effective_on


@guard("It must take effect while the agreement runs: from {first_day} to {last_day}.")
def effect_is_within_the_agreement(notice: Notice, *, runs: tuple[date, date] | None = None, **_: Any) -> bool:
    return runs is not None and runs[0] <= notice.effective_on <= runs[1]


@guard("This agreement is {agreement_state}, so no notice can change it.")
def agreement_can_be_changed(_: Notice, *, agreement_can_be_changed: bool = False, **__: Any) -> bool:
    return agreement_can_be_changed


# --- answers ----------------------------------------------------------------------------------------------------------


@guard("It has been answered.")
def is_not_answered(notice: Notice, **_: Any) -> bool:
    return notice.answered_at is None


@guard("Only a mandatory notice can be answered after it has taken effect, and only as to its price.")
def is_mandatory(notice: Notice, **_: Any) -> bool:
    return notice.kind is NoticeKind.MANDATORY


@guard("Say what it costs, in whole pounds, and how you come to that.")
def cost_is_stated(_: Notice, *, cost: int | None = 0, reason: str = "", **__: Any) -> bool:
    return cost is not None and bool(reason.strip())


@guard("State the ground of your objection, and explain it.")
def ground_is_stated(_: Notice, *, ground: Ground | None = Ground.PRICE, reason: str = "", **__: Any) -> bool:
    return ground is not None and bool(reason.strip())


@guard("A mandatory notice takes effect whatever the answer: you can object to its price and to nothing else.")
def ground_is_open(notice: Notice, *, ground: Ground | None = Ground.PRICE, **_: Any) -> bool:
    return notice.kind is NoticeKind.DISCRETIONARY or ground is Ground.PRICE


# --- decision and effect ----------------------------------------------------------------------------------------------


@guard("Say why, in words that the other side will read.")
def reason_is_given(_: Notice, *, reason: str = "", **__: Any) -> bool:
    return bool(reason.strip())


@guard("A discretionary change needs both sides, and the other side objects. Wait for it to accept, or withdraw it.")
def other_side_consents(notice: Notice, **_: Any) -> bool:
    return notice.kind is NoticeKind.MANDATORY or notice.state is not S.OBJECTED


@guard("The other side accepts it at {asked}. Agree to that, or withdraw the notice.")
def cost_is_the_one_asked(notice: Notice, *, cost: int | None = None, asked_cost: int | None = None, **_: Any) -> bool:
    return notice.kind is NoticeKind.MANDATORY or cost is None or cost == asked_cost


@guard("Its price is not in question.")
def price_is_in_question(notice: Notice, **_: Any) -> bool:
    return notice.price_in_question


@guard("It takes effect on {effective_on}.")
def its_day_is_here(notice: Notice, *, now: datetime, **_: Any) -> bool:
    return now.astimezone(LONDON).date() >= notice.effective_on


@guard("A discretionary change takes effect only when both sides consent to it.")
def it_needs_no_more_consent(notice: Notice, **_: Any) -> bool:
    return notice.kind is NoticeKind.MANDATORY or notice.state in (S.ACCEPTED, S.DECIDED)


@guard("The agreement is not in force.")
def agreement_is_in_force(_: Notice, *, agreement_is_in_force: bool = False, **__: Any) -> bool:
    return agreement_is_in_force


@guard("The agreement still runs.")
def agreement_is_over(_: Notice, *, agreement_is_over: bool = False, **__: Any) -> bool:
    return agreement_is_over


@guard("It can be undone only while nobody has built on it, and since then: {built_on}.")
def nobody_has_built_on_it(_: Notice, *, built_on: tuple[str, ...] | None = None, **__: Any) -> bool:
    return built_on == ()


NEGOTIATORS = {Role.COMMISSIONER_NEGOTIATOR, Role.PROVIDER_NEGOTIATOR}
SIGNATORIES = {Role.COMMISSIONER_SIGNATORY, Role.PROVIDER_SIGNATORY}
CS, SYSTEM = {Role.COMMISSIONER_SIGNATORY}, {Role.SYSTEM}
LATE = [other_side_gives_it, is_mandatory, is_not_answered]
"""Whoever did not answer a mandatory notice in time can still say what it costs."""

workflow = Workflow(
    name="notice",
    states=NoticeState,
    initial=S.DRAFTED,
    final={S.WITHDRAWN},
    moves=[
        Move("write", [S.DRAFTED], to=None, by=NEGOTIATORS, when=[own_side_gives_it]),
        Move("discard", [S.DRAFTED], to=S.WITHDRAWN, by=NEGOTIATORS, when=[own_side_gives_it]),
        Move(
            "issue",
            [S.DRAFTED],
            to=S.ISSUED,
            by=SIGNATORIES,
            when=[
                own_side_gives_it,
                issuer_did_not_write_it,
                agreement_can_be_changed,
                something_changes,
                terms_are_as_they_were,
                side_may_require_it,
                origin_may_require_it,
                time_to_answer_is_given,
                effect_follows_the_answer,
                effect_is_within_the_agreement,
            ],
        ),
        Move("accept", [S.ISSUED, S.OBJECTED], to=S.ACCEPTED, by=SIGNATORIES, when=[other_side_gives_it]),
        Move("accept", [S.IN_EFFECT], to=None, by=SIGNATORIES, when=LATE),
        Move(
            "accept_at_a_cost",
            [S.ISSUED, S.OBJECTED],
            to=S.AT_A_COST,
            by=SIGNATORIES,
            when=[other_side_gives_it, cost_is_stated],
        ),
        Move("accept_at_a_cost", [S.IN_EFFECT], to=None, by=SIGNATORIES, when=[*LATE, cost_is_stated]),
        Move(
            "object",
            [S.ISSUED],
            to=S.OBJECTED,
            by=SIGNATORIES,
            when=[other_side_gives_it, ground_is_stated, ground_is_open],
        ),
        Move("object", [S.IN_EFFECT], to=None, by=SIGNATORIES, when=[*LATE, ground_is_stated, ground_is_open]),
        Move(
            "decide",
            [S.AT_A_COST, S.OBJECTED],
            to=S.DECIDED,
            by=SIGNATORIES,
            when=[own_side_gives_it, other_side_consents, cost_is_the_one_asked, reason_is_given],
        ),
        Move(
            "decide",
            [S.IN_EFFECT],
            to=None,
            by=CS,
            when=[own_side_gives_it, price_is_in_question, reason_is_given],
        ),
        Move(
            "come_into_effect",
            OPEN,
            to=S.IN_EFFECT,
            by=SYSTEM,
            when=[its_day_is_here, it_needs_no_more_consent, agreement_is_in_force],
        ),
        Move("withdraw", OPEN, to=S.WITHDRAWN, by=SIGNATORIES, when=[own_side_gives_it, reason_is_given]),
        Move("undo", [S.ISSUED, S.IN_EFFECT], to=S.WITHDRAWN, by=CS, when=[nobody_has_built_on_it]),
        Move("lapse", [S.DRAFTED, *OPEN], to=S.WITHDRAWN, by=SYSTEM, when=[agreement_is_over]),
    ],
)
