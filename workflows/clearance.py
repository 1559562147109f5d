"""A clearance: leave from whoever may give it to go beyond one's own range, with one exact offer (domain §2, §7)."""

from enum import StrEnum
from typing import Any

from workflows.agreement import Side
from workflows.engine import Move, Workflow, guard
from workflows.roles import Role


class ClearanceState(StrEnum):
    ASKED = "asked"
    APPROVED = "approved"
    DECLINED = "declined"
    LAPSED = "lapsed"


class Step(StrEnum):
    """What would go beyond."""

    DRAFT = "draft"
    OFFER = "offer"
    ACCEPTANCE = "acceptance"


S = ClearanceState
STEP_OF = {"send": Step.DRAFT, "propose": Step.OFFER, "counter": Step.OFFER, "accept": Step.ACCEPTANCE}
"""Which step an agreement's action takes."""


@guard("The other side’s approvals are its own.")
def is_own_side(clearance: Any, *, side: Side | None = None, **_: Any) -> bool:
    return side is not None and clearance.side is side


@guard("Your side’s playbook says that {who} decides this.")
def may_go_beyond(_: Any, *, is_approver: bool = False, **__: Any) -> bool:
    return is_approver


@guard("You wrote in this, or asked for its approval, so somebody else must decide.")
def did_not_write_it(_: Any, *, writers: frozenset[int] | None = None, person_id: int | None = None, **__: Any) -> bool:
    return writers is not None and person_id is not None and person_id not in writers


@guard("It has changed since approval was asked for. Whoever sends it asks again.")
def is_as_asked(clearance: Any, *, digest_now: str | None = None, **_: Any) -> bool:
    return digest_now is not None and digest_now == clearance.digest


@guard("Say why. Only your own side reads it.")
def reason_is_given(_: Any, *, reason: str = "", **__: Any) -> bool:
    return bool(reason.strip())


CN, PN = Role.COMMISSIONER_NEGOTIATOR, Role.PROVIDER_NEGOTIATOR
OWN = {CN, PN, Role.COMMISSIONER_SIGNATORY, Role.PROVIDER_SIGNATORY, Role.ROUND_MANAGER}
"""Anyone of a side who works on the agreement may be the one whom its playbook names."""
_DECIDES = [is_own_side, may_go_beyond, did_not_write_it]

workflow = Workflow(
    name="clearance",
    states=ClearanceState,
    initial=S.ASKED,
    final={S.DECLINED, S.LAPSED},
    moves=[
        Move("approve", [S.ASKED], to=S.APPROVED, by=OWN, when=[*_DECIDES, is_as_asked]),
        Move("decline", [S.ASKED], to=S.DECLINED, by=OWN, when=[*_DECIDES, reason_is_given]),
        Move("lapse", [S.ASKED, S.APPROVED], to=S.LAPSED, by={Role.SYSTEM}),
    ],
)
