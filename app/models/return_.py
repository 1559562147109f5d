"""Returns: a provider's assurance submissions, each with its evidence and its two ratings."""

from datetime import date, datetime
from typing import ClassVar

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.agreement import Agreement
from app.models.base import Base, Utc, Versioned, enum_column
from app.models.person import Person
from app.models.round import Round
from app.models.upload import Upload
from workflows.engine import Workflow
from workflows.return_ import ReturnState, workflow


class Return(Versioned, Base):
    """Ratings: 4 exceptional, 3 good, 2 requiring development, 1 serious concerns; none when not rated."""

    workflow: ClassVar[Workflow[ReturnState]] = workflow
    __table_args__ = (
        sa.UniqueConstraint("agreement_id", "key", "covers_from", name="uq_return_agreement_key_from"),
        sa.CheckConstraint("self_rating IS NULL OR self_rating BETWEEN 1 AND 4", name="self_rating_1_to_4"),
        sa.CheckConstraint("rating IS NULL OR rating BETWEEN 1 AND 4", name="rating_1_to_4"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(sa.ForeignKey("round.id"), index=True)
    agreement_id: Mapped[int] = mapped_column(sa.ForeignKey("agreement.id"), index=True)
    provider_id: Mapped[int] = mapped_column(sa.ForeignKey("organisation.id"), index=True)
    state: Mapped[ReturnState] = mapped_column(enum_column(ReturnState), default=ReturnState.EXPECTED)
    key: Mapped[str] = mapped_column(sa.String(40))
    title: Mapped[str] = mapped_column(sa.String(200))
    asks_for: Mapped[str] = mapped_column(sa.Text, default="")
    covers_from: Mapped[date]
    covers_to: Mapped[date]
    due_on: Mapped[date] = mapped_column(index=True)
    statement: Mapped[str] = mapped_column(sa.Text, default="")
    self_rating: Mapped[int | None]
    submitted_at: Mapped[datetime | None] = mapped_column(Utc)
    submitted_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))
    late_days: Mapped[int] = mapped_column(default=0)
    rating: Mapped[int | None]
    conclusion: Mapped[str] = mapped_column(sa.Text, default="")
    reviewed_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))
    reviewed_at: Mapped[datetime | None] = mapped_column(Utc)
    sent_back_reason: Mapped[str] = mapped_column(sa.Text, default="")

    round: Mapped[Round] = relationship()
    agreement: Mapped[Agreement] = relationship()
    submitted_by: Mapped[Person | None] = relationship(foreign_keys=[submitted_by_id])
    reviewed_by: Mapped[Person | None] = relationship(foreign_keys=[reviewed_by_id])
    evidence: Mapped[list["Evidence"]] = relationship(back_populates="return_", order_by="Evidence.id")


class Evidence(Base):
    """A file for a return, with the period it is about (apart from when it was uploaded)."""

    id: Mapped[int] = mapped_column(primary_key=True)
    return_id: Mapped[int] = mapped_column(sa.ForeignKey("return.id"), index=True)
    upload_id: Mapped[int] = mapped_column(sa.ForeignKey("upload.id"))
    title: Mapped[str] = mapped_column(sa.String(200))
    effective_from: Mapped[date | None]
    effective_to: Mapped[date | None]

    return_: Mapped[Return] = relationship(back_populates="evidence")
    upload: Mapped[Upload] = relationship(lazy="joined", innerjoin=True)
