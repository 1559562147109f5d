"""Response rooms: who writes a response together, who is in which section, what they typed, said and wrote before.

Nothing of it is ever the commissioner's to see. Times of locks and of typed text are real, also in a rehearsal.
"""

from datetime import datetime
from typing import Any, ClassVar

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Base, Utc, Versioned, enum_column
from app.models.person import Person
from app.models.response import Response
from workflows.colleague import ColleagueState
from workflows.colleague import workflow as colleague_workflow
from workflows.engine import Workflow
from workflows.room import RoomState, workflow


class Room(Versioned, Base):
    """A response that is written by a team. The response itself says so too: `is_shared`."""

    workflow: ClassVar[Workflow[RoomState]] = workflow

    id: Mapped[int] = mapped_column(primary_key=True)
    response_id: Mapped[int] = mapped_column(sa.ForeignKey("response.id"), unique=True)
    round_id: Mapped[int] = mapped_column(sa.ForeignKey("round.id"), index=True)
    state: Mapped[RoomState] = mapped_column(enum_column(RoomState), default=RoomState.WRITING)
    opened_at: Mapped[datetime] = mapped_column(Utc)

    response: Mapped[Response] = relationship()
    colleagues: Mapped[list["Colleague"]] = relationship(back_populates="room", order_by="Colleague.id")


class Colleague(Base):
    """Somebody who was invited to a room, or opened it (`owns`). The link's token is stored hashed only.

    `person_id` is their account, once they came in signed in: from then on the link alone is not enough.
    `asked_by_letter` says when a letter last told them that a section of theirs is asked for, by section (real time).
    """

    __table_args__ = (
        sa.UniqueConstraint("room_id", "email", name="uq_colleague_room_email"),
        sa.Index(
            "uq_colleague_certifier", "room_id", unique=True,
            sqlite_where=sa.text("certifies"), postgresql_where=sa.text("certifies"),
        ),
    )  # fmt: skip
    workflow: ClassVar[Workflow[ColleagueState]] = colleague_workflow

    id: Mapped[int] = mapped_column(primary_key=True)
    room_id: Mapped[int] = mapped_column(sa.ForeignKey("room.id"), index=True)
    state: Mapped[ColleagueState] = mapped_column(enum_column(ColleagueState), default=ColleagueState.INVITED)
    name: Mapped[str] = mapped_column(sa.String(200))
    email: Mapped[str] = mapped_column(sa.String(254))
    person_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"), index=True)
    token_hash: Mapped[str | None] = mapped_column(sa.String(64), unique=True)
    owns: Mapped[bool] = mapped_column(default=False)
    certifies: Mapped[bool] = mapped_column(default=False)
    invited_at: Mapped[datetime] = mapped_column(Utc)
    joined_at: Mapped[datetime | None] = mapped_column(Utc)
    here_at: Mapped[datetime | None] = mapped_column(Utc)
    here_in: Mapped[str] = mapped_column(sa.String(40), default="")
    asked_by_letter: Mapped[dict[str, str]] = mapped_column(sa.JSON, default=dict)

    room: Mapped[Room] = relationship(back_populates="colleagues", lazy="joined", innerjoin=True)
    person: Mapped[Person | None] = relationship()
    locks: Mapped[list["SectionLock"]] = relationship(
        back_populates="colleague", foreign_keys="SectionLock.colleague_id", order_by="SectionLock.id"
    )

    @property
    def response_id(self) -> int:
        return self.room.response_id

    @property
    def round_id(self) -> int:
        return self.room.round_id


class SectionLock(Base):
    """That a colleague writes a section. Silent for too long, it no longer holds (app/rooms/locks.py)."""

    __table_args__ = (sa.UniqueConstraint("room_id", "section", name="uq_section_lock_room_section"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    room_id: Mapped[int] = mapped_column(sa.ForeignKey("room.id"))
    section: Mapped[str] = mapped_column(sa.String(40))
    colleague_id: Mapped[int] = mapped_column(sa.ForeignKey("colleague.id"))
    since: Mapped[datetime] = mapped_column(Utc)
    alive_at: Mapped[datetime] = mapped_column(Utc)
    asked_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("colleague.id"))
    asked_at: Mapped[datetime | None] = mapped_column(Utc)

    colleague: Mapped[Colleague] = relationship(back_populates="locks", foreign_keys=[colleague_id])
    asked_by: Mapped[Colleague | None] = relationship(foreign_keys=[asked_by_id])


class TypedText(Base):
    """What a colleague has typed in one place and not saved: offered back to them, and shown to nobody else."""

    __table_args__ = (sa.UniqueConstraint("colleague_id", "place", name="uq_typed_text_colleague_place"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    room_id: Mapped[int] = mapped_column(sa.ForeignKey("room.id"), index=True)
    colleague_id: Mapped[int] = mapped_column(sa.ForeignKey("colleague.id"))
    place: Mapped[str] = mapped_column(sa.String(20))
    fields: Mapped[dict[str, Any]] = mapped_column(sa.JSON)
    at: Mapped[datetime] = mapped_column(Utc)


class Wording(Base):
    """What the response said in one place after somebody saved it: its history, place by place.

    `source` is "page", "word" (a Word form), "earlier" (an earlier wording put back) or "start" (before the team).
    """

    __table_args__ = (sa.Index("ix_wording_room_place", "room_id", "place"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    room_id: Mapped[int] = mapped_column(sa.ForeignKey("room.id"))
    place: Mapped[str] = mapped_column(sa.String(20))
    colleague_id: Mapped[int] = mapped_column(sa.ForeignKey("colleague.id"))
    source: Mapped[str] = mapped_column(sa.String(20), default="page")
    said: Mapped[dict[str, Any]] = mapped_column(sa.JSON)
    at: Mapped[datetime] = mapped_column(Utc)

    colleague: Mapped[Colleague] = relationship()


class TeamRemark(Base):
    """What colleagues say to each other about a place of their response, or (without one) about the whole."""

    id: Mapped[int] = mapped_column(primary_key=True)
    room_id: Mapped[int] = mapped_column(sa.ForeignKey("room.id"), index=True)
    place: Mapped[str] = mapped_column(sa.String(20), default="")
    colleague_id: Mapped[int] = mapped_column(sa.ForeignKey("colleague.id"))
    text: Mapped[str] = mapped_column(sa.Text)
    at: Mapped[datetime] = mapped_column(Utc)

    colleague: Mapped[Colleague] = relationship()
