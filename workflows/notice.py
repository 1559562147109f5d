"""A notice of change: the only way to change a signed agreement, from its draft to its effect (domain §7).

Discretionary needs both sides. Mandatory is the commissioner's alone; it takes effect on its date, and only its price
can be disputed, before that day or after it.
"""

from workflows.engine import Move, Workflow
from workflows.notice_conditions import (
    agreement_can_be_changed,
    agreement_is_in_force,
    agreement_is_over,
    cost_is_stated,
    cost_is_the_one_asked,
    effect_follows_the_answer,
    effect_is_within_the_agreement,
    ground_is_open,
    ground_is_stated,
    is_mandatory,
    is_not_answered,
    issuer_did_not_write_it,
    it_needs_no_more_consent,
    its_day_is_here,
    nobody_has_built_on_it,
    origin_may_require_it,
    other_side_consents,
    other_side_gives_it,
    own_side_gives_it,
    price_is_in_question,
    reason_is_given,
    side_may_require_it,
    something_changes,
    terms_are_as_they_were,
    time_to_answer_is_given,
)
from workflows.notice_kinds import CAN_BE_REQUIRED, OPEN, Ground, Notice, NoticeKind, NoticeState, Origin
from workflows.roles import Role

__all__ = ["CAN_BE_REQUIRED", "OPEN", "Ground", "Notice", "NoticeKind", "NoticeState", "Origin", "workflow"]

S = NoticeState
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
