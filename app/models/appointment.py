"""Which part a person plays, where, and with which providers they work."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Base, Utc, enum_column
from workflows.roles import Role

if TYPE_CHECKING:
    from app.models.organisation import Organisation
    from app.models.person import Person


class Appointment(Base):
    """A role held from one moment to another: for the service, or one round; provider roles for one provider."""

    __table_args__ = (
        sa.CheckConstraint(
            "(role IN ('provider negotiator', 'provider signatory')) = (provider_id IS NOT NULL)",
            name="provider_roles_name_a_provider",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), index=True)
    role: Mapped[Role] = mapped_column(enum_column(Role))
    round_id: Mapped[int | None] = mapped_column(sa.ForeignKey("round.id"))
    provider_id: Mapped[int | None] = mapped_column(sa.ForeignKey("organisation.id"), index=True)
    given_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))
    given_at: Mapped[datetime] = mapped_column(Utc)
    ended_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))
    ended_at: Mapped[datetime | None] = mapped_column(Utc)

    person: Mapped[Person] = relationship(back_populates="appointments", foreign_keys=[person_id])
    provider: Mapped[Organisation | None] = relationship()


class Assignment(Base):
    """A provider that a commissioner negotiator works with; with `absence_id`, only while they act for a colleague."""

    __table_args__ = (sa.UniqueConstraint("person_id", "provider_id", name="uq_assignment_person_provider"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    provider_id: Mapped[int] = mapped_column(sa.ForeignKey("organisation.id"), index=True)
    absence_id: Mapped[int | None] = mapped_column(sa.ForeignKey("absence.id"))

    person: Mapped[Person] = relationship(back_populates="assignments")
    provider: Mapped[Organisation] = relationship()
