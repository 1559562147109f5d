"""Responses: what a person or organisation sends, and the views in it."""

from datetime import date, datetime
from typing import TYPE_CHECKING, ClassVar

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Base, Utc, Versioned, enum_column
from app.models.edition import Edition
from app.models.organisation import Organisation
from app.models.person import Person
from app.models.round import Invitee, Round
from app.models.upload import Upload
from workflows.engine import Workflow
from workflows.response import Permission, ResponseState, Stance, workflow

if TYPE_CHECKING:
    from app.models.point import Point


class Response(Versioned, Base):
    """The receipt code is stored hashed only. Staff who enter a paper response are `entered_by`.

    `is_shared` says that a team writes it, in a room (app/models/room.py).
    `area` is a region of England, or Wales, as app/areas.py lists them. `extended_to` is its own last
    day for feedback, where it has been given one.
    `submitted_at` is when it was last sent; `received_at` when something that staff entered had come in.
    """

    workflow: ClassVar[Workflow[ResponseState]] = workflow

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(sa.ForeignKey("round.id"), index=True)
    edition_id: Mapped[int] = mapped_column(sa.ForeignKey("edition.id"))
    state: Mapped[ResponseState] = mapped_column(enum_column(ResponseState), default=ResponseState.DRAFT)
    code_hash: Mapped[str] = mapped_column(sa.String(64), unique=True)
    person_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"), index=True)
    organisation_id: Mapped[int | None] = mapped_column(sa.ForeignKey("organisation.id"), index=True)
    name: Mapped[str] = mapped_column(sa.String(200), default="")
    email: Mapped[str] = mapped_column(sa.String(254), default="")
    capacity: Mapped[str] = mapped_column(sa.String(40), default="")
    organisation_name: Mapped[str] = mapped_column(sa.String(200), default="")
    organisation_kind: Mapped[str] = mapped_column(sa.String(40), default="")
    speaks_for: Mapped[str] = mapped_column(sa.Text, default="")
    nation: Mapped[str] = mapped_column(sa.String(40), default="")
    area: Mapped[str] = mapped_column(sa.String(40), default="")
    language: Mapped[str] = mapped_column(sa.String(10), default="en")
    permission: Mapped[Permission | None] = mapped_column(enum_column(Permission))
    general: Mapped[str] = mapped_column(sa.Text, default="")
    started_at: Mapped[datetime] = mapped_column(Utc)
    submitted_at: Mapped[datetime | None] = mapped_column(Utc)
    received_at: Mapped[datetime | None] = mapped_column(Utc)
    late_days: Mapped[int] = mapped_column(default=0)
    channel: Mapped[str] = mapped_column(sa.String(20), default="web")
    entered_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))
    original_id: Mapped[int | None] = mapped_column(sa.ForeignKey("upload.id"))
    extended_to: Mapped[date | None]
    invitee_id: Mapped[int | None] = mapped_column(sa.ForeignKey("invitee.id"), index=True)
    is_shared: Mapped[bool] = mapped_column(default=False, server_default=sa.false())

    round: Mapped[Round] = relationship()
    edition: Mapped[Edition] = relationship()
    person: Mapped[Person | None] = relationship(foreign_keys=[person_id])
    organisation: Mapped[Organisation | None] = relationship()
    entered_by: Mapped[Person | None] = relationship(foreign_keys=[entered_by_id])
    original: Mapped[Upload | None] = relationship()
    invitee: Mapped[Invitee | None] = relationship()
    views: Mapped[list["View"]] = relationship(back_populates="response", order_by="View.place")
    points: Mapped[list["Point"]] = relationship(back_populates="response", order_by="Point.id")

    @property
    def closes(self) -> date | None:
        """The last day for this response: the round's, or its own later one."""
        days = [day for day in (self.round.day("feedback_closes"), self.extended_to) if day]
        return max(days, default=None)


class View(Base):
    """What a response says in one place: "CU-4", "PA-2", "general", "EQ-1".

    `sent_stance` is the stance as last sent, which is what is counted; `sent_text` everything said here as last sent,
    which points are cut from, and `sent_characteristics` whom that concerned. `saved_at` is real time, also in a
    rehearsal, and tells two tabs apart.
    """

    __table_args__ = (sa.UniqueConstraint("response_id", "place", name="uq_view_response_place"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    response_id: Mapped[int] = mapped_column(sa.ForeignKey("response.id"))
    place: Mapped[str] = mapped_column(sa.String(20))
    stance: Mapped[Stance | None] = mapped_column(enum_column(Stance))
    sent_stance: Mapped[Stance | None] = mapped_column(enum_column(Stance))
    comment: Mapped[str] = mapped_column(sa.Text, default="")
    evidence: Mapped[str] = mapped_column(sa.Text, default="")
    wording: Mapped[str] = mapped_column(sa.Text, default="")
    characteristics: Mapped[list[str]] = mapped_column(sa.JSON, default=list)
    sent_text: Mapped[str] = mapped_column(sa.Text, default="")
    sent_characteristics: Mapped[list[str] | None] = mapped_column(sa.JSON(none_as_null=True))
    saved_at: Mapped[datetime] = mapped_column(Utc)

    response: Mapped[Response] = relationship(back_populates="views")
