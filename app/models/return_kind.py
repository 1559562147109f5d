"""Kinds of return: what each sort of provider sends in a round, how often, and how soon after (domain §8)."""

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base


class ReturnKind(Base):
    """Due `due_after_days` of `clock` after each period; a return asked for once counts from the start."""

    __table_args__ = (
        sa.UniqueConstraint("round_id", "key", name="uq_return_kind_round_key"),
        sa.CheckConstraint("frequency IN ('quarterly', 'yearly', 'once')", name="frequency_is_known"),
        sa.CheckConstraint("clock IN ('working days', 'calendar days')", name="clock_is_known"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(sa.ForeignKey("round.id"))
    key: Mapped[str] = mapped_column(sa.String(40))
    title: Mapped[str] = mapped_column(sa.String(200))
    covers: Mapped[str] = mapped_column(sa.Text, default="")
    sectors: Mapped[list[str]] = mapped_column(sa.JSON)
    frequency: Mapped[str] = mapped_column(sa.String(20))
    due_after_days: Mapped[int]
    clock: Mapped[str] = mapped_column(sa.String(20))
    evidence_asked: Mapped[list[str]] = mapped_column(sa.JSON, default=list)
