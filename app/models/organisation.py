"""Organisations: the commissioner, providers, departments and representative bodies."""

from enum import StrEnum
from typing import ClassVar

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Versioned, enum_column
from workflows.instrument import Instrument
from workflows.organisation import OrganisationState, workflow


class OrganisationKind(StrEnum):
    COMMISSIONER = "commissioner"
    PROVIDER = "provider"
    DEPARTMENT = "department"
    REPRESENTATIVE_BODY = "representative body"


class Sector(StrEnum):
    PUBLIC_PRISON = "public prison"
    CONTRACTED_PRISON = "contracted prison"
    PROBATION_TRUST = "probation trust"
    VOLUNTARY = "voluntary"
    PRIVATE = "private"


class Organisation(Versioned, Base):
    """Only providers have a sector, an instrument, a region and a nation; prisons also whom they hold.

    `size` is relative (1 is typical): standard terms are scaled by it when an agreement is drafted.
    """

    __table_args__ = (
        sa.CheckConstraint(
            "(kind = 'provider') = (sector IS NOT NULL AND instrument IS NOT NULL AND nation IS NOT NULL)",
            name="providers_have_a_sector",
        ),
    )

    workflow: ClassVar = workflow
    state = OrganisationState.LISTED  # it has one only
    round_id: ClassVar[None] = None

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(sa.String(80), unique=True)
    name: Mapped[str] = mapped_column(sa.String(200), unique=True)
    kind: Mapped[OrganisationKind] = mapped_column(enum_column(OrganisationKind))
    email: Mapped[str] = mapped_column(sa.String(254), default="")
    sector: Mapped[Sector | None] = mapped_column(enum_column(Sector))
    instrument: Mapped[Instrument | None] = mapped_column(enum_column(Instrument))
    region: Mapped[str] = mapped_column(sa.String(80), default="")
    nation: Mapped[str | None] = mapped_column(sa.String(40))
    holds: Mapped[str] = mapped_column(sa.String(40), default="")
    high_security: Mapped[bool] = mapped_column(default=False)
    size: Mapped[float] = mapped_column(default=1.0)
