"""The code frame: themes with definitions, its versions, and which themes each point carries."""

from datetime import datetime
from typing import Any, ClassVar

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Base, Utc, Versioned, enum_column
from app.models.person import Person
from workflows.engine import Workflow
from workflows.theme import ThemeState, workflow


class Theme(Versioned, Base):
    """One code: what belongs to it, and what does not. A retired one keeps the points it has and takes no more.

    `earlier_name_cy` is the Welsh of the name it had before: it says something else, so that it is shown no more.
    """

    workflow: ClassVar[Workflow[ThemeState]] = workflow
    __table_args__ = (sa.UniqueConstraint("round_id", "name", name="uq_theme_round_name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(sa.ForeignKey("round.id"))
    state: Mapped[ThemeState] = mapped_column(enum_column(ThemeState), default=ThemeState.IN_USE)
    name: Mapped[str] = mapped_column(sa.String(120))
    name_cy: Mapped[str] = mapped_column(sa.String(120), default="")
    earlier_name_cy: Mapped[str] = mapped_column(sa.String(120), default="")
    definition: Mapped[str] = mapped_column(sa.Text, default="")
    includes: Mapped[str] = mapped_column(sa.Text, default="")
    excludes: Mapped[str] = mapped_column(sa.Text, default="")
    position: Mapped[int] = mapped_column(default=0)
    retired_at: Mapped[datetime | None] = mapped_column(Utc)


class FrameVersion(Base):
    """The code frame as it stood when it was issued: `content` lists every theme with its definition."""

    __table_args__ = (sa.UniqueConstraint("round_id", "number", name="uq_frame_version_round_number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(sa.ForeignKey("round.id"))
    number: Mapped[int]
    reason: Mapped[str] = mapped_column(sa.Text, default="")
    content: Mapped[list[dict[str, Any]]] = mapped_column(sa.JSON)
    issued_by_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    issued_at: Mapped[datetime] = mapped_column(Utc)

    issued_by: Mapped[Person] = relationship()


class PointTheme(Base):
    """A theme that a point carries: the codes that stand, and that every figure counts."""

    point_id: Mapped[int] = mapped_column(sa.ForeignKey("point.id"), primary_key=True)
    theme_id: Mapped[int] = mapped_column(sa.ForeignKey("theme.id"), primary_key=True, index=True)
    by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Utc)

    theme: Mapped[Theme] = relationship()
