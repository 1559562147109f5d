"""Playbooks: what each side keeps to itself about a term, and the leave to go beyond it. Never the other side's."""

from datetime import datetime
from typing import Any, ClassVar

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.agreement import Agreement
from app.models.base import Base, Utc, Versioned, enum_column
from app.models.person import Person
from app.models.round import Round
from app.models.standard_term import StandardTerm
from app.models.term import Term
from workflows import clearance, playbook
from workflows.agreement import Side
from workflows.clearance import ClearanceState, Step
from workflows.engine import Workflow
from workflows.playbook import Kept
from workflows.roles import Role


class PlaybookLine(Versioned, Base):
    """For one standard term across a round (the commissioner's), or for one term of one agreement (either side's).

    `limits` holds the range by column (workflows/playbook.py). Who may go beyond is a person, or else whoever plays
    `approver_role` on this side.
    """

    workflow: ClassVar[Workflow[Kept]] = playbook.workflow
    __table_args__ = (
        sa.UniqueConstraint("side", "standard_term_id", name="uq_playbook_line_side_standard_term"),
        sa.UniqueConstraint("side", "term_id", name="uq_playbook_line_side_term"),
        sa.CheckConstraint("(standard_term_id IS NULL) <> (term_id IS NULL)", name="one_term"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(sa.ForeignKey("round.id"), index=True)
    provider_id: Mapped[int | None] = mapped_column(sa.ForeignKey("organisation.id"))
    side: Mapped[Side] = mapped_column(enum_column(Side))
    state: Mapped[Kept] = mapped_column(enum_column(Kept), default=Kept.KEPT)
    standard_term_id: Mapped[int | None] = mapped_column(sa.ForeignKey("standard_term.id"), index=True)
    term_id: Mapped[int | None] = mapped_column(sa.ForeignKey("term.id"), index=True)
    opening: Mapped[str] = mapped_column(sa.Text, default="")
    limits: Mapped[dict[str, Any]] = mapped_column(sa.JSON, default=dict)
    walk_away: Mapped[str] = mapped_column(sa.Text, default="")
    approver_role: Mapped[Role | None] = mapped_column(enum_column(Role))
    approver_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))

    round: Mapped[Round] = relationship()
    standard_term: Mapped[StandardTerm | None] = relationship()
    term: Mapped[Term | None] = relationship()
    approver: Mapped[Person | None] = relationship()


class Clearance(Versioned, Base):
    """Leave, asked for or given, to go beyond one's own range with exactly what has this `digest`.

    `beyond` keeps which values those were, and what the range was, when it was asked for.
    """

    workflow: ClassVar[Workflow[ClearanceState]] = clearance.workflow

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(sa.ForeignKey("round.id"), index=True)
    provider_id: Mapped[int] = mapped_column(sa.ForeignKey("organisation.id"))
    agreement_id: Mapped[int] = mapped_column(sa.ForeignKey("agreement.id"), index=True)
    side: Mapped[Side] = mapped_column(enum_column(Side))
    state: Mapped[ClearanceState] = mapped_column(enum_column(ClearanceState), default=ClearanceState.ASKED)
    step: Mapped[Step] = mapped_column(enum_column(Step))
    digest: Mapped[str] = mapped_column(sa.String(64))
    beyond: Mapped[list[dict[str, str]]] = mapped_column(sa.JSON)
    reason: Mapped[str] = mapped_column(sa.Text)
    approver_role: Mapped[Role | None] = mapped_column(enum_column(Role))
    approver_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))
    asked_by_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    asked_at: Mapped[datetime] = mapped_column(Utc)
    decided_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))
    decided_at: Mapped[datetime | None] = mapped_column(Utc)
    answer: Mapped[str] = mapped_column(sa.Text, default="")

    agreement: Mapped[Agreement] = relationship()
    approver: Mapped[Person | None] = relationship(foreign_keys=[approver_id])
    asked_by: Mapped[Person] = relationship(foreign_keys=[asked_by_id])
    decided_by: Mapped[Person | None] = relationship(foreign_keys=[decided_by_id])
