"""When a notice of change may be issued, answered, decided, or take effect: each condition with its sentence."""

from datetime import date, datetime
from typing import Any

from workflows.agreement import Side
from workflows.deadline import LONDON
from workflows.engine import guard
from workflows.notice_kinds import CAN_BE_REQUIRED, Ground, Notice, NoticeKind, NoticeState

S = NoticeState


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
    return notice.kind is NoticeKind.DISCRETIONARY or ground in (None, Ground.PRICE)


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
