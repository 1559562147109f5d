"""The report on what was said: its prose section by section, what it quotes, and each released version."""

from datetime import datetime
from typing import Any, ClassVar

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, deferred, mapped_column, relationship

from app.models.base import Base, Utc, Versioned, enum_column
from app.models.person import Person
from app.models.point import Point
from app.models.round import Round
from workflows.engine import Workflow
from workflows.report import ReportState, workflow


class Report(Versioned, Base):
    """One for a round. `approved_digest` is the fingerprint of exactly what was approved."""

    workflow: ClassVar[Workflow[ReportState]] = workflow

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(sa.ForeignKey("round.id"), unique=True)
    state: Mapped[ReportState] = mapped_column(enum_column(ReportState), default=ReportState.DRAFTING)
    approved_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))
    approved_at: Mapped[datetime | None] = mapped_column(Utc)
    approved_digest: Mapped[str] = mapped_column(sa.String(64), default="")

    round: Mapped[Round] = relationship()
    approved_by: Mapped[Person | None] = relationship()
    sections: Mapped[list["ReportSection"]] = relationship(order_by="ReportSection.id", cascade="all, delete-orphan")
    welsh: Mapped[list["ReportWelsh"]] = relationship(order_by="ReportWelsh.id", cascade="all, delete-orphan")
    quotations: Mapped[list["ReportQuotation"]] = relationship(
        order_by="ReportQuotation.id", cascade="all, delete-orphan"
    )
    versions: Mapped[list["ReportVersion"]] = relationship(order_by="ReportVersion.number")


class ReportSection(Versioned, Base):
    """Prose that staff wrote over what is proposed. `seen` are the figures as they were when it was written."""

    __table_args__ = (sa.UniqueConstraint("report_id", "key", name="uq_report_section_report_key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    report_id: Mapped[int] = mapped_column(sa.ForeignKey("report.id"))
    key: Mapped[str] = mapped_column(sa.String(40))
    text: Mapped[str] = mapped_column(sa.Text)
    seen: Mapped[dict[str, Any]] = mapped_column(sa.JSON)
    by_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Utc)

    by: Mapped[Person] = relationship()


class ReportWelsh(Versioned, Base):
    """What a section says in Welsh. `english` is what it says it for: once the English differs, it is set aside."""

    __table_args__ = (sa.UniqueConstraint("report_id", "key", name="uq_report_welsh_report_key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    report_id: Mapped[int] = mapped_column(sa.ForeignKey("report.id"))
    key: Mapped[str] = mapped_column(sa.String(40))
    text: Mapped[str] = mapped_column(sa.Text)
    english: Mapped[str] = mapped_column(sa.Text)
    seen: Mapped[dict[str, Any]] = mapped_column(sa.JSON)
    by_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Utc)

    by: Mapped[Person] = relationship()


class ReportQuotation(Base):
    """Words of a point that the report quotes in a section; shown only as far as they may be when it is read."""

    __table_args__ = (sa.UniqueConstraint("report_id", "point_id", name="uq_report_quotation_report_point"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    report_id: Mapped[int] = mapped_column(sa.ForeignKey("report.id"))
    point_id: Mapped[int] = mapped_column(sa.ForeignKey("point.id"), index=True)
    section: Mapped[str] = mapped_column(sa.String(40))
    words: Mapped[str] = mapped_column(sa.Text)
    by_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Utc)

    point: Mapped[Point] = relationship()


class ReportVersion(Base):
    """The report as it was released, for good: `content` holds every word and figure, `digest` its fingerprint."""

    __table_args__ = (sa.UniqueConstraint("report_id", "number", name="uq_report_version_report_number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    report_id: Mapped[int] = mapped_column(sa.ForeignKey("report.id"))
    round_id: Mapped[int] = mapped_column(sa.ForeignKey("round.id"), index=True)
    number: Mapped[int]
    reason: Mapped[str] = mapped_column(sa.Text)
    digest: Mapped[str] = mapped_column(sa.String(64))
    released_at: Mapped[datetime] = mapped_column(Utc)
    released_by_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    content: Mapped[dict[str, Any]] = deferred(mapped_column(sa.JSON, nullable=False))

    released_by: Mapped[Person] = relationship()
