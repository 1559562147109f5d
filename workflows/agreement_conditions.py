"""When an agreement may be sent, answered, approved, signed or ended: each condition with its sentence."""

from datetime import datetime
from typing import Any

from workflows.agreement_states import Agreement, Side
from workflows.deadline import LONDON, passed
from workflows.engine import guard


@guard("{failed_checks}")
def checks_hold(_: Agreement, *, failed_checks: tuple[str, ...] | None = None, **__: Any) -> bool:
    return failed_checks == ()


@guard("Write your opening proposal first: how you will deliver, and what it rests on.")
def opening_is_written(_: Agreement, *, opening_is_complete: bool = False, **__: Any) -> bool:
    return opening_is_complete


@guard("Your first answer is your proposal. Send that, and counter from the next offer on.")
def provider_has_proposed(_: Agreement, *, provider_has_proposed: bool = False, **__: Any) -> bool:
    return provider_has_proposed


@guard("You have already proposed. Counter or accept instead.")
def provider_has_not_proposed(_: Agreement, *, provider_has_proposed: bool = False, **__: Any) -> bool:
    return not provider_has_proposed


@guard("Change, refuse, park or ask for something in your offer, or accept what is on the table.")
def offer_changes_something(_: Agreement, *, changes: int = 0, **__: Any) -> bool:
    return changes > 0


@guard("The other side wants a change to {wanted}. Make it in your offer, or refuse it with a reason.")
def wanted_changes_are_answered(_: Agreement, *, wanted: tuple[str, ...] = (), **__: Any) -> bool:
    return not wanted


@guard("{in_the_way}")
def terms_may_settle(_: Agreement, *, in_the_way: tuple[str, ...] | None = None, **__: Any) -> bool:
    return in_the_way == ()


@guard("Only the last offer of your own side can be taken back, until it is answered; the draft itself stays.")
def last_offer_may_be_withdrawn(_: Agreement, *, may_be_withdrawn: bool = False, **__: Any) -> bool:
    return may_be_withdrawn


@guard("Say why, in words the other side will read.")
def reason_is_given(_: Agreement, *, reason: str = "", **__: Any) -> bool:
    return bool(reason.strip())


def _within_own_range(step: str) -> Any:
    """A guard for one step: what it gives away lies within one's own range, or whoever may go beyond has approved."""

    @guard(f"{{beyond_{step}}}")
    def is_within_own_range(_: Agreement, **facts: Any) -> bool:
        return facts.get(f"beyond_{step}") == ()

    return is_within_own_range


draft_is_within_own_range = _within_own_range("draft")
offer_is_within_own_range = _within_own_range("offer")
acceptance_is_within_own_range = _within_own_range("acceptance")


@guard("It rests on template version {template} already.")
def template_is_another(_: Agreement, *, template_is_another: bool = False, **__: Any) -> bool:
    return template_is_another


@guard("Write what you want to say.")
def something_is_said(_: Agreement, *, reason: str = "", **__: Any) -> bool:
    return bool(reason.strip())


@guard("Say why. Only your own side reads it.")
def why_is_given(_: Agreement, *, reason: str = "", **__: Any) -> bool:
    return bool(reason.strip())


@guard("You took part in negotiating this agreement, so another signatory must {verb}.")
def approver_did_not_negotiate(
    _: Agreement, *, negotiators: frozenset[int] | None = None, person_id: int | None = None, **__: Any
) -> bool:
    return negotiators is not None and person_id is not None and person_id not in negotiators


@guard("The text has changed since you opened it. Read it again, then {verb}.")
def text_is_as_read(agreement: Any, *, digest: str | None = None, **_: Any) -> bool:
    return digest is None or digest == agreement.text_digest


@guard("The commissioner has already approved this text.")
def commissioner_has_not_approved(agreement: Agreement, **_: Any) -> bool:
    return not agreement.commissioner_approved


@guard("Your side has already approved this text.")
def provider_has_not_approved(agreement: Agreement, **_: Any) -> bool:
    return not agreement.provider_approved


@guard("The commissioner has already signed.")
def commissioner_has_not_signed(agreement: Agreement, **_: Any) -> bool:
    return not agreement.commissioner_signed


@guard("Your side has already signed.")
def provider_has_not_signed(agreement: Agreement, **_: Any) -> bool:
    return not agreement.provider_signed


@guard("It is published already, and what is published keeps its address.")
def is_not_published(agreement: Any, **_: Any) -> bool:
    return agreement.published_at is None


def other_side_has(flag: str) -> Any:
    """A guard that tells the row that moves on from the row that stays; it never shows to a person."""

    @guard("The other side comes first.")
    def other_side_is_done(agreement: Any, *, side: Side | None = None, **_: Any) -> bool:
        return side is not None and bool(getattr(agreement, f"{side.other}_{flag}"))

    return other_side_is_done


@guard("It starts on {starts_on}.")
def start_date_is_here(agreement: Agreement, *, now: datetime, **_: Any) -> bool:
    return now.astimezone(LONDON).date() >= agreement.starts_on


@guard("It runs until the end of {ends_on}.")
def end_date_has_passed(agreement: Agreement, *, now: datetime, **_: Any) -> bool:
    return passed(agreement.ends_on, now)
