"""Responses taken away as a Word form and brought back: the forms, and what came back."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, deferred, mapped_column, relationship

from app.models.base import Base, Utc
from app.models.response import Response
from app.models.room import Colleague


class ResponseForm(Base):
    """A form that was taken; `printed` is what it said, answer by answer. In a room, by which colleague."""

    __table_args__ = (sa.UniqueConstraint("response_id", "number", name="uq_response_form_response_number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    response_id: Mapped[int] = mapped_column(sa.ForeignKey("response.id"))
    number: Mapped[int]
    colleague_id: Mapped[int | None] = mapped_column(sa.ForeignKey("colleague.id"))
    taken_at: Mapped[datetime] = mapped_column(Utc)
    printed: Mapped[dict[str, Any]] = deferred(mapped_column(sa.JSON, nullable=False))

    response: Mapped[Response] = relationship()
    colleague: Mapped[Colleague | None] = relationship()


class BroughtForm(Base):
    """What was read in a file that came back: the file itself is not kept. Nothing of it is saved until `put_at`."""

    __table_args__ = (sa.UniqueConstraint("response_id", "number", name="uq_brought_form_response_number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    response_id: Mapped[int] = mapped_column(sa.ForeignKey("response.id"))
    number: Mapped[int]
    response_form_id: Mapped[int] = mapped_column(sa.ForeignKey("response_form.id"))
    colleague_id: Mapped[int | None] = mapped_column(sa.ForeignKey("colleague.id"))
    brought_at: Mapped[datetime] = mapped_column(Utc)
    found: Mapped[dict[str, Any]] = mapped_column(sa.JSON)
    put_at: Mapped[datetime | None] = mapped_column(Utc)

    response: Mapped[Response] = relationship()
    form: Mapped[ResponseForm] = relationship()
    colleague: Mapped[Colleague | None] = relationship()
