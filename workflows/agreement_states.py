"""Where an agreement can stand, whose sides it has, and what is looked at of it (domain §7, "Life of an agreement")."""

from datetime import date
from enum import StrEnum
from typing import Protocol


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
    def reopened(self) -> bool: ...
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
