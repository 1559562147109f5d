"""Notice that an agreement ends before its time: its reason, its last day, and the check on equality."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.agreement import Agreement
from app.models.base import Base, Utc, enum_column
from app.models.person import Person
from workflows.ending import EqualityEffect


class Ending(Base):
    """`last_day` is the day on which it ends. Kept when it is taken back, with when."""

    id: Mapped[int] = mapped_column(primary_key=True)
    agreement_id: Mapped[int] = mapped_column(sa.ForeignKey("agreement.id"), index=True)
    given_by_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    given_at: Mapped[datetime] = mapped_column(Utc)
    last_day: Mapped[date]
    reason: Mapped[str] = mapped_column(sa.Text)
    sooner_reason: Mapped[str] = mapped_column(sa.Text, default="")
    equality: Mapped[EqualityEffect] = mapped_column(enum_column(EqualityEffect))
    equality_words: Mapped[str] = mapped_column(sa.Text)
    taken_back_at: Mapped[datetime | None] = mapped_column(Utc)

    agreement: Mapped[Agreement] = relationship()
    given_by: Mapped[Person] = relationship()
