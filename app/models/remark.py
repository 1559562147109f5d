"""Remarks: what the two sides say to each other about an agreement or one of its terms, and each side's own notes."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.agreement import Agreement
from app.models.base import Base, Utc, enum_column
from app.models.person import Person
from app.models.term import Term
from workflows.agreement import Side


class Remark(Base):
    """Never altered: another remark corrects it, and names it in `corrects_id`. Private to its side where `private`.

    Without a term it is about the agreement as a whole. `upload_id` is the file that it was read from, if any.
    """

    id: Mapped[int] = mapped_column(primary_key=True)
    agreement_id: Mapped[int] = mapped_column(sa.ForeignKey("agreement.id"), index=True)
    term_id: Mapped[int | None] = mapped_column(sa.ForeignKey("term.id"), index=True)
    side: Mapped[Side] = mapped_column(enum_column(Side))
    private: Mapped[bool] = mapped_column(default=False)
    author_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Utc)
    text: Mapped[str] = mapped_column(sa.Text)
    corrects_id: Mapped[int | None] = mapped_column(sa.ForeignKey("remark.id"))
    upload_id: Mapped[int | None] = mapped_column(sa.ForeignKey("upload.id"))

    agreement: Mapped[Agreement] = relationship()
    term: Mapped[Term | None] = relationship()
    author: Mapped[Person] = relationship()


class RemarkRead(Base):
    """That a person has read a remark. Nobody reads their own: those have no row."""

    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), primary_key=True)
    remark_id: Mapped[int] = mapped_column(sa.ForeignKey("remark.id"), primary_key=True, index=True)
