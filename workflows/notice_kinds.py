"""What notices of change are: their states, kinds, origins, and the grounds of objections (domain §7)."""

from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from workflows.agreement import Side


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
