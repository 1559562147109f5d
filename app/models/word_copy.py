"""Agreements taken into Word and brought back: copies, files that came back, and what in them has no place yet."""

from datetime import datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, deferred, mapped_column, relationship

from app.models.agreement import Agreement
from app.models.base import Base, Utc, Versioned, enum_column
from app.models.person import Person
from app.models.term import Term
from app.models.upload import Upload
from workflows.agreement import Side


class Decision(StrEnum):
    """What a person did with a change that stands where no value is."""

    PLACED = "placed"
    NOTED = "noted"
    DISMISSED = "dismissed"


class WordCopy(Base):
    """One side's negotiation copy. `offer` is the offer that was on the table, `printed` what the copy said."""

    __table_args__ = (sa.UniqueConstraint("agreement_id", "side", "number", name="uq_word_copy_agreement_side_number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    agreement_id: Mapped[int] = mapped_column(sa.ForeignKey("agreement.id"), index=True)
    side: Mapped[Side] = mapped_column(enum_column(Side))
    number: Mapped[int]
    offer: Mapped[int]
    made_by_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    made_at: Mapped[datetime] = mapped_column(Utc)
    printed: Mapped[dict[str, Any]] = deferred(mapped_column(sa.JSON, nullable=False))

    agreement: Mapped[Agreement] = relationship()
    made_by: Mapped[Person] = relationship()


class EditedCopy(Versioned, Base):
    """A file that one side brought back, kept as it came; `found` is what was read in it (app/word_copies/found.py).

    Nothing of it is in an offer until `put_at`, and nobody on the other side ever learns of it.
    """

    __table_args__ = (
        sa.UniqueConstraint("agreement_id", "side", "number", name="uq_edited_copy_agreement_side_number"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    agreement_id: Mapped[int] = mapped_column(sa.ForeignKey("agreement.id"), index=True)
    side: Mapped[Side] = mapped_column(enum_column(Side))
    number: Mapped[int]
    word_copy_id: Mapped[int] = mapped_column(sa.ForeignKey("word_copy.id"))
    upload_id: Mapped[int] = mapped_column(sa.ForeignKey("upload.id"))
    brought_by_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    brought_at: Mapped[datetime] = mapped_column(Utc)
    found: Mapped[dict[str, Any]] = mapped_column(sa.JSON)
    put_at: Mapped[datetime | None] = mapped_column(Utc)
    put_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))

    agreement: Mapped[Agreement] = relationship()
    word_copy: Mapped[WordCopy] = relationship()
    upload: Mapped[Upload] = relationship()
    brought_by: Mapped[Person] = relationship(foreign_keys=[brought_by_id])
    put_by: Mapped[Person | None] = relationship(foreign_keys=[put_by_id])
    unplaced: Mapped[list["UnplacedChange"]] = relationship(order_by="UnplacedChange.position")


class UnplacedChange(Base):
    """Text changed outside the fields. Without a `decision` it waits for somebody to say where it belongs.

    `term_id` is the term whose row it stands in, where it stands in one, or the one that it was placed at; `column`
    is the value that it is to be, counted from the schedule's first column.
    """

    id: Mapped[int] = mapped_column(primary_key=True)
    edited_copy_id: Mapped[int] = mapped_column(sa.ForeignKey("edited_copy.id"), index=True)
    position: Mapped[int]
    sort: Mapped[str] = mapped_column(sa.String(20))
    place: Mapped[str] = mapped_column(sa.Text)
    before: Mapped[str] = mapped_column(sa.Text)
    after: Mapped[str] = mapped_column(sa.Text)
    authors: Mapped[list[str]] = mapped_column(sa.JSON)
    decision: Mapped[Decision | None] = mapped_column(enum_column(Decision))
    term_id: Mapped[int | None] = mapped_column(sa.ForeignKey("term.id", ondelete="SET NULL"))
    column: Mapped[int | None]
    text: Mapped[str] = mapped_column(sa.Text, default="")
    decided_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))
    decided_at: Mapped[datetime | None] = mapped_column(Utc)

    term: Mapped[Term | None] = relationship()
    decided_by: Mapped[Person | None] = relationship()
