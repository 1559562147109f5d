"""How points came to carry their themes: who coded them, the second coder's samples, and what this machine suggests."""

from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Base, Utc, Versioned, enum_column
from app.models.person import Person
from app.models.point import Point
from app.models.round import Round
from app.models.theme import FrameVersion, Theme
from workflows.engine import Workflow
from workflows.sample import SampleState, workflow


class Verdict(StrEnum):
    """What became of a suggestion. Until a person confirms it, it counts for nothing."""

    SUGGESTED = "suggested"
    CONFIRMED = "confirmed"
    DISMISSED = "dismissed"


class PointCoding(Base):
    """Who coded a point last, and when: also where no theme fits it, so that it is not taken for uncoded."""

    point_id: Mapped[int] = mapped_column(sa.ForeignKey("point.id"), primary_key=True)
    by_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), index=True)
    at: Mapped[datetime] = mapped_column(Utc)

    by: Mapped[Person] = relationship()


class ThemeOrigin(Base):
    """A theme that came from others, by a merge or a split; they are kept, retired."""

    theme_id: Mapped[int] = mapped_column(sa.ForeignKey("theme.id"), primary_key=True)
    origin_id: Mapped[int] = mapped_column(sa.ForeignKey("theme.id"), primary_key=True, index=True)
    at: Mapped[datetime] = mapped_column(Utc)

    theme: Mapped[Theme] = relationship(foreign_keys=[theme_id])
    origin: Mapped[Theme] = relationship(foreign_keys=[origin_id])


class ThemeSuggestion(Base):
    """A theme that may fit a point. `source` says how it came about; `score` is between 0 and 1."""

    __table_args__ = (sa.Index("ix_theme_suggestion_theme_verdict", "theme_id", "verdict", "score"),)

    point_id: Mapped[int] = mapped_column(sa.ForeignKey("point.id"), primary_key=True)
    theme_id: Mapped[int] = mapped_column(sa.ForeignKey("theme.id"), primary_key=True)
    source: Mapped[str] = mapped_column(sa.String(40))
    score: Mapped[float] = mapped_column(sa.Float)
    verdict: Mapped[Verdict] = mapped_column(enum_column(Verdict), default=Verdict.SUGGESTED)
    suggested_at: Mapped[datetime] = mapped_column(Utc)
    decided_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))
    decided_at: Mapped[datetime | None] = mapped_column(Utc)

    theme: Mapped[Theme] = relationship()
    decided_by: Mapped[Person | None] = relationship()


class SimilarPoint(Base):
    """Two points that may say the same, the earlier first."""

    point_id: Mapped[int] = mapped_column(sa.ForeignKey("point.id"), primary_key=True)
    other_id: Mapped[int] = mapped_column(sa.ForeignKey("point.id"), primary_key=True, index=True)
    score: Mapped[float] = mapped_column(sa.Float)
    verdict: Mapped[Verdict] = mapped_column(enum_column(Verdict), default=Verdict.SUGGESTED)
    suggested_at: Mapped[datetime] = mapped_column(Utc)
    decided_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))
    decided_at: Mapped[datetime | None] = mapped_column(Utc)

    point: Mapped[Point] = relationship(foreign_keys=[point_id])
    other: Mapped[Point] = relationship(foreign_keys=[other_id])
    decided_by: Mapped[Person | None] = relationship()


class SuggestionRun(Base):
    """One time that somebody had this machine look for suggestions, and what it found."""

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(sa.ForeignKey("round.id"), index=True)
    asked_by_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    asked_at: Mapped[datetime] = mapped_column(Utc)
    finished_at: Mapped[datetime | None] = mapped_column(Utc)
    points: Mapped[int] = mapped_column(default=0)
    suggestions: Mapped[int] = mapped_column(default=0)
    similar: Mapped[int] = mapped_column(default=0)

    asked_by: Mapped[Person] = relationship()


class CodingSample(Versioned, Base):
    """Points drawn for a second coder. With the seed, the strata and the digest, anybody can draw it again.

    `population` is how many points it was drawn from and `population_digest` which; `results` the figures of
    agreement, fixed when it was compared.
    """

    workflow: ClassVar[Workflow[SampleState]] = workflow
    __table_args__ = (sa.UniqueConstraint("round_id", "number", name="uq_coding_sample_round_number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(sa.ForeignKey("round.id"))
    number: Mapped[int]
    state: Mapped[SampleState] = mapped_column(enum_column(SampleState), default=SampleState.DRAWN)
    seed: Mapped[int]
    size: Mapped[int]
    is_stratified: Mapped[bool] = mapped_column(default=False)
    population: Mapped[int]
    population_digest: Mapped[str] = mapped_column(sa.String(64))
    frame_version_id: Mapped[int] = mapped_column(sa.ForeignKey("frame_version.id"))
    coder_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), index=True)
    drawn_by_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    drawn_at: Mapped[datetime] = mapped_column(Utc)
    compared_at: Mapped[datetime | None] = mapped_column(Utc)
    results: Mapped[dict[str, Any] | None] = mapped_column(sa.JSON)

    round: Mapped[Round] = relationship()
    frame_version: Mapped[FrameVersion] = relationship()
    coder: Mapped[Person] = relationship(foreign_keys=[coder_id])
    drawn_by: Mapped[Person] = relationship(foreign_keys=[drawn_by_id])


class SamplePoint(Versioned, Base):
    """One point of a sample: the codes that it had when it was drawn, the second coder's, and what was resolved.

    Each is a list of ids of themes; `second` is None until it is coded, `resolved` until a difference is settled.
    """

    __table_args__ = (sa.UniqueConstraint("sample_id", "position", name="uq_sample_point_sample_position"),)

    sample_id: Mapped[int] = mapped_column(sa.ForeignKey("coding_sample.id"), primary_key=True)
    point_id: Mapped[int] = mapped_column(sa.ForeignKey("point.id"), primary_key=True, index=True)
    position: Mapped[int]
    first: Mapped[list[int]] = mapped_column(sa.JSON)
    first_by_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    second: Mapped[list[int] | None] = mapped_column(sa.JSON(none_as_null=True))
    second_at: Mapped[datetime | None] = mapped_column(Utc)
    is_left_out: Mapped[bool] = mapped_column(default=False)
    resolved: Mapped[list[int] | None] = mapped_column(sa.JSON(none_as_null=True))
    resolved_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))
    resolved_at: Mapped[datetime | None] = mapped_column(Utc)
    reason: Mapped[str] = mapped_column(sa.Text, default="")

    point: Mapped[Point] = relationship()
    first_by: Mapped[Person] = relationship(foreign_keys=[first_by_id])
    resolved_by: Mapped[Person | None] = relationship(foreign_keys=[resolved_by_id])
