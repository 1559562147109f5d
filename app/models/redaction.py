"""Words of a response that are not published, and why."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Base, Utc, Welsh, enum_column
from app.models.person import Person
from app.models.response import Response
from workflows.redaction import RedactionKind


class Redaction(Base):
    """Characters `begins` to `ends` of what was said in `place`, and the `words` that stand there.

    `by` nobody is by rule. One that is undone is kept, with who undid it.
    """

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(sa.ForeignKey("round.id"), index=True)
    response_id: Mapped[int] = mapped_column(sa.ForeignKey("response.id"), index=True)
    place: Mapped[str] = mapped_column(sa.String(20))
    begins: Mapped[int]
    ends: Mapped[int]
    words: Mapped[str] = mapped_column(sa.Text)
    kind: Mapped[RedactionKind] = mapped_column(enum_column(RedactionKind))
    reason: Mapped[str] = mapped_column(sa.Text, default="")
    welsh: Mapped[dict[str, str] | None] = mapped_column(Welsh)
    by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Utc)
    undone_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))
    undone_at: Mapped[datetime | None] = mapped_column(Utc)

    response: Mapped[Response] = relationship()
    by: Mapped[Person | None] = relationship(foreign_keys=[by_id])
