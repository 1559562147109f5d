"""An agreement, from the commissioner's draft to the end of its year (domain §7)."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any, Protocol

from workflows import ending
from workflows.deadline import LONDON, passed
from workflows.engine import Move, Workflow, guard
from workflows.roles import Role


class AgreementState(StrEnum):
    DRAFTING = "drafting"
    WITH_PROVIDER = "with provider"
    WITH_COMMISSIONER = "with commissioner"
    AGREED = "agreed in principle"
    APPROVED = "approved"
    SIGNED = "signed"
    IN_FORCE = "in force"
    SUPERSEDED = "superseded"
    EXPIRED = "expired"
    ENDED = "ended"


class Side(StrEnum):
    COMMISSIONER = "commissioner"
    PROVIDER = "provider"

    @property
    def other(self) -> "Side":
        return Side.PROVIDER if self is Side.COMMISSIONER else Side.COMMISSIONER


class Agreement(Protocol):
    """What the guards and the sentence look at."""

    @property
    def state(self) -> AgreementState: ...
    @property
    def starts_on(self) -> date: ...
    @property
    def ends_on(self) -> date: ...
    @property
    def offers_sent(self) -> int: ...
    @property
    def offer_withdrawn(self) -> bool: ...
    @property
    def commissioner_approved(self) -> bool: ...
    @property
    def provider_approved(self) -> bool: ...
    @property
    def commissioner_signed(self) -> bool: ...
    @property
    def provider_signed(self) -> bool: ...


S = AgreementState
SIGNED_STATES = (S.SIGNED, S.IN_FORCE, S.SUPERSEDED, S.EXPIRED, S.ENDED)
NEGOTIABLE = (S.DRAFTING, S.WITH_PROVIDER, S.WITH_COMMISSIONER)
DISPUTABLE = (S.WITH_PROVIDER, S.WITH_COMMISSIONER, S.SIGNED, S.IN_FORCE)
"""Where the two sides can differ: what they have agreed in principle they take back first."""
UNSIGNED = (S.WITH_PROVIDER, S.WITH_COMMISSIONER, S.AGREED, S.APPROVED)
LIVE = (*NEGOTIABLE, S.AGREED, S.APPROVED, S.SIGNED, S.IN_FORCE, S.EXPIRED)
"""Until it is superseded or ended."""
SHARED_STATES = (*UNSIGNED, S.SIGNED, S.IN_FORCE, S.EXPIRED)
"""Where both sides see it, and can still do something about it."""


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


def _both(flag: str) -> Any:
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


CN, PN = {Role.COMMISSIONER_NEGOTIATOR}, {Role.PROVIDER_NEGOTIATOR}
CS, PS = {Role.COMMISSIONER_SIGNATORY}, {Role.PROVIDER_SIGNATORY}
RM, SYSTEM = {Role.ROUND_MANAGER}, {Role.SYSTEM}
TALK = CN | PN | CS | PS | RM

_COMMISSIONER_APPROVES = [commissioner_has_not_approved, approver_did_not_negotiate, text_is_as_read]
_PROVIDER_APPROVES = [provider_has_not_approved, approver_did_not_negotiate, text_is_as_read]
_COMMISSIONER_SIGNS = [commissioner_has_not_signed, approver_did_not_negotiate, text_is_as_read]
_PROVIDER_SIGNS = [provider_has_not_signed, text_is_as_read]

workflow = Workflow(
    name="agreement",
    states=AgreementState,
    initial=S.DRAFTING,
    final={S.SUPERSEDED, S.ENDED},
    moves=[
        Move("edit", [S.DRAFTING], to=None, by=CN),
        Move("send", [S.DRAFTING], to=S.WITH_PROVIDER, by=CN, when=[draft_is_within_own_range]),
        Move("write_opening", [S.WITH_PROVIDER], to=None, by=PN, when=[provider_has_not_proposed]),
        Move("write_offer", [S.WITH_PROVIDER], to=None, by=PN),
        Move("write_offer", [S.WITH_COMMISSIONER], to=None, by=CN),
        Move(
            "propose",
            [S.WITH_PROVIDER],
            to=S.WITH_COMMISSIONER,
            by=PN,
            when=[provider_has_not_proposed, opening_is_written, offer_is_within_own_range, reason_is_given],
        ),
        Move(
            "counter",
            [S.WITH_PROVIDER],
            to=S.WITH_COMMISSIONER,
            by=PN,
            when=[
                provider_has_proposed,
                offer_changes_something,
                wanted_changes_are_answered,
                offer_is_within_own_range,
                reason_is_given,
            ],
        ),
        Move(
            "counter",
            [S.WITH_COMMISSIONER],
            to=S.WITH_PROVIDER,
            by=CN,
            when=[offer_changes_something, wanted_changes_are_answered, offer_is_within_own_range, reason_is_given],
        ),
        Move(
            "withdraw",
            [S.WITH_COMMISSIONER],
            to=S.WITH_PROVIDER,
            by=PN,
            when=[last_offer_may_be_withdrawn, reason_is_given],
        ),
        Move(
            "withdraw",
            [S.WITH_PROVIDER],
            to=S.WITH_COMMISSIONER,
            by=CN,
            when=[last_offer_may_be_withdrawn, reason_is_given],
        ),
        Move("excuse", [S.DRAFTING, S.WITH_COMMISSIONER], to=None, by=CN, when=[why_is_given]),
        Move("plan_action", NEGOTIABLE, to=None, by=CN),
        Move("plan_action", [S.WITH_PROVIDER, S.WITH_COMMISSIONER], to=None, by=PN),
        Move("allow_excess", NEGOTIABLE, to=None, by=CS, when=[approver_did_not_negotiate, why_is_given]),
        Move(
            "accept",
            [S.WITH_PROVIDER],
            to=S.AGREED,
            by=PN,
            when=[provider_has_proposed, terms_may_settle, checks_hold, acceptance_is_within_own_range],
        ),
        Move(
            "accept",
            [S.WITH_COMMISSIONER],
            to=S.AGREED,
            by=CN,
            when=[terms_may_settle, checks_hold, acceptance_is_within_own_range],
        ),
        Move("ask_approval", [S.DRAFTING, S.WITH_COMMISSIONER], to=None, by=CN, when=[why_is_given]),
        Move("ask_approval", [S.WITH_PROVIDER], to=None, by=PN, when=[why_is_given]),
        Move("reopen", [S.AGREED, S.APPROVED], to=S.WITH_PROVIDER, by=PN, when=[reason_is_given]),
        Move("reopen", [S.AGREED, S.APPROVED], to=S.WITH_COMMISSIONER, by=CN, when=[reason_is_given]),
        Move("ask_to_reopen", UNSIGNED, to=None, by=CN | PN, when=[reason_is_given]),
        Move("reopen_term", [S.WITH_PROVIDER, S.WITH_COMMISSIONER], to=None, by=CN | PN),
        Move("reopen_term", [S.AGREED, S.APPROVED], to=S.WITH_PROVIDER, by=CN),
        Move("reopen_term", [S.AGREED, S.APPROVED], to=S.WITH_COMMISSIONER, by=PN),
        Move("keep_agreed", UNSIGNED, to=None, by=CN | PN, when=[reason_is_given]),
        Move("move_template", NEGOTIABLE, to=None, by=CN | RM, when=[template_is_another]),
        Move("remind", UNSIGNED, to=None, by=CN | RM),
        Move("change_in_bulk", LIVE, to=None, by=CN | RM),
        Move("undo_in_bulk", LIVE, to=None, by=CN | RM),
        Move("open_dispute", DISPUTABLE, to=None, by=CN | PN | CS | PS),
        Move("dispute", DISPUTABLE, to=None, by=CN | PN | CS | PS | SYSTEM),
        Move("chase", [S.WITH_PROVIDER, S.WITH_COMMISSIONER], to=None, by=SYSTEM),
        Move("remark", SHARED_STATES, to=None, by=TALK, when=[something_is_said]),
        Move("note", SHARED_STATES, to=None, by=TALK, when=[something_is_said]),
        Move("note", [S.DRAFTING], to=None, by=CN | CS | RM, when=[something_is_said]),
        Move("approve", [S.AGREED], to=S.APPROVED, by=CS, when=[*_COMMISSIONER_APPROVES, _both("approved")]),
        Move("approve", [S.AGREED], to=None, by=CS, when=_COMMISSIONER_APPROVES),
        Move("approve", [S.AGREED], to=S.APPROVED, by=PS, when=[*_PROVIDER_APPROVES, _both("approved")]),
        Move("approve", [S.AGREED], to=None, by=PS, when=_PROVIDER_APPROVES),
        Move("sign", [S.APPROVED], to=S.SIGNED, by=CS, when=[*_COMMISSIONER_SIGNS, _both("signed")]),
        Move("sign", [S.APPROVED], to=None, by=CS, when=_COMMISSIONER_SIGNS),
        Move("sign", [S.APPROVED], to=S.SIGNED, by=PS, when=[*_PROVIDER_SIGNS, _both("signed")]),
        Move("sign", [S.APPROVED], to=None, by=PS, when=_PROVIDER_SIGNS),
        Move("publish", [S.SIGNED, S.IN_FORCE], to=None, by=RM, when=[is_not_published]),
        Move("come_into_force", [S.SIGNED], to=S.IN_FORCE, by=SYSTEM, when=[start_date_is_here]),
        Move("hold_over", [S.IN_FORCE, S.EXPIRED], to=None, by=SYSTEM),
        Move("supersede", [S.IN_FORCE, S.EXPIRED], to=S.SUPERSEDED, by=SYSTEM),
        Move("expire", [S.IN_FORCE], to=S.EXPIRED, by=SYSTEM, when=[end_date_has_passed]),
        Move("write_notice", [S.SIGNED, S.IN_FORCE], to=None, by=CN | PN),
        Move("vary", [S.IN_FORCE], to=None, by=CS | SYSTEM),
        Move("give_notice_of_end", [S.IN_FORCE], to=None, by=CS, when=[reason_is_given, *ending.CONDITIONS]),
        Move("take_back_notice_of_end", [S.IN_FORCE], to=None, by=CS, when=[reason_is_given, ending.notice_is_given]),
        Move("end", [S.IN_FORCE], to=S.ENDED, by=SYSTEM, when=[ending.last_day_has_passed]),
    ],
)
