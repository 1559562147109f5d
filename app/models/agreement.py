"""Agreements: one provider's SLA or contract schedule in one round, and the provider's opening proposal."""

from datetime import date, datetime
from typing import ClassVar

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Base, Utc, Versioned, enum_column
from app.models.intention import Intention
from app.models.organisation import Organisation
from app.models.round import Round
from app.models.template import Template
from app.models.term import Term
from workflows.agreement import AgreementState, workflow
from workflows.engine import Workflow
from workflows.instrument import Instrument


class Agreement(Versioned, Base):
    """What lists and sentences need is stored here, so that no list scans terms, offers or signatures.

    `text_digest` is the fingerprint of the exact text that approvals and signatures stand for; empty while the text
    may change. `waiting_since` is when the move last passed to whoever has it now. `ends_early_on` is the last day once
    notice of an early end has been given.
    """

    workflow: ClassVar[Workflow[AgreementState]] = workflow
    __table_args__ = (sa.UniqueConstraint("round_id", "provider_id", name="uq_agreement_round_provider"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(sa.ForeignKey("round.id"), index=True)
    provider_id: Mapped[int] = mapped_column(sa.ForeignKey("organisation.id"), index=True)
    template_id: Mapped[int] = mapped_column(sa.ForeignKey("template.id"))
    instrument: Mapped[Instrument] = mapped_column(enum_column(Instrument))
    state: Mapped[AgreementState] = mapped_column(enum_column(AgreementState), default=AgreementState.DRAFTING)
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    waiting_since: Mapped[datetime] = mapped_column(Utc)
    offers_sent: Mapped[int] = mapped_column(default=0)
    offer_withdrawn: Mapped[bool] = mapped_column(default=False)
    reopened: Mapped[bool] = mapped_column(default=False)  # since the last offer
    terms_total: Mapped[int] = mapped_column(default=0)
    terms_agreed: Mapped[int] = mapped_column(default=0)
    terms_parked: Mapped[int] = mapped_column(default=0)
    terms_open: Mapped[int] = mapped_column(default=0)
    terms_disputed: Mapped[int] = mapped_column(default=0)
    price: Mapped[int] = mapped_column(sa.BigInteger, default=0)
    last_year_price: Mapped[int | None] = mapped_column(sa.BigInteger)
    text_digest: Mapped[str] = mapped_column(sa.String(64), default="")
    commissioner_approved: Mapped[bool] = mapped_column(default=False)
    provider_approved: Mapped[bool] = mapped_column(default=False)
    commissioner_signed: Mapped[bool] = mapped_column(default=False)
    provider_signed: Mapped[bool] = mapped_column(default=False)
    held_over: Mapped[bool] = mapped_column(default=False)
    ends_early_on: Mapped[date | None]
    published_at: Mapped[datetime | None] = mapped_column(Utc)
    illustrative: Mapped[bool] = mapped_column(default=False)

    round: Mapped[Round] = relationship()
    provider: Mapped[Organisation] = relationship()
    template: Mapped[Template] = relationship()
    terms: Mapped[list[Term]] = relationship(back_populates="agreement", order_by="Term.position")
    opening: Mapped["OpeningProposal | None"] = relationship(back_populates="agreement")


class OpeningProposal(Versioned, Base):
    """How the provider will deliver: it comes with their first offer (domain §7)."""

    id: Mapped[int] = mapped_column(primary_key=True)
    agreement_id: Mapped[int] = mapped_column(sa.ForeignKey("agreement.id"), unique=True)
    need_profile: Mapped[str] = mapped_column(sa.Text, default="")
    rationale: Mapped[str] = mapped_column(sa.Text, default="")
    subcontracting: Mapped[str] = mapped_column(sa.Text, default="")
    delivery_plan: Mapped[str] = mapped_column(sa.Text, default="")
    submitted_at: Mapped[datetime | None] = mapped_column(Utc)

    agreement: Mapped[Agreement] = relationship(back_populates="opening")


class Excuse(Base):
    """Why an intention that applies to this provider has no term in their agreement."""

    __table_args__ = (sa.UniqueConstraint("agreement_id", "intention_id", name="uq_excuse_agreement_intention"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    agreement_id: Mapped[int] = mapped_column(sa.ForeignKey("agreement.id"))
    intention_id: Mapped[int] = mapped_column(sa.ForeignKey("intention.id"))
    reason: Mapped[str] = mapped_column(sa.Text)

    intention: Mapped[Intention] = relationship(lazy="joined", innerjoin=True)
