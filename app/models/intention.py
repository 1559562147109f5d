"""Intentions: what will be bought and why, and for whom."""

from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Base, Versioned, enum_column
from app.models.round import Round


class Group(StrEnum):
    CO_COMMISSIONED = "co-commissioned"
    COMMUNITY = "community"
    CUSTODIAL = "custodial"

    @property
    def prefix(self) -> str:
        return {"co-commissioned": "CO", "community": "CM", "custodial": "CU"}[self.value]


class Direction(StrEnum):
    START = "start"
    INCREASE = "increase"
    CONTINUE = "continue"
    IMPROVE = "improve"
    CHANGE = "change"
    REDUCE = "reduce"
    STOP = "stop"


class Intention(Versioned, Base):
    """`applies` limits by sectors, nations, holds and providers (codes); an empty list does not limit."""

    __table_args__ = (sa.UniqueConstraint("round_id", "ref", name="uq_intention_round_ref"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(sa.ForeignKey("round.id"))
    group: Mapped[Group] = mapped_column(enum_column(Group))
    number: Mapped[int]
    ref: Mapped[str] = mapped_column(sa.String(10))
    position: Mapped[int]
    title: Mapped[str] = mapped_column(sa.String(300))
    summary_title: Mapped[str] = mapped_column(sa.String(300), default="")
    in_summary: Mapped[bool] = mapped_column(default=True)
    explanation: Mapped[str] = mapped_column(sa.Text)
    direction: Mapped[Direction] = mapped_column(enum_column(Direction))
    applies: Mapped[dict[str, Any]] = mapped_column(sa.JSON, default=dict)
    segments: Mapped[list[dict[str, str]]] = mapped_column(sa.JSON, default=list)
    partners: Mapped[list[str]] = mapped_column(sa.JSON, default=list)
    welsh: Mapped[dict[str, str]] = mapped_column(sa.JSON, default=dict)

    round: Mapped[Round] = relationship()
