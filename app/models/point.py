"""Points: the things that a response says, each to be answered; where they came from and what they concern."""

from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from app.models.base import Base, Utc, Versioned, Welsh, enum_column
from app.models.campaign import Campaign
from app.models.intention import Intention
from app.models.person import Person
from app.models.response import Response
from app.models.round import Round
from workflows.engine import Workflow
from workflows.point import Disposition, PointState, workflow
from workflows.response import Stance

if TYPE_CHECKING:
    from app.models.wording_link import WordingLink

GROUPS = {"CO": 0, "CM": 1, "CU": 2, "PA": 3, "general": 4, "EQ": 5}


def order_of_place(place: str) -> int:
    """Where a place stands in lists: intentions as the document has them, then assumptions, anything else, equality.

    CU-2 comes before CU-10.
    """
    group, _, number = place.partition("-")
    return GROUPS.get(group, 9) * 100_000 + (min(int(number), 99_999) if number.isdecimal() else 0)


class Point(Versioned, Base):
    """One thing a submitted response says. It always gets a disposition, or a waiver in public words.

    `said_in` is where in the response it was said, and never changes; `place` is where it is answered, which an
    analyst may move. `begins` is where in the comment its words begin, in characters. `sent_back` is why somebody sent
    the answer back to its author; `waived_by` the name and post, as published, of who gave the waiver.
    """

    workflow: ClassVar[Workflow[PointState]] = workflow
    __table_args__ = (
        sa.Index("ix_point_response_said_in", "response_id", "said_in"),
        sa.Index("ix_point_round_state", "round_id", "state"),
        sa.Index("ix_point_listed", "round_id", "place_order", "received_at", "id", "state"),
        sa.Index("ix_point_counted", "round_id", "response_id", "state", "campaign_id", "place"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    response_id: Mapped[int] = mapped_column(sa.ForeignKey("response.id"))
    round_id: Mapped[int] = mapped_column(sa.ForeignKey("round.id"))
    state: Mapped[PointState] = mapped_column(enum_column(PointState), default=PointState.UNANSWERED)
    place: Mapped[str] = mapped_column(sa.String(20), index=True)
    place_order: Mapped[int] = mapped_column(default=lambda new: order_of_place(new.get_current_parameters()["place"]))
    said_in: Mapped[str] = mapped_column(sa.String(20), default=lambda new: new.get_current_parameters()["place"])
    begins: Mapped[int] = mapped_column(default=0)
    intention_id: Mapped[int | None] = mapped_column(sa.ForeignKey("intention.id"), index=True)
    stance: Mapped[Stance | None] = mapped_column(enum_column(Stance))
    text: Mapped[str] = mapped_column(sa.Text)
    characteristics: Mapped[list[str]] = mapped_column(sa.JSON, default=list)
    adverse: Mapped[bool] = mapped_column(default=False)
    received_at: Mapped[datetime] = mapped_column(Utc)
    campaign_id: Mapped[int | None] = mapped_column(sa.ForeignKey("campaign.id"), index=True)
    own_words: Mapped[int | None]
    assigned_to_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"), index=True)
    disposition: Mapped[Disposition | None] = mapped_column(enum_column(Disposition))
    reason: Mapped[str] = mapped_column(sa.Text, default="")
    change: Mapped[str] = mapped_column(sa.Text, default="")
    answered_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))
    answered_at: Mapped[datetime | None] = mapped_column(Utc)
    approved_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))
    approved_at: Mapped[datetime | None] = mapped_column(Utc)
    released_at: Mapped[datetime | None] = mapped_column(Utc)
    release_id: Mapped[int | None] = mapped_column(sa.ForeignKey("answer_release.id"), index=True)
    sent_back: Mapped[str] = mapped_column(sa.Text, default="")
    waiver: Mapped[str] = mapped_column(sa.Text, default="")
    waived_by: Mapped[str] = mapped_column(sa.String(420), default="")
    welsh: Mapped[dict[str, str] | None] = mapped_column(Welsh)

    round: Mapped[Round] = relationship()
    response: Mapped[Response] = relationship(back_populates="points")
    intention: Mapped[Intention | None] = relationship()
    campaign: Mapped[Campaign | None] = relationship()
    assigned_to: Mapped[Person | None] = relationship(foreign_keys=[assigned_to_id])
    answered_by: Mapped[Person | None] = relationship(foreign_keys=[answered_by_id])
    approved_by: Mapped[Person | None] = relationship(foreign_keys=[approved_by_id])
    concerns: Mapped[list["PointConcern"]] = relationship(order_by="PointConcern.place", cascade="all, delete-orphan")
    links: Mapped[list["WordingLink"]] = relationship(order_by="WordingLink.id", viewonly=True)
    origins: Mapped[list["Point"]] = relationship(
        secondary="point_origin",
        primaryjoin="Point.id == PointOrigin.point_id",
        secondaryjoin="Point.id == PointOrigin.origin_id",
        order_by="Point.id",
        viewonly=True,
    )

    @validates("place")
    def _order(self, _name: str, place: str) -> str:
        self.place_order = order_of_place(place)
        return place

    @validates("text")
    def _leave_campaign(self, _name: str, text: str) -> str:
        """Other words may not be the campaign's any more: the next look for campaigns says."""
        if self.campaign_id is not None and text != self.text:
            self.campaign_id = self.own_words = None
        return text


class PointOrigin(Base):
    """A point that was split off, or merged, names the ones it was made from; those are kept, as `replaced`."""

    point_id: Mapped[int] = mapped_column(sa.ForeignKey("point.id"), primary_key=True)
    origin_id: Mapped[int] = mapped_column(sa.ForeignKey("point.id"), primary_key=True, index=True)


class PointConcern(Base):
    """Another place that a point concerns, beside its own: "CU-4", "PA-2"."""

    point_id: Mapped[int] = mapped_column(sa.ForeignKey("point.id"), primary_key=True)
    place: Mapped[str] = mapped_column(sa.String(20), primary_key=True, index=True)


class PointRead(Base):
    """Who has read a point, and when they said so."""

    point_id: Mapped[int] = mapped_column(sa.ForeignKey("point.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), primary_key=True, index=True)
    at: Mapped[datetime] = mapped_column(Utc)
