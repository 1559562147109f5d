"""One notice of change to many agreements: what it changes in each, and whom it goes to."""

from datetime import date, datetime
from typing import Any, ClassVar

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Base, Utc, Versioned, enum_column
from app.models.notice import Worded
from app.models.person import Person
from app.models.round import Round
from workflows.engine import Workflow
from workflows.notice_batch import BatchState, workflow
from workflows.schedule import Schedule


class NoticeBatch(Worded, Versioned, Base):
    """`line` is the title of the term that changes in each agreement; empty: every term of `schedule`.

    `cells` are set as they are; `percent` instead raises the prices of price lines (150 is 1.5%). `whom` narrows the
    agreements by sector and region; an empty list does not narrow.
    """

    workflow: ClassVar[Workflow[BatchState]] = workflow

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(sa.ForeignKey("round.id"), index=True)
    state: Mapped[BatchState] = mapped_column(enum_column(BatchState), default=BatchState.DRAFTED)
    schedule: Mapped[Schedule] = mapped_column(enum_column(Schedule))
    line: Mapped[str] = mapped_column(sa.String(300), default="")
    cells: Mapped[dict[str, Any]] = mapped_column(sa.JSON, default=dict)
    percent: Mapped[int | None]
    whom: Mapped[dict[str, list[str]]] = mapped_column(sa.JSON, default=dict)
    written_by_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    issued_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))
    issued_at: Mapped[datetime | None] = mapped_column(Utc)
    undo_by: Mapped[date | None]
    undone_at: Mapped[datetime | None] = mapped_column(Utc)

    round: Mapped[Round] = relationship()
    written_by: Mapped[Person] = relationship(foreign_keys=[written_by_id])
    issued_by: Mapped[Person | None] = relationship(foreign_keys=[issued_by_id])
