"""Responses as the public reads them: under a number of their own, listed and published in volumes."""

from datetime import datetime
from typing import ClassVar

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Base, Utc, Versioned, Welsh, enum_column
from app.models.person import Person
from app.models.response import Response
from app.models.round import Round
from workflows.engine import Workflow
from workflows.volume import VolumeState, workflow


class Volume(Versioned, Base):
    """One publishing of a round's responses. `digest` is the fingerprint of the list as it was made.

    `put_up_at` is when its last response stood on its page: many are put up in the background.
    """

    workflow: ClassVar[Workflow[VolumeState]] = workflow
    __table_args__ = (sa.UniqueConstraint("round_id", "number", name="uq_volume_round_number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(sa.ForeignKey("round.id"))
    number: Mapped[int]
    state: Mapped[VolumeState] = mapped_column(enum_column(VolumeState), default=VolumeState.PREPARED)
    with_name: Mapped[int]
    without_name: Mapped[int]
    digest: Mapped[str] = mapped_column(sa.String(64))
    prepared_by_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    prepared_at: Mapped[datetime] = mapped_column(Utc)
    published_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))
    published_at: Mapped[datetime | None] = mapped_column(Utc)
    put_up_at: Mapped[datetime | None] = mapped_column(Utc)

    round: Mapped[Round] = relationship()
    prepared_by: Mapped[Person] = relationship(foreign_keys=[prepared_by_id])
    published_by: Mapped[Person | None] = relationship(foreign_keys=[published_by_id])


class PublishedResponse(Base):
    """What is public of one response, beside its words. Its number is drawn at random and stays for good.

    `sent_at` is when the response was sent that was published: one that is sent again waits to be published again.
    `kind` and `area` are empty where they would tell who a sender without a name is. `found_by` is what a search
    looks through: the words as published, in small letters. `withheld` is kept from publication, or taken down.
    """

    __table_args__ = (sa.UniqueConstraint("round_id", "number", name="uq_published_response_round_number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(sa.ForeignKey("round.id"))
    response_id: Mapped[int] = mapped_column(sa.ForeignKey("response.id"), unique=True)
    number: Mapped[str] = mapped_column(sa.String(12))
    volume_id: Mapped[int | None] = mapped_column(sa.ForeignKey("volume.id"))
    sent_at: Mapped[datetime | None] = mapped_column(Utc)
    published_at: Mapped[datetime | None] = mapped_column(Utc)
    name: Mapped[str] = mapped_column(sa.String(200), default="")
    kind: Mapped[str] = mapped_column(sa.String(40), default="")
    area: Mapped[str] = mapped_column(sa.String(40), default="")
    found_by: Mapped[str] = mapped_column(sa.Text, default="")
    withheld_at: Mapped[datetime | None] = mapped_column(Utc)
    withheld_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))
    withheld_reason: Mapped[str] = mapped_column(sa.Text, default="")
    welsh: Mapped[dict[str, str] | None] = mapped_column(Welsh)

    response: Mapped[Response] = relationship()
    withheld_by: Mapped[Person | None] = relationship(foreign_keys=[withheld_by_id])
