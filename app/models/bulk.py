"""One change to many agreements at once: what it changes, in which, and what each said before."""

from datetime import datetime
from typing import Any, ClassVar

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.agreement import Agreement
from app.models.base import Base, Utc, Versioned, enum_column
from app.models.person import Person
from app.models.round import Round
from app.models.standard_term import StandardTerm
from app.models.template import Template
from workflows.bulk import BulkKind, BulkState, LineState, workflow
from workflows.engine import Workflow


class BulkChange(Versioned, Base):
    """`asked` are the filters that chose the agreements, as in an address; `change` what its kind needs to know.

    `undo_until` is set when it has been applied.
    """

    workflow: ClassVar[Workflow[BulkState]] = workflow

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(sa.ForeignKey("round.id"), index=True)
    state: Mapped[BulkState] = mapped_column(enum_column(BulkState), default=BulkState.PREPARED)
    kind: Mapped[BulkKind] = mapped_column(enum_column(BulkKind))
    asked: Mapped[dict[str, str]] = mapped_column(sa.JSON, default=dict)
    change: Mapped[dict[str, Any]] = mapped_column(sa.JSON, default=dict)
    reason: Mapped[str] = mapped_column(sa.Text, default="")
    standard_term_id: Mapped[int | None] = mapped_column(sa.ForeignKey("standard_term.id"))
    template_id: Mapped[int | None] = mapped_column(sa.ForeignKey("template.id"))
    negotiator_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))
    upload_id: Mapped[int | None] = mapped_column(sa.ForeignKey("upload.id"))
    prepared_by_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), index=True)
    prepared_at: Mapped[datetime] = mapped_column(Utc)
    applied_at: Mapped[datetime | None] = mapped_column(Utc)
    finished_at: Mapped[datetime | None] = mapped_column(Utc)
    undo_until: Mapped[datetime | None] = mapped_column(Utc)
    undone_at: Mapped[datetime | None] = mapped_column(Utc)

    round: Mapped[Round] = relationship()
    standard_term: Mapped[StandardTerm | None] = relationship()
    template: Mapped[Template | None] = relationship()
    negotiator: Mapped[Person | None] = relationship(foreign_keys=[negotiator_id])
    prepared_by: Mapped[Person] = relationship(foreign_keys=[prepared_by_id])
    lines: Mapped[list["BulkLine"]] = relationship(order_by="BulkLine.position")


class BulkLine(Versioned, Base):
    """One agreement of a bulk change: `planned` is what the preview showed, `done` what undoing it needs to know."""

    __table_args__ = (sa.UniqueConstraint("bulk_change_id", "agreement_id", name="uq_bulk_line_bulk_change_agreement"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    bulk_change_id: Mapped[int] = mapped_column(sa.ForeignKey("bulk_change.id"), index=True)
    agreement_id: Mapped[int] = mapped_column(sa.ForeignKey("agreement.id"), index=True)
    position: Mapped[int]
    stands: Mapped[LineState] = mapped_column(enum_column(LineState), default=LineState.WAITING)
    planned: Mapped[list[dict[str, Any]]] = mapped_column(sa.JSON)
    done: Mapped[dict[str, Any]] = mapped_column(sa.JSON, default=dict)
    said: Mapped[str] = mapped_column(sa.Text, default="")

    agreement: Mapped[Agreement] = relationship()
