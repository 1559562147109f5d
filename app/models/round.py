"""A commissioning round: its dates, assumptions, need tables and questions."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, ClassVar

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Base, Utc, Versioned, enum_column
from workflows.engine import Workflow
from workflows.round import RoundState, workflow

if TYPE_CHECKING:
    from app.models.edition import Edition


class Round(Versioned, Base):
    """`facts` for its gates come from app/rounds/queries.py; its state changes only through app.perform.

    `welsh` holds its words in Welsh by their place: "title", "question 1 text" (app/languages/content.py).
    """

    workflow: ClassVar[Workflow[RoundState]] = workflow

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(sa.String(20), unique=True)
    title: Mapped[str] = mapped_column(sa.String(200))
    state: Mapped[RoundState] = mapped_column(enum_column(RoundState), default=RoundState.PLANNING)
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    introduction: Mapped[str] = mapped_column(sa.Text, default="")
    window_reason: Mapped[str] = mapped_column(sa.Text, default="")
    control_total: Mapped[int | None] = mapped_column(sa.BigInteger)
    savings_target: Mapped[int | None] = mapped_column(sa.BigInteger)
    contact: Mapped[dict[str, Any]] = mapped_column(sa.JSON, default=dict)
    groups: Mapped[list[dict[str, Any]]] = mapped_column(sa.JSON, default=list)
    illustrative: Mapped[bool] = mapped_column(default=False)
    welsh: Mapped[dict[str, str]] = mapped_column(sa.JSON, default=dict)

    dates: Mapped[list[RoundDate]] = relationship(order_by="RoundDate.original, RoundDate.id", lazy="selectin")
    assumptions: Mapped[list[Assumption]] = relationship(order_by="Assumption.position")
    questions: Mapped[list[EqualityQuestion]] = relationship(order_by="EqualityQuestion.number")
    characteristics: Mapped[list[Characteristic]] = relationship(order_by="Characteristic.position")
    need: Mapped[list[NeedRow]] = relationship(order_by="NeedRow.id")
    editions: Mapped[list[Edition]] = relationship(order_by="Edition.number", back_populates="round")

    @property
    def round_id(self) -> int:
        return self.id

    @property
    def final_is_out(self) -> bool:
        """Of a round at hand; a query says it with `Edition.final_is_out`."""
        return any(edition.kind == "final" for edition in self.editions)

    def date_of(self, key: str) -> RoundDate | None:
        return next((d for d in self.dates if d.key == key), None)

    def day(self, key: str) -> date | None:
        """The day a step is now due (or happened); None when it has no date."""
        found = self.date_of(key)
        return found.current if found else None


class RoundDate(Base):
    """One step's date, as first published, as revised, and as it happened.

    `changes` counts how often the day moved since it was first set, for calendars that follow it.
    """

    __table_args__ = (sa.UniqueConstraint("round_id", "key", name="uq_round_date_round_key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(sa.ForeignKey("round.id"))
    key: Mapped[str] = mapped_column(sa.String(40))
    title: Mapped[str] = mapped_column(sa.String(120))
    original: Mapped[date]
    revised: Mapped[date | None]
    revised_reason: Mapped[str] = mapped_column(sa.Text, default="")
    actual: Mapped[date | None]
    changes: Mapped[int] = mapped_column(default=0)
    changed_at: Mapped[datetime | None] = mapped_column(Utc)

    @property
    def due(self) -> date:
        return self.revised or self.original

    @property
    def current(self) -> date:
        return self.actual or self.due

    @property
    def slip(self) -> int:
        """Calendar days later than first published; negative when earlier."""
        return (self.current - self.original).days


class Assumption(Base):
    """A planning assumption, which people may comment on."""

    __table_args__ = (sa.UniqueConstraint("round_id", "ref", name="uq_assumption_round_ref"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(sa.ForeignKey("round.id"))
    ref: Mapped[str] = mapped_column(sa.String(10))
    title: Mapped[str] = mapped_column(sa.String(200))
    text: Mapped[str] = mapped_column(sa.Text)
    position: Mapped[int]


class EqualityQuestion(Base):
    """One of the four questions put to everyone who responds."""

    __table_args__ = (sa.UniqueConstraint("round_id", "number", name="uq_equality_question_round_number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(sa.ForeignKey("round.id"))
    number: Mapped[int]
    key: Mapped[str] = mapped_column(sa.String(20))
    text: Mapped[str] = mapped_column(sa.Text)


class Characteristic(Base):
    """A protected characteristic on the list that this round uses (a versioned list, not an enum)."""

    __table_args__ = (sa.UniqueConstraint("round_id", "key", name="uq_characteristic_round_key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(sa.ForeignKey("round.id"))
    list_version: Mapped[str] = mapped_column(sa.String(40))
    key: Mapped[str] = mapped_column(sa.String(40))
    name: Mapped[str] = mapped_column(sa.String(80))
    position: Mapped[int]


class NeedRow(Base):
    """Need in one setting and kind of offence, as published: factors and risk bands with their percentages."""

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(sa.ForeignKey("round.id"))
    setting: Mapped[str] = mapped_column(sa.String(20))
    offence: Mapped[str] = mapped_column(sa.String(20))
    factors: Mapped[list[dict[str, Any]]] = mapped_column(sa.JSON)
    other_factors: Mapped[list[str]] = mapped_column(sa.JSON)
    bands: Mapped[list[dict[str, Any]]] = mapped_column(sa.JSON)


class Invitee(Base):
    """Someone told when consulting starts: everyone named in an intention, and whoever is added from the register.

    `kind`, `area` and `language` are the stakeholder's, kept here so that a closed round's figures stand still.
    `opened_at` is when somebody pressed the button behind their personal link; reading the letter leaves no trace.
    `extended_to` is their own last day for feedback, where they have been given one.
    """

    __table_args__ = (sa.UniqueConstraint("round_id", "name", name="uq_invitee_round_name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(sa.ForeignKey("round.id"))
    name: Mapped[str] = mapped_column(sa.String(200))
    email: Mapped[str] = mapped_column(sa.String(254), default="")
    organisation_id: Mapped[int | None] = mapped_column(sa.ForeignKey("organisation.id"))
    named_in: Mapped[str] = mapped_column(sa.String(300), default="")
    invited_at: Mapped[datetime | None] = mapped_column(Utc)
    stakeholder_id: Mapped[int | None] = mapped_column(sa.ForeignKey("stakeholder.id"), index=True)
    kind: Mapped[str] = mapped_column(sa.String(40), default="")
    area: Mapped[str] = mapped_column(sa.String(40), default="")
    language: Mapped[str] = mapped_column(sa.String(10), default="en")
    opened_at: Mapped[datetime | None] = mapped_column(Utc)
    reminded_at: Mapped[datetime | None] = mapped_column(Utc)
    reminders: Mapped[int] = mapped_column(default=0)
    opted_out_at: Mapped[datetime | None] = mapped_column(Utc)
    extended_to: Mapped[date | None]
