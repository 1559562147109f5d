"""Exports: a zip of many agreements, made by a background job with progress."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Base, Utc
from app.models.person import Person
from app.models.round import Round
from app.models.upload import Upload


class Export(Base):
    """Holds only what the person who asked for it may see; only they may fetch it."""

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(sa.ForeignKey("round.id"))
    asked_by_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), index=True)
    asked_at: Mapped[datetime] = mapped_column(Utc)
    agreement_state: Mapped[str] = mapped_column(sa.String(40), default="")
    total: Mapped[int] = mapped_column(default=0)
    done: Mapped[int] = mapped_column(default=0)
    finished_at: Mapped[datetime | None] = mapped_column(Utc)
    failed: Mapped[str] = mapped_column(sa.Text, default="")
    upload_id: Mapped[int | None] = mapped_column(sa.ForeignKey("upload.id"))

    round: Mapped[Round] = relationship()
    asked_by: Mapped[Person] = relationship()
    upload: Mapped[Upload | None] = relationship()
