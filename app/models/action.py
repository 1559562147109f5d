"""Rows of action plans: from equality assessments, exceptions and assurance failures alike (domain §6)."""

from datetime import date
from enum import StrEnum
from typing import ClassVar

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Base, Versioned, Welsh, enum_column
from app.models.organisation import Organisation
from app.models.round import Characteristic, Round
from app.models.upload import Upload
from workflows.action import ActionState, workflow
from workflows.assessment import Limb
from workflows.engine import Workflow


class ActionOrigin(StrEnum):
    ASSESSMENT = "assessment"
    EXCEPTION = "exception"
    ASSURANCE = "assurance"


class Action(Versioned, Base):
    """Ends on a target date, or is ongoing and then has a review date."""

    workflow: ClassVar[Workflow[ActionState]] = workflow
    __table_args__ = (
        sa.UniqueConstraint("round_id", "ref", name="uq_action_round_ref"),
        sa.CheckConstraint("NOT ongoing OR review_on IS NOT NULL", name="ongoing_is_reviewed"),
        sa.CheckConstraint("ongoing OR target_on IS NOT NULL", name="ends_or_is_ongoing"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(sa.ForeignKey("round.id"), index=True)
    ref: Mapped[str] = mapped_column(sa.String(20))
    origin: Mapped[ActionOrigin] = mapped_column(enum_column(ActionOrigin))
    state: Mapped[ActionState] = mapped_column(enum_column(ActionState), default=ActionState.PLANNED)
    text: Mapped[str] = mapped_column(sa.Text)
    characteristic_id: Mapped[int | None] = mapped_column(sa.ForeignKey("characteristic.id"))
    limb: Mapped[Limb | None] = mapped_column(enum_column(Limb))
    intention_id: Mapped[int | None] = mapped_column(sa.ForeignKey("intention.id"))
    impact_id: Mapped[int | None] = mapped_column(sa.ForeignKey("impact_line.id"))
    agreement_id: Mapped[int | None] = mapped_column(sa.ForeignKey("agreement.id"), index=True)
    return_id: Mapped[int | None] = mapped_column(sa.ForeignKey("return.id"))
    provider_id: Mapped[int | None] = mapped_column(sa.ForeignKey("organisation.id"), index=True)
    lead: Mapped[str] = mapped_column(sa.String(200))
    target_on: Mapped[date | None]
    ongoing: Mapped[bool] = mapped_column(default=False)
    review_on: Mapped[date | None]
    success: Mapped[str] = mapped_column(sa.Text, default="")
    progress: Mapped[str] = mapped_column(sa.Text, default="")
    proof: Mapped[str] = mapped_column(sa.Text, default="")
    proof_upload_id: Mapped[int | None] = mapped_column(sa.ForeignKey("upload.id"))
    published: Mapped[bool] = mapped_column(default=False)
    agreed: Mapped[bool] = mapped_column(default=False)
    welsh: Mapped[dict[str, str] | None] = mapped_column(Welsh)

    round: Mapped[Round] = relationship()
    characteristic: Mapped[Characteristic | None] = relationship()
    provider: Mapped[Organisation | None] = relationship()
    proof_upload: Mapped[Upload | None] = relationship()
