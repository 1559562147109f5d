"""An agreement, from the commissioner's draft to the end of its year (domain §7): who moves it, and when."""

from workflows import agreement_conditions as conditions
from workflows import ending
from workflows.agreement_states import (
    DISPUTABLE,
    LIVE,
    NEGOTIABLE,
    SHARED_STATES,
    SIGNED_STATES,
    UNSIGNED,
    Agreement,
    AgreementState,
    Side,
)
from workflows.engine import Move, Workflow
from workflows.roles import Role

__all__ = [
    "DISPUTABLE",
    "LIVE",
    "NEGOTIABLE",
    "SHARED_STATES",
    "SIGNED_STATES",
    "UNSIGNED",
    "Agreement",
    "AgreementState",
    "Side",
    "workflow",
]

S = AgreementState
CN, PN = {Role.COMMISSIONER_NEGOTIATOR}, {Role.PROVIDER_NEGOTIATOR}
CS, PS = {Role.COMMISSIONER_SIGNATORY}, {Role.PROVIDER_SIGNATORY}
RM, SYSTEM = {Role.ROUND_MANAGER}, {Role.SYSTEM}
TALK = CN | PN | CS | PS | RM

_COMMISSIONER_APPROVES = [
    conditions.commissioner_has_not_approved,
    conditions.approver_did_not_negotiate,
    conditions.text_is_as_read,
]
_PROVIDER_APPROVES = [
    conditions.provider_has_not_approved,
    conditions.approver_did_not_negotiate,
    conditions.text_is_as_read,
]
_COMMISSIONER_SIGNS = [
    conditions.commissioner_has_not_signed,
    conditions.approver_did_not_negotiate,
    conditions.text_is_as_read,
]
_PROVIDER_SIGNS = [conditions.provider_has_not_signed, conditions.text_is_as_read]

