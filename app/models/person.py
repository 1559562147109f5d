"""People who sign in."""

import secrets
from datetime import datetime
from typing import Any, ClassVar

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from app.models.base import Base, Utc, Versioned, enum_column
from app.models.organisation import Organisation, OrganisationKind
from workflows.person import PersonState, workflow


class Person(Versioned, Base):
    """Never deleted, only deactivated: their name stays on what they did.

    `version` counts corrections of name and post, not every sign-in: app/people/commands.py raises it.
    """

    workflow: ClassVar = workflow
    round_id: ClassVar[None] = None
    """A person belongs to no round: only roles held for the whole service count for their account."""

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(sa.String(254), unique=True)
    name: Mapped[str] = mapped_column(sa.String(200))
    post: Mapped[str] = mapped_column(sa.String(200), default="")
    organisation_id: Mapped[int] = mapped_column(sa.ForeignKey("organisation.id"), index=True)
    state: Mapped[PersonState] = mapped_column(enum_column(PersonState), default=PersonState.ACTIVE)
    active: Mapped[bool] = mapped_column(default=True)

    # Sign-in. `fs_uniquifier` is what sessions know a person by; a new one ends every session. `tf_totp_secret` is
    # the seed that app/people/second_factor.py derives the authenticator's secret from.
    password: Mapped[str | None] = mapped_column(sa.String(255))
    fs_uniquifier: Mapped[str] = mapped_column(sa.String(64), unique=True, default=lambda: secrets.token_hex(32))
    tf_primary_method: Mapped[str | None] = mapped_column(sa.String(64))
    tf_totp_secret: Mapped[str | None] = mapped_column(sa.String(255))
    tf_last_counter: Mapped[int] = mapped_column(default=0)
    recovery_codes: Mapped[list[str]] = mapped_column(sa.JSON, default=list)
    failed_sign_ins: Mapped[int] = mapped_column(default=0)
    locked_until: Mapped[datetime | None] = mapped_column(Utc)

    organisation: Mapped[Organisation] = relationship(lazy="joined", innerjoin=True)
    appointments: Mapped[list["Appointment"]] = relationship(
        back_populates="person", foreign_keys="Appointment.person_id", order_by="Appointment.id"
    )
    assignments: Mapped[list["Assignment"]] = relationship(back_populates="person")

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:
        return {"version_id_col": cls.version, "version_id_generator": False}

    # What Flask-Login asks of whoever is signed in.
    is_authenticated: ClassVar[bool] = True
    is_anonymous: ClassVar[bool] = False

    @property
    def is_active(self) -> bool:
        return self.active

    def get_id(self) -> str:
        return self.fs_uniquifier

    @property
    def provider_id(self) -> int | None:
        """The provider whose signatory manages this account; None for everyone else's people."""
        return self.organisation_id if self.organisation.kind is OrganisationKind.PROVIDER else None


from app.models.appointment import Appointment, Assignment  # noqa: E402 - the two know each other
