"""Who asked to be told by mail what a round publishes."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Base, Utc
from app.models.round import Round


class Subscription(Base):
    """One address and one round. Until `confirmed_at` nothing is sent but the letter that asks for it.

    `closing_soon`: also wants to be told shortly before feedback closes; `told_closing` is the day it was told of.
    Moments are real time, also in a rehearsal.
    """

    __table_args__ = (sa.UniqueConstraint("round_id", "email_key", name="uq_subscription_round_email"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(sa.ForeignKey("round.id"))
    email: Mapped[str] = mapped_column(sa.String(254))
    email_key: Mapped[str] = mapped_column(sa.String(254))
    language: Mapped[str] = mapped_column(sa.String(10), default="en")
    closing_soon: Mapped[bool] = mapped_column(default=False)
    told_closing: Mapped[date | None]
    asked_at: Mapped[datetime] = mapped_column(Utc)
    confirmed_at: Mapped[datetime | None] = mapped_column(Utc)

    round: Mapped[Round] = relationship()
