"""Standard terms: the lines that a round's agreements are drafted from, before figures are negotiated."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, enum_column
from workflows.schedule import Schedule


class StandardTerm(Base):
    """`applies` limits by provider like an intention's. A cell {"base": 120} is scaled by the provider's size."""

    __table_args__ = (sa.UniqueConstraint("round_id", "ref", name="uq_standard_term_round_ref"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(sa.ForeignKey("round.id"))
    schedule: Mapped[Schedule] = mapped_column(enum_column(Schedule))
    ref: Mapped[str] = mapped_column(sa.String(12))
    position: Mapped[int]
    title: Mapped[str] = mapped_column(sa.String(300))
    fields: Mapped[dict[str, Any]] = mapped_column(sa.JSON)
    intentions: Mapped[list[str]] = mapped_column(sa.JSON, default=list)
    applies: Mapped[dict[str, Any]] = mapped_column(sa.JSON, default=dict)
