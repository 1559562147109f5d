"""Equality screening and the full assessment: rows of one characteristic each, and what was decided."""

from datetime import datetime
from typing import Any, ClassVar

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Base, Utc, Versioned, Welsh, enum_column
from app.models.person import Person
from app.models.round import Characteristic, Round
from workflows.assessment import AssessmentState, Impact, Limb, Outcome
from workflows.assessment import workflow as assessment_workflow
from workflows.engine import Workflow
from workflows.screening import Finding, ScreeningState, workflow


class Screening(Versioned, Base):
    """The short first check of a round's intentions. `digest` names the exact intentions it saw."""

    workflow: ClassVar[Workflow[ScreeningState]] = workflow

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(sa.ForeignKey("round.id"), unique=True)
    state: Mapped[ScreeningState] = mapped_column(enum_column(ScreeningState), default=ScreeningState.DRAFTING)
    digest: Mapped[str] = mapped_column(sa.String(64), default="")
    author_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))
    approver_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))
    approved_at: Mapped[datetime | None] = mapped_column(Utc)
    no_assessment_reason: Mapped[str] = mapped_column(sa.Text, default="")
    no_assessment_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))

    round: Mapped[Round] = relationship()
    author: Mapped[Person | None] = relationship(foreign_keys=[author_id])
    approver: Mapped[Person | None] = relationship(foreign_keys=[approver_id])
    lines: Mapped[list["ScreeningLine"]] = relationship(order_by="ScreeningLine.id")


class ScreeningLine(Base):
    """One characteristic: relevant, not relevant (with the reason) or unknown."""

    __table_args__ = (sa.UniqueConstraint("screening_id", "characteristic_id", name="uq_screening_line"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    screening_id: Mapped[int] = mapped_column(sa.ForeignKey("screening.id"))
    characteristic_id: Mapped[int] = mapped_column(sa.ForeignKey("characteristic.id"))
    finding: Mapped[Finding | None] = mapped_column(enum_column(Finding))
    reason: Mapped[str] = mapped_column(sa.Text, default="")

    characteristic: Mapped[Characteristic] = relationship(lazy="joined", innerjoin=True)


class Assessment(Versioned, Base):
    """The full equality impact assessment, where screening asks for one."""

    workflow: ClassVar[Workflow[AssessmentState]] = assessment_workflow

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(sa.ForeignKey("round.id"), unique=True)
    state: Mapped[AssessmentState] = mapped_column(enum_column(AssessmentState), default=AssessmentState.DRAFTING)
    digest: Mapped[str] = mapped_column(sa.String(64), default="")
    evidence: Mapped[str] = mapped_column(sa.Text, default="")
    consultation: Mapped[str] = mapped_column(sa.Text, default="")
    outcome: Mapped[Outcome | None] = mapped_column(enum_column(Outcome))
    necessary: Mapped[str] = mapped_column(sa.Text, default="")
    less_harmful: Mapped[str] = mapped_column(sa.Text, default="")
    proportionate: Mapped[str] = mapped_column(sa.Text, default="")
    author_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))
    approver_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))
    approved_at: Mapped[datetime | None] = mapped_column(Utc)
    published_at: Mapped[datetime | None] = mapped_column(Utc)
    published_content: Mapped[dict[str, Any] | None] = mapped_column(sa.JSON)
    welsh: Mapped[dict[str, str] | None] = mapped_column(Welsh)

    round: Mapped[Round] = relationship()
    author: Mapped[Person | None] = relationship(foreign_keys=[author_id])
    approver: Mapped[Person | None] = relationship(foreign_keys=[approver_id])
    lines: Mapped[list["ImpactLine"]] = relationship(back_populates="assessment", order_by="ImpactLine.id")


class ImpactLine(Base):
    """One impact on people with one characteristic. A negative one leads to an action or a justification."""

    id: Mapped[int] = mapped_column(primary_key=True)
    assessment_id: Mapped[int] = mapped_column(sa.ForeignKey("assessment.id"))
    characteristic_id: Mapped[int] = mapped_column(sa.ForeignKey("characteristic.id"))
    impact: Mapped[Impact] = mapped_column(enum_column(Impact))
    level: Mapped[str] = mapped_column(sa.String(10), default="")
    limb: Mapped[Limb] = mapped_column(enum_column(Limb))
    reason: Mapped[str] = mapped_column(sa.Text)
    intention_id: Mapped[int | None] = mapped_column(sa.ForeignKey("intention.id"))

    characteristic: Mapped[Characteristic] = relationship(lazy="joined", innerjoin=True)
    assessment: Mapped[Assessment] = relationship(back_populates="lines")
