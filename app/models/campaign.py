"""Campaigns: near-identical texts that many people sent, how they were looked for, and what analysts took out."""

from datetime import datetime
from typing import ClassVar

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Base, Utc, Versioned, enum_column
from app.models.person import Person
from app.models.round import Round
from workflows.campaign import CampaignState, workflow
from workflows.engine import Workflow


class Campaign(Versioned, Base):
    """Near-identical texts that many people sent. `text` is the shared wording, as first received."""

    workflow: ClassVar[Workflow[CampaignState]] = workflow

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(sa.ForeignKey("round.id"), index=True)
    state: Mapped[CampaignState] = mapped_column(enum_column(CampaignState), default=CampaignState.STANDING)
    title: Mapped[str] = mapped_column(sa.String(200))
    text: Mapped[str] = mapped_column(sa.Text)
    found_at: Mapped[datetime] = mapped_column(Utc)

    round: Mapped[Round] = relationship()


class CampaignSearch(Base):
    """One look for campaigns: the thresholds that it used, and what it found.

    `shingle` words in a row are compared at a time; two texts belong together when at least `similarity` percent of
    what either says both say. Texts under `least_words` and groups under `least_responses` are left alone.
    """

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(sa.ForeignKey("round.id"), index=True)
    asked_by_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    asked_at: Mapped[datetime] = mapped_column(Utc)
    shingle: Mapped[int]
    similarity: Mapped[int]
    least_words: Mapped[int]
    least_responses: Mapped[int]
    points: Mapped[int] = mapped_column(default=0)
    texts: Mapped[int] = mapped_column(default=0)
    campaigns: Mapped[int] = mapped_column(default=0)
    grouped: Mapped[int] = mapped_column(default=0)
    finished_at: Mapped[datetime | None] = mapped_column(Utc)

    asked_by: Mapped[Person] = relationship()


class LeftOut(Base):
    """A point that an analyst took out of a campaign, or that was in one when it was broken up: it stays out."""

    point_id: Mapped[int] = mapped_column(sa.ForeignKey("point.id"), primary_key=True)
    campaign_id: Mapped[int] = mapped_column(sa.ForeignKey("campaign.id"), primary_key=True, index=True)
    by_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Utc)
