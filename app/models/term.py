"""Terms: the negotiable lines of an agreement, each on one schedule."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, ClassVar

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Base, Utc, Versioned, enum_column
from workflows.agreement import Side
from workflows.engine import Workflow
from workflows.schedule import Schedule
from workflows.term import TermState, workflow

if TYPE_CHECKING:
    from app.models.agreement import Agreement


class Term(Versioned, Base):
    """`fields` holds the schedule's columns (workflows/schedule.py) as they stand; `intentions` the refs it carries.

    `standard_term_id` is the line of the round that it was drafted from, where it was: refs are counted per agreement.
    A target above its potential referrals stands only with `excess_reason`, allowed by `excess_approved_by`.
    `stands_by` is the side whose value is on the table; `moved_at` is when the state last moved.
    """

    workflow: ClassVar[Workflow[TermState]] = workflow
    __table_args__ = (sa.UniqueConstraint("agreement_id", "ref", name="uq_term_agreement_ref"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    agreement_id: Mapped[int] = mapped_column(sa.ForeignKey("agreement.id"))
    standard_term_id: Mapped[int | None] = mapped_column(sa.ForeignKey("standard_term.id"), index=True)
    schedule: Mapped[Schedule] = mapped_column(enum_column(Schedule))
    ref: Mapped[str] = mapped_column(sa.String(12))
    position: Mapped[int]
    title: Mapped[str] = mapped_column(sa.String(300))
    fields: Mapped[dict[str, Any]] = mapped_column(sa.JSON)
    intentions: Mapped[list[str]] = mapped_column(sa.JSON, default=list)
    excess_reason: Mapped[str] = mapped_column(sa.Text, default="")
    excess_approved_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))

    state: Mapped[TermState] = mapped_column(enum_column(TermState), default=TermState.OPEN)
    stands_by: Mapped[Side | None] = mapped_column(enum_column(Side))
    wanted_by: Mapped[Side | None] = mapped_column(enum_column(Side))
    wanted: Mapped[str] = mapped_column(sa.Text, default="")
    parked_owner: Mapped[str] = mapped_column(sa.String(200), default="")
    parked_reason: Mapped[str] = mapped_column(sa.Text, default="")
    parked_until: Mapped[date | None]
    reopen_asked_by: Mapped[Side | None] = mapped_column(enum_column(Side))
    reopen_reason: Mapped[str] = mapped_column(sa.Text, default="")
    moved_at: Mapped[datetime | None] = mapped_column(Utc)

    agreement: Mapped[Agreement] = relationship(back_populates="terms")