workflow = Workflow(
    name="agreement",
    states=AgreementState,
    initial=S.DRAFTING,
    final={S.SUPERSEDED, S.ENDED},
    moves=[
        Move("edit", [S.DRAFTING], to=None, by=CN),
        Move("send", [S.DRAFTING], to=S.WITH_PROVIDER, by=CN, when=[conditions.draft_is_within_own_range]),
        Move("write_opening", [S.WITH_PROVIDER], to=None, by=PN, when=[conditions.provider_has_not_proposed]),
        Move("write_offer", [S.WITH_PROVIDER], to=None, by=PN),
        Move("write_offer", [S.WITH_COMMISSIONER], to=None, by=CN),
        Move(
            "propose",
            [S.WITH_PROVIDER],
            to=S.WITH_COMMISSIONER,
            by=PN,
            when=[
                conditions.provider_has_not_proposed,
                conditions.opening_is_written,
                conditions.offer_is_within_own_range,
                conditions.reason_is_given,
            ],
        ),
        Move(
            "counter",
            [S.WITH_PROVIDER],
            to=S.WITH_COMMISSIONER,
            by=PN,
            when=[
                conditions.provider_has_proposed,
                conditions.offer_changes_something,
                conditions.wanted_changes_are_answered,
                conditions.offer_is_within_own_range,
                conditions.reason_is_given,
            ],
        ),
        Move(
            "counter",
            [S.WITH_COMMISSIONER],
            to=S.WITH_PROVIDER,
            by=CN,
            when=[
                conditions.offer_changes_something,
                conditions.wanted_changes_are_answered,
                conditions.offer_is_within_own_range,
                conditions.reason_is_given,
            ],
        ),
        Move(
            "withdraw",
            [S.WITH_COMMISSIONER],
            to=S.WITH_PROVIDER,
            by=PN,
            when=[conditions.last_offer_may_be_withdrawn, conditions.reason_is_given],
        ),
        Move(
            "withdraw",
            [S.WITH_PROVIDER],
            to=S.WITH_COMMISSIONER,
            by=CN,
            when=[conditions.last_offer_may_be_withdrawn, conditions.reason_is_given],
        ),
        Move("excuse", [S.DRAFTING, S.WITH_COMMISSIONER], to=None, by=CN, when=[conditions.why_is_given]),
        Move("plan_action", NEGOTIABLE, to=None, by=CN),
        Move("plan_action", [S.WITH_PROVIDER, S.WITH_COMMISSIONER], to=None, by=PN),
        Move(
            "allow_excess",
            NEGOTIABLE,
            to=None,
            by=CS,
            when=[conditions.approver_did_not_negotiate, conditions.why_is_given],
        ),
        Move(
            "accept",
            [S.WITH_PROVIDER],
            to=S.AGREED,
            by=PN,
            when=[
                conditions.provider_has_proposed,
                conditions.terms_may_settle,
                conditions.checks_hold,
                conditions.acceptance_is_within_own_range,
            ],
        ),
        Move(
            "accept",
            [S.WITH_COMMISSIONER],
            to=S.AGREED,
            by=CN,
            when=[conditions.terms_may_settle, conditions.checks_hold, conditions.acceptance_is_within_own_range],
        ),
        Move("ask_approval", [S.DRAFTING, S.WITH_COMMISSIONER], to=None, by=CN, when=[conditions.why_is_given]),
        Move("ask_approval", [S.WITH_PROVIDER], to=None, by=PN, when=[conditions.why_is_given]),
        Move("reopen", [S.AGREED, S.APPROVED], to=S.WITH_PROVIDER, by=PN, when=[conditions.reason_is_given]),
        Move("reopen", [S.AGREED, S.APPROVED], to=S.WITH_COMMISSIONER, by=CN, when=[conditions.reason_is_given]),
        Move("ask_to_reopen", UNSIGNED, to=None, by=CN | PN, when=[conditions.reason_is_given]),
        Move("reopen_term", [S.WITH_PROVIDER, S.WITH_COMMISSIONER], to=None, by=CN | PN),
        Move("reopen_term", [S.AGREED, S.APPROVED], to=S.WITH_PROVIDER, by=CN),
        Move("reopen_term", [S.AGREED, S.APPROVED], to=S.WITH_COMMISSIONER, by=PN),
        Move("keep_agreed", UNSIGNED, to=None, by=CN | PN, when=[conditions.reason_is_given]),
        Move("move_template", NEGOTIABLE, to=None, by=CN | RM, when=[conditions.template_is_another]),
        Move("remind", UNSIGNED, to=None, by=CN | RM),
        Move("change_in_bulk", LIVE, to=None, by=CN | RM),
        Move("undo_in_bulk", LIVE, to=None, by=CN | RM),
        Move("open_dispute", DISPUTABLE, to=None, by=CN | PN | CS | PS),
        Move("dispute", DISPUTABLE, to=None, by=CN | PN | CS | PS | SYSTEM),
        Move("chase", [S.WITH_PROVIDER, S.WITH_COMMISSIONER], to=None, by=SYSTEM),
        Move("remark", SHARED_STATES, to=None, by=TALK, when=[conditions.something_is_said]),
        Move("note", SHARED_STATES, to=None, by=TALK, when=[conditions.something_is_said]),
        Move("note", [S.DRAFTING], to=None, by=CN | CS | RM, when=[conditions.something_is_said]),
        Move(
            "approve",
            [S.AGREED],
            to=S.APPROVED,
            by=CS,
            when=[*_COMMISSIONER_APPROVES, conditions.other_side_has("approved")],
        ),
        Move("approve", [S.AGREED], to=None, by=CS, when=_COMMISSIONER_APPROVES),
        Move(
            "approve",
            [S.AGREED],
            to=S.APPROVED,
            by=PS,
            when=[*_PROVIDER_APPROVES, conditions.other_side_has("approved")],
        ),
        Move("approve", [S.AGREED], to=None, by=PS, when=_PROVIDER_APPROVES),
        Move(
            "sign", [S.APPROVED], to=S.SIGNED, by=CS, when=[*_COMMISSIONER_SIGNS, conditions.other_side_has("signed")]
        ),
        Move("sign", [S.APPROVED], to=None, by=CS, when=_COMMISSIONER_SIGNS),
        Move("sign", [S.APPROVED], to=S.SIGNED, by=PS, when=[*_PROVIDER_SIGNS, conditions.other_side_has("signed")]),
        Move("sign", [S.APPROVED], to=None, by=PS, when=_PROVIDER_SIGNS),
        Move("publish", [S.SIGNED, S.IN_FORCE], to=None, by=RM, when=[conditions.is_not_published]),
        Move("come_into_force", [S.SIGNED], to=S.IN_FORCE, by=SYSTEM, when=[conditions.start_date_is_here]),
        Move("hold_over", [S.IN_FORCE, S.EXPIRED], to=None, by=SYSTEM),
        Move("supersede", [S.IN_FORCE, S.EXPIRED], to=S.SUPERSEDED, by=SYSTEM),
        Move("expire", [S.IN_FORCE], to=S.EXPIRED, by=SYSTEM, when=[conditions.end_date_has_passed]),
        Move("write_notice", [S.SIGNED, S.IN_FORCE], to=None, by=CN | PN),
        Move("vary", [S.IN_FORCE], to=None, by=CS | SYSTEM),
        Move("give_notice_of_end", [S.IN_FORCE], to=None, by=CS, when=[conditions.reason_is_given, *ending.CONDITIONS]),
        Move(
            "take_back_notice_of_end",
            [S.IN_FORCE],
            to=None,
            by=CS,
            when=[conditions.reason_is_given, ending.notice_is_given],
        ),
        Move("end", [S.IN_FORCE], to=S.ENDED, by=SYSTEM, when=[ending.last_day_has_passed]),
    ],
)
