"""Searches for points that somebody named to come back to, and the sheets made of what a search finds."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Base, Utc, Versioned
from app.models.person import Person
from app.models.round import Round
from app.models.upload import Upload


class SavedSearch(Versioned, Base):
    """What a search asks for, as it stands in the address: for its owner, or for everyone who works on the round."""

    __table_args__ = (sa.UniqueConstraint("round_id", "owner_id", "name", name="uq_saved_search_round_owner_name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(sa.ForeignKey("round.id"))
    owner_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), index=True)
    name: Mapped[str] = mapped_column(sa.String(120))
    shared: Mapped[bool] = mapped_column(default=False)
    arguments: Mapped[dict[str, str]] = mapped_column(sa.JSON)
    saved_at: Mapped[datetime] = mapped_column(Utc)

    round: Mapped[Round] = relationship()
    owner: Mapped[Person] = relationship()


class PointSheet(Base):
    """The points that a search found, as a file made in the background for whoever asked for it, and nobody else."""

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(sa.ForeignKey("round.id"))
    asked_by_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), index=True)
    asked_at: Mapped[datetime] = mapped_column(Utc)
    arguments: Mapped[dict[str, str]] = mapped_column(sa.JSON)
    kind: Mapped[str] = mapped_column(sa.String(10))
    total: Mapped[int] = mapped_column(default=0)
    finished_at: Mapped[datetime | None] = mapped_column(Utc)
    upload_id: Mapped[int | None] = mapped_column(sa.ForeignKey("upload.id"))

    round: Mapped[Round] = relationship()
    asked_by: Mapped[Person] = relationship()
    upload: Mapped[Upload | None] = relationship()
