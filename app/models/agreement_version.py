"""Versions of an agreement's text, and the approvals, signatures and publication that point at one exact text."""

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, deferred, mapped_column, relationship

from app.models.agreement import Agreement
from app.models.base import Base, Utc, enum_column
from app.models.person import Person
from workflows.agreement import Side


class AgreementVersion(Base):
    """`text` is the words of the whole document; it and its `digest` never change.

    `applies_from` is the day from which a notice of change makes the agreement read so; none for what was signed.
    """

    __table_args__ = (sa.UniqueConstraint("agreement_id", "number", name="uq_agreement_version_number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    agreement_id: Mapped[int] = mapped_column(sa.ForeignKey("agreement.id"), index=True)
    number: Mapped[str] = mapped_column(sa.String(10))
    reason: Mapped[str] = mapped_column(sa.Text)
    issued_at: Mapped[datetime] = mapped_column(Utc)
    digest: Mapped[str] = mapped_column(sa.String(64))
    text: Mapped[dict[str, Any]] = deferred(mapped_column(sa.JSON))
    applies_from: Mapped[date | None]

    agreement: Mapped[Agreement] = relationship()


class Approval(Base):
    """One side's approval of one exact text; void once the text changes."""

    id: Mapped[int] = mapped_column(primary_key=True)
    agreement_id: Mapped[int] = mapped_column(sa.ForeignKey("agreement.id"), index=True)
    side: Mapped[Side] = mapped_column(enum_column(Side))
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Utc)
    digest: Mapped[str] = mapped_column(sa.String(64))
    voided_at: Mapped[datetime | None] = mapped_column(Utc)

    person: Mapped[Person] = relationship()


class Signature(Base):
    """One side's signature: name, post, authority and typed declaration, for one exact text; void once that reopens."""

    __table_args__ = (
        sa.Index(
            "uq_signature_live",
            "agreement_id",
            "side",
            unique=True,
            sqlite_where=sa.text("voided_at IS NULL"),
            postgresql_where=sa.text("voided_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    agreement_id: Mapped[int] = mapped_column(sa.ForeignKey("agreement.id"), index=True)
    side: Mapped[Side] = mapped_column(enum_column(Side))
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    name: Mapped[str] = mapped_column(sa.String(200))
    post: Mapped[str] = mapped_column(sa.String(200))
    authority: Mapped[str] = mapped_column(sa.String(300))
    declaration: Mapped[str] = mapped_column(sa.Text)
    at: Mapped[datetime] = mapped_column(Utc)
    digest: Mapped[str] = mapped_column(sa.String(64))
    voided_at: Mapped[datetime | None] = mapped_column(Utc)

    person: Mapped[Person] = relationship()


class Publication(Base):
    """A signed version made public, with what is withheld and why."""

    id: Mapped[int] = mapped_column(primary_key=True)
    agreement_version_id: Mapped[int] = mapped_column(sa.ForeignKey("agreement_version.id"), unique=True)
    published_by_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    published_at: Mapped[datetime] = mapped_column(Utc)
    redactions: Mapped[list[dict[str, str]]] = mapped_column(sa.JSON, default=list)
    text: Mapped[dict[str, Any]] = deferred(mapped_column(sa.JSON))

    agreement_version: Mapped[AgreementVersion] = relationship()
