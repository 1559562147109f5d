"""Disputes: the terms they are about, the report, evidence, comments, and what was decided for each term."""

from datetime import date, datetime
from typing import Any, ClassVar

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.agreement import Agreement
from app.models.base import Base, Utc, Versioned, enum_column
from app.models.organisation import Organisation
from app.models.person import Person
from app.models.round import Round
from app.models.term import Term
from app.models.upload import Upload
from workflows.agreement import Side
from workflows.dispute import DisputeState, Party, workflow
from workflows.dispute_route import Body, Grade, Route
from workflows.engine import Workflow


class Dispute(Versioned, Base):
    """Private to the side that opened it until `shared_at`. `due_on` is when the next step is due.

    `number` counts the agreement's disputes as they are shared, so that it tells nobody of a report that is being
    written. `other_provider` is set only between two providers, and then there are no terms.
    """

    workflow: ClassVar[Workflow[DisputeState]] = workflow
    __table_args__ = (
        sa.UniqueConstraint("agreement_id", "number", name="uq_dispute_agreement_number"),
        sa.CheckConstraint(
            "(route = 'between two providers') = (other_provider_id IS NOT NULL)", name="two_providers_are_named"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(sa.ForeignKey("round.id"), index=True)
    agreement_id: Mapped[int] = mapped_column(sa.ForeignKey("agreement.id"), index=True)
    provider_id: Mapped[int] = mapped_column(sa.ForeignKey("organisation.id"), index=True)
    other_provider_id: Mapped[int | None] = mapped_column(sa.ForeignKey("organisation.id"), index=True)
    number: Mapped[int | None]
    title: Mapped[str] = mapped_column(sa.String(200))
    route: Mapped[Route] = mapped_column(enum_column(Route))
    state: Mapped[DisputeState] = mapped_column(enum_column(DisputeState), default=DisputeState.OPENED)
    opened_by_side: Mapped[Side] = mapped_column(enum_column(Side))
    opened_by_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    opened_at: Mapped[datetime] = mapped_column(Utc)
    share_by: Mapped[date]
    shared_at: Mapped[datetime | None] = mapped_column(Utc)
    due_on: Mapped[date | None] = mapped_column(index=True)
    moved_at: Mapped[datetime] = mapped_column(Utc)
    closed_at: Mapped[datetime | None] = mapped_column(Utc)

    round: Mapped[Round] = relationship()
    agreement: Mapped[Agreement] = relationship()
    provider: Mapped[Organisation] = relationship(foreign_keys=[provider_id])
    other_provider: Mapped[Organisation | None] = relationship(foreign_keys=[other_provider_id])
    opened_by: Mapped[Person] = relationship()
    report: Mapped["IssueReport"] = relationship(back_populates="dispute")
    terms: Mapped[list[Term]] = relationship(secondary="disputed_term", order_by=Term.position)
    evidence: Mapped[list["DisputeEvidence"]] = relationship(
        back_populates="dispute", order_by="DisputeEvidence.id", cascade="all, delete-orphan"
    )
    comments: Mapped[list["DisputeComment"]] = relationship(order_by="DisputeComment.id")
    rulings: Mapped[list["Ruling"]] = relationship(back_populates="dispute", order_by="Ruling.id")


class DisputedTerm(Base):
    """A term that a dispute is about."""

    __table_args__ = (sa.UniqueConstraint("dispute_id", "term_id", name="uq_disputed_term_dispute_term"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    dispute_id: Mapped[int] = mapped_column(sa.ForeignKey("dispute.id"))
    term_id: Mapped[int] = mapped_column(sa.ForeignKey("term.id"), index=True)


class IssueReport(Versioned, Base):
    """The paper that opens a dispute (domain §7): it may be sent only when it is complete."""

    id: Mapped[int] = mapped_column(primary_key=True)
    dispute_id: Mapped[int] = mapped_column(sa.ForeignKey("dispute.id"), unique=True)
    first_raised_on: Mapped[date | None]
    description: Mapped[str] = mapped_column(sa.Text, default="")
    history: Mapped[str] = mapped_column(sa.Text, default="")
    implications: Mapped[str] = mapped_column(sa.Text, default="")
    severity: Mapped[Grade | None] = mapped_column(enum_column(Grade))
    urgency: Mapped[Grade | None] = mapped_column(enum_column(Grade))
    cost: Mapped[str] = mapped_column(sa.Text, default="")
    in_hand: Mapped[str] = mapped_column(sa.Text, default="")
    outcome: Mapped[str] = mapped_column(sa.Text, default="")

    dispute: Mapped[Dispute] = relationship(back_populates="report")


class DisputeEvidence(Base):
    """A file of one of the two; both read it once the dispute is shared."""

    id: Mapped[int] = mapped_column(primary_key=True)
    dispute_id: Mapped[int] = mapped_column(sa.ForeignKey("dispute.id"), index=True)
    upload_id: Mapped[int] = mapped_column(sa.ForeignKey("upload.id"))
    title: Mapped[str] = mapped_column(sa.String(200))
    party: Mapped[Party] = mapped_column(enum_column(Party))
    added_by_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    added_at: Mapped[datetime] = mapped_column(Utc)

    dispute: Mapped[Dispute] = relationship(back_populates="evidence")
    upload: Mapped[Upload] = relationship(lazy="joined", innerjoin=True)


class DisputeComment(Base):
    """What one of the two says in writing, or the commissioner's advice to two providers."""

    id: Mapped[int] = mapped_column(primary_key=True)
    dispute_id: Mapped[int] = mapped_column(sa.ForeignKey("dispute.id"), index=True)
    party: Mapped[Party] = mapped_column(enum_column(Party))
    advice: Mapped[bool] = mapped_column(default=False)
    text: Mapped[str] = mapped_column(sa.Text)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Utc)

    person: Mapped[Person] = relationship(lazy="joined", innerjoin=True)


class Ruling(Base):
    """What a body decided, or what one side proposes to settle on; the last one in effect ends the dispute.

    `proposed_by` is set only for a settlement, `in_effect_at` once its values stand in the terms.
    """

    id: Mapped[int] = mapped_column(primary_key=True)
    dispute_id: Mapped[int] = mapped_column(sa.ForeignKey("dispute.id"), index=True)
    body: Mapped[Body] = mapped_column(enum_column(Body))
    reasons: Mapped[str] = mapped_column(sa.Text)
    made_on: Mapped[date]
    recorded_by_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    recorded_at: Mapped[datetime] = mapped_column(Utc)
    proposed_by: Mapped[Party | None] = mapped_column(enum_column(Party))
    replaced: Mapped[bool] = mapped_column(default=False)
    in_effect_at: Mapped[datetime | None] = mapped_column(Utc)

    dispute: Mapped[Dispute] = relationship(back_populates="rulings")
    recorded_by: Mapped[Person] = relationship(lazy="joined", innerjoin=True)
    lines: Mapped[list["RulingLine"]] = relationship(order_by="RulingLine.id")


class RulingLine(Base):
    """One term in a ruling: the cells as they stood, and as they are to be."""

    __table_args__ = (sa.UniqueConstraint("ruling_id", "term_id", name="uq_ruling_line_ruling_term"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    ruling_id: Mapped[int] = mapped_column(sa.ForeignKey("ruling.id"))
    term_id: Mapped[int] = mapped_column(sa.ForeignKey("term.id"))
    before: Mapped[dict[str, Any]] = mapped_column(sa.JSON)
    after: Mapped[dict[str, Any]] = mapped_column(sa.JSON)

    term: Mapped[Term] = relationship(lazy="joined", innerjoin=True)


class DisputePack(Base):
    """One zip of everything about a dispute that both sides may read; only who asked for it fetches it."""

    id: Mapped[int] = mapped_column(primary_key=True)
    dispute_id: Mapped[int] = mapped_column(sa.ForeignKey("dispute.id"), index=True)
    asked_by_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), index=True)
    asked_at: Mapped[datetime] = mapped_column(Utc)
    finished_at: Mapped[datetime | None] = mapped_column(Utc)
    failed: Mapped[str] = mapped_column(sa.Text, default="")
    upload_id: Mapped[int | None] = mapped_column(sa.ForeignKey("upload.id"))

    dispute: Mapped[Dispute] = relationship()
    asked_by: Mapped[Person] = relationship()
    upload: Mapped[Upload | None] = relationship()


class RaisedStep(Base):
    """A step already raised for a term since it last moved: time raises each step once."""

    __table_args__ = (sa.UniqueConstraint("term_id", "step", "since", name="uq_raised_step"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    term_id: Mapped[int] = mapped_column(sa.ForeignKey("term.id", ondelete="CASCADE"))
    step: Mapped[str] = mapped_column(sa.String(40))
    since: Mapped[datetime] = mapped_column(Utc)
    raised_at: Mapped[datetime] = mapped_column(Utc)
