"""Offers: one side's proposed values for terms, written privately, then sent and numbered."""

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.agreement import Agreement
from app.models.base import Base, Utc, Versioned, enum_column
from app.models.person import Person
from app.models.term import Term
from workflows.agreement import Side
from workflows.term import Answer, Refusal, TermState


class Offer(Versioned, Base):
    """Without a number it is still being written and only its own side sees it; a side writes one at a time."""

    __table_args__ = (
        sa.UniqueConstraint("agreement_id", "number", name="uq_offer_agreement_number"),
        sa.Index(
            "uq_offer_unsent",
            "agreement_id",
            "side",
            unique=True,
            sqlite_where=sa.text("number IS NULL"),
            postgresql_where=sa.text("number IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    agreement_id: Mapped[int] = mapped_column(sa.ForeignKey("agreement.id"), index=True)
    side: Mapped[Side] = mapped_column(enum_column(Side))
    number: Mapped[int | None]
    reason: Mapped[str] = mapped_column(sa.Text, default="")
    written_by_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    sent_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))
    sent_at: Mapped[datetime | None] = mapped_column(Utc)
    answered_at: Mapped[datetime | None] = mapped_column(Utc)
    withdrawn_at: Mapped[datetime | None] = mapped_column(Utc)
    price: Mapped[int | None] = mapped_column(sa.BigInteger)

    agreement: Mapped[Agreement] = relationship()
    written_by: Mapped[Person] = relationship(foreign_keys=[written_by_id])
    sent_by: Mapped[Person | None] = relationship(foreign_keys=[sent_by_id])
    changes: Mapped[list["Change"]] = relationship(back_populates="offer", order_by="Change.id")


class Change(Versioned, Base):
    """What an offer says on one term: for a change from these fields, to those; and why.

    `before`, `state_before` and `stood_by` are filled when the offer is sent: what a withdrawn offer goes back to.
    """

    __table_args__ = (sa.UniqueConstraint("offer_id", "term_id", name="uq_change_offer_term"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    offer_id: Mapped[int] = mapped_column(sa.ForeignKey("offer.id"))
    term_id: Mapped[int] = mapped_column(sa.ForeignKey("term.id"))
    before: Mapped[dict[str, Any] | None] = mapped_column(sa.JSON)
    after: Mapped[dict[str, Any]] = mapped_column(sa.JSON)
    reason: Mapped[str] = mapped_column(sa.Text)
    answer: Mapped[Answer] = mapped_column(enum_column(Answer), default=Answer.CHANGE)
    refusal: Mapped[Refusal | None] = mapped_column(enum_column(Refusal))
    owner: Mapped[str] = mapped_column(sa.String(200), default="")
    until: Mapped[date | None]
    state_before: Mapped[TermState | None] = mapped_column(enum_column(TermState))
    stood_by: Mapped[Side | None] = mapped_column(enum_column(Side))
    wanted_before: Mapped[str] = mapped_column(sa.Text, default="")

    offer: Mapped[Offer] = relationship(back_populates="changes")
    term: Mapped[Term] = relationship(lazy="joined", innerjoin=True)
