"""Answering many points: templates, what was done to many at once, and when answers are released together."""

from datetime import datetime
from typing import Any, ClassVar

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Base, Utc, Versioned, Welsh, enum_column
from app.models.person import Person
from app.models.round import Round
from workflows.bulk import LineState
from workflows.engine import Workflow
from workflows.point import Disposition
from workflows.point_batch import BatchKind, BatchState, workflow


class AnswerTemplate(Versioned, Base):
    """Words for an answer that many points get. `reason` and `change` may name {place}, {title} and {round}."""

    __table_args__ = (sa.UniqueConstraint("round_id", "title", name="uq_answer_template_round_title"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(sa.ForeignKey("round.id"))
    title: Mapped[str] = mapped_column(sa.String(120))
    disposition: Mapped[Disposition] = mapped_column(enum_column(Disposition))
    reason: Mapped[str] = mapped_column(sa.Text)
    change: Mapped[str] = mapped_column(sa.Text, default="")
    welsh: Mapped[dict[str, str] | None] = mapped_column(Welsh)
    made_by_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    retired_at: Mapped[datetime | None] = mapped_column(Utc)

    made_by: Mapped[Person] = relationship()


class AnswerRelease(Base):
    """One releasing of answers, all together. `planned_for` is the moment set for it; without one it was by a press.

    Its answers are out once `finished_at` is set, and none before: until then the worker goes through them.
    """

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(sa.ForeignKey("round.id"), index=True)
    planned_for: Mapped[datetime | None] = mapped_column(Utc)
    asked_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))
    begun_at: Mapped[datetime | None] = mapped_column(Utc)
    finished_at: Mapped[datetime | None] = mapped_column(Utc)
    answers: Mapped[int] = mapped_column(default=0)

    round: Mapped[Round] = relationship()
    asked_by: Mapped[Person | None] = relationship()


class PointBatch(Versioned, Base):
    """Something done to many points in one act. `chosen` says which, `given` what: words, or whose they become."""

    workflow: ClassVar[Workflow[BatchState]] = workflow

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(sa.ForeignKey("round.id"), index=True)
    state: Mapped[BatchState] = mapped_column(enum_column(BatchState), default=BatchState.PREPARED)
    kind: Mapped[BatchKind] = mapped_column(enum_column(BatchKind))
    chosen: Mapped[dict[str, Any]] = mapped_column(sa.JSON, default=dict)
    given: Mapped[dict[str, Any]] = mapped_column(sa.JSON, default=dict)
    prepared_by_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), index=True)
    prepared_at: Mapped[datetime] = mapped_column(Utc)
    applied_at: Mapped[datetime | None] = mapped_column(Utc)
    undone_at: Mapped[datetime | None] = mapped_column(Utc)
    stops: Mapped[int] = mapped_column(default=0)

    round: Mapped[Round] = relationship()
    prepared_by: Mapped[Person] = relationship()


class PointBatchLine(Base):
    """One point of it, and what undoing it needs to know: what stood `before`."""

    batch_id: Mapped[int] = mapped_column(sa.ForeignKey("point_batch.id"), primary_key=True)
    point_id: Mapped[int] = mapped_column(sa.ForeignKey("point.id"), primary_key=True, index=True)
    stands: Mapped[LineState] = mapped_column(enum_column(LineState), default=LineState.WAITING)
    said: Mapped[str] = mapped_column(sa.Text, default="")
    before: Mapped[dict[str, Any]] = mapped_column(sa.JSON, default=dict)
