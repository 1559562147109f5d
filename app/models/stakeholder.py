"""The register of stakeholders across rounds, and the reminders that a round sends to those of them who are silent."""

from datetime import date
from typing import ClassVar

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Base, Versioned, enum_column
from app.models.organisation import Organisation
from workflows.engine import Workflow
from workflows.stakeholder import StakeholderState, workflow


class Stakeholder(Versioned, Base):
    """A person or body who is asked for views, round after round; `kind` and `area` as app/stakeholders/kinds.py.

    `language` is that of letters to them.
    """

    workflow: ClassVar[Workflow[StakeholderState]] = workflow
    round_id: ClassVar[None] = None

    id: Mapped[int] = mapped_column(primary_key=True)
    state: Mapped[StakeholderState] = mapped_column(enum_column(StakeholderState), default=StakeholderState.LISTED)
    name: Mapped[str] = mapped_column(sa.String(200))
    name_key: Mapped[str] = mapped_column(sa.String(200), unique=True)
    kind: Mapped[str] = mapped_column(sa.String(40), default="")
    area: Mapped[str] = mapped_column(sa.String(40), default="")
    email: Mapped[str] = mapped_column(sa.String(254), default="")
    language: Mapped[str] = mapped_column(sa.String(10), default="en")
    organisation_id: Mapped[int | None] = mapped_column(sa.ForeignKey("organisation.id"))

    organisation: Mapped[Organisation | None] = relationship()


class Reminder(Base):
    """A reminder that a round sends by itself, `days` working days before feedback closes.

    `chosen_on` is when it was asked for: none is made up for afterwards. `sent_for` is the closing day that it was
    last sent for: when that day moves, it is sent again.
    """

    __table_args__ = (sa.UniqueConstraint("round_id", "days", name="uq_reminder_round_days"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(sa.ForeignKey("round.id"))
    days: Mapped[int]
    chosen_on: Mapped[date]
    sent_for: Mapped[date | None]
    letters: Mapped[int] = mapped_column(default=0)
