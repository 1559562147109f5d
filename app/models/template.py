"""Locked national templates: the text that every agreement of one instrument shares."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Utc, enum_column
from workflows.instrument import Instrument


class Template(Base):
    """Where a provider's schedules and the template conflict, the template wins (domain §7)."""

    __table_args__ = (sa.UniqueConstraint("instrument", "number", name="uq_template_instrument_number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    instrument: Mapped[Instrument] = mapped_column(enum_column(Instrument))
    number: Mapped[str] = mapped_column(sa.String(40))
    title: Mapped[str] = mapped_column(sa.String(200))
    sections: Mapped[list[dict[str, Any]]] = mapped_column(sa.JSON)
    glossary: Mapped[list[dict[str, str]]] = mapped_column(sa.JSON, default=list)
    locked_at: Mapped[datetime] = mapped_column(Utc)
