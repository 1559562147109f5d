"""Editions: the published versions of a round's intentions, each as it stood."""

from datetime import datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, deferred, mapped_column, relationship

from app.models.base import Base, Utc, Welsh, enum_column
from app.models.person import Person
from app.models.round import Round


class EditionKind(StrEnum):
    DISCUSSION = "discussion"
    REVISED = "revised"
    FINAL = "final"


class Edition(Base):
    """Never changed once published. `content` holds every word, `content_digest` is the fingerprint of all of them;
    `digest` is the fingerprint of the intentions alone.
    """

    __table_args__ = (sa.UniqueConstraint("round_id", "number", name="uq_edition_round_number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(sa.ForeignKey("round.id"))
    number: Mapped[int]
    kind: Mapped[EditionKind] = mapped_column(enum_column(EditionKind))
    reason: Mapped[str] = mapped_column(sa.Text)
    published_at: Mapped[datetime] = mapped_column(Utc)
    published_by_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    digest: Mapped[str] = mapped_column(sa.String(64))
    content_digest: Mapped[str] = mapped_column(sa.String(64), default="")
    lint_findings: Mapped[list[str]] = mapped_column(sa.JSON, default=list)
    lint_reason: Mapped[str] = mapped_column(sa.Text, default="")
    content: Mapped[dict[str, Any]] = deferred(mapped_column(sa.JSON))
    welsh: Mapped[dict[str, str] | None] = mapped_column(Welsh)

    round: Mapped[Round] = relationship(back_populates="editions")
    published_by: Mapped[Person] = relationship()

    @classmethod
    def final_is_out(cls, round_id: Any) -> sa.ColumnElement[bool]:
        """Whether the final edition of a round is published, and with it what was answered and waived (domain §5)."""
        return sa.exists().where(cls.round_id == round_id, cls.kind == EditionKind.FINAL)
