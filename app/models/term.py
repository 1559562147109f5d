"""Terms: the negotiable lines of an agreement, each on one schedule."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Base, Versioned, enum_column
from workflows.schedule import Schedule

if TYPE_CHECKING:
    from app.models.agreement import Agreement


class Term(Versioned, Base):
    """`fields` holds the schedule's columns (workflows/schedule.py) as they stand; `intentions` the refs it carries.

    A target above its potential referrals stands only with `excess_reason`, allowed by `excess_approved_by`.
    """

    __table_args__ = (sa.UniqueConstraint("agreement_id", "ref", name="uq_term_agreement_ref"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    agreement_id: Mapped[int] = mapped_column(sa.ForeignKey("agreement.id"))
    schedule: Mapped[Schedule] = mapped_column(enum_column(Schedule))
    ref: Mapped[str] = mapped_column(sa.String(12))
    position: Mapped[int]
    title: Mapped[str] = mapped_column(sa.String(300))
    fields: Mapped[dict[str, Any]] = mapped_column(sa.JSON)
    intentions: Mapped[list[str]] = mapped_column(sa.JSON, default=list)
    excess_reason: Mapped[str] = mapped_column(sa.Text, default="")
    excess_approved_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))

    agreement: Mapped[Agreement] = relationship(back_populates="terms")
