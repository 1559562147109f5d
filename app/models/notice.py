"""Notices of change to signed agreements: what each says, the terms it changes, and the answers to it."""

from datetime import date, datetime
from typing import Any, ClassVar

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.agreement import Agreement
from app.models.base import Base, Utc, Versioned, enum_column
from app.models.person import Person
from app.models.term import Term
from workflows.agreement import Side
from workflows.engine import Workflow
from workflows.notice import Ground, NoticeKind, NoticeState, Origin, workflow

EFFECTS = ("service", "staff", "price", "targets", "equality")
"""On what a notice states its effect (domain §7): the columns are called `effect_service` and so on."""


class Worded:
    """What a notice says in words, whether it goes to one agreement or to many."""

    title: Mapped[str] = mapped_column(sa.String(200))
    kind: Mapped[NoticeKind] = mapped_column(enum_column(NoticeKind))
    origin: Mapped[Origin] = mapped_column(enum_column(Origin))
    reason: Mapped[str] = mapped_column(sa.Text)
    effect_service: Mapped[str] = mapped_column(sa.Text)
    effect_staff: Mapped[str] = mapped_column(sa.Text)
    effect_price: Mapped[str] = mapped_column(sa.Text)
    effect_targets: Mapped[str] = mapped_column(sa.Text)
    effect_equality: Mapped[str] = mapped_column(sa.Text)
    answer_by: Mapped[date]
    effective_on: Mapped[date]
    sooner_reason: Mapped[str] = mapped_column(sa.Text, default="")


class Notice(Worded, Versioned, Base):
    """Private to the side that gives it until it is issued; only then has it a number, which counts those issued.

    `took_effect_on` is the day from which the text reads so, `price_in_question` whether its price is still to be
    decided, `answer` what the other side said last.
    """

    workflow: ClassVar[Workflow[NoticeState]] = workflow
    __table_args__ = (sa.UniqueConstraint("agreement_id", "number", name="uq_notice_agreement_number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(sa.ForeignKey("round.id"), index=True)
    provider_id: Mapped[int] = mapped_column(sa.ForeignKey("organisation.id"), index=True)
    agreement_id: Mapped[int] = mapped_column(sa.ForeignKey("agreement.id"), index=True)
    batch_id: Mapped[int | None] = mapped_column(sa.ForeignKey("notice_batch.id"), index=True)
    number: Mapped[int | None]
    side: Mapped[Side] = mapped_column(enum_column(Side))
    state: Mapped[NoticeState] = mapped_column(enum_column(NoticeState), default=NoticeState.DRAFTED)
    written_by_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    issued_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))
    issued_at: Mapped[datetime | None] = mapped_column(Utc)
    answered_at: Mapped[datetime | None] = mapped_column(Utc)
    asked_cost: Mapped[int | None] = mapped_column(sa.BigInteger)
    price_in_question: Mapped[bool] = mapped_column(default=False)
    decided_at: Mapped[datetime | None] = mapped_column(Utc)
    decided_cost: Mapped[int | None] = mapped_column(sa.BigInteger)
    decision: Mapped[str] = mapped_column(sa.Text, default="")
    took_effect_on: Mapped[date | None] = mapped_column(index=True)
    withdrawn_at: Mapped[datetime | None] = mapped_column(Utc)

    agreement: Mapped[Agreement] = relationship()
    written_by: Mapped[Person] = relationship(foreign_keys=[written_by_id])
    issued_by: Mapped[Person | None] = relationship(foreign_keys=[issued_by_id])
    changes: Mapped[list["NoticeChange"]] = relationship(back_populates="notice", order_by="NoticeChange.id")
    answers: Mapped[list["NoticeAnswer"]] = relationship(order_by="NoticeAnswer.id")


class NoticeChange(Base):
    """Cells of one term: `before` and `after` hold only those that the notice changes.

    `cause` says what put them there: the notice itself, the decision about its price, or its undoing. `applied_on` and
    `version_number` are filled when the term changes.
    """

    __table_args__ = (sa.UniqueConstraint("notice_id", "term_id", "cause", name="uq_notice_change_notice_term_cause"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    notice_id: Mapped[int] = mapped_column(sa.ForeignKey("notice.id"), index=True)
    term_id: Mapped[int] = mapped_column(sa.ForeignKey("term.id"), index=True)
    cause: Mapped[str] = mapped_column(sa.String(20), default="notice")
    before: Mapped[dict[str, Any]] = mapped_column(sa.JSON)
    after: Mapped[dict[str, Any]] = mapped_column(sa.JSON)
    applied_on: Mapped[date | None]
    version_number: Mapped[str] = mapped_column(sa.String(10), default="")

    notice: Mapped[Notice] = relationship(back_populates="changes")
    term: Mapped[Term] = relationship(lazy="joined", innerjoin=True)


class NoticeAnswer(Base):
    """What the other side said to a notice; an objection may be followed by consent."""

    id: Mapped[int] = mapped_column(primary_key=True)
    notice_id: Mapped[int] = mapped_column(sa.ForeignKey("notice.id"), index=True)
    action: Mapped[str] = mapped_column(sa.String(20))
    cost: Mapped[int | None] = mapped_column(sa.BigInteger)
    ground: Mapped[Ground | None] = mapped_column(enum_column(Ground))
    words: Mapped[str] = mapped_column(sa.Text, default="")
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Utc)

    person: Mapped[Person] = relationship(lazy="joined", innerjoin=True)
