"""Which point caused which change of wording between two editions."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Base, Utc
from app.models.edition import Edition
from app.models.person import Person
from app.models.point import Point


class WordingLink(Base):
    """A point tied to one change: the words that stood before and those that came, in one passage of an edition.

    While the next edition is written, `edition_id` is empty and `from_edition_id` the edition that the change is
    from; publishing binds it for good, or leaves it unbound where the wording has moved on.
    """

    __table_args__ = (
        sa.UniqueConstraint("point_id", "from_edition_id", "fingerprint", name="uq_wording_link_point_change"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(sa.ForeignKey("round.id"), index=True)
    point_id: Mapped[int] = mapped_column(sa.ForeignKey("point.id"))
    from_edition_id: Mapped[int] = mapped_column(sa.ForeignKey("edition.id"))
    edition_id: Mapped[int | None] = mapped_column(sa.ForeignKey("edition.id"), index=True)
    passage: Mapped[str] = mapped_column(sa.String(120))
    before: Mapped[str] = mapped_column(sa.Text)
    after: Mapped[str] = mapped_column(sa.Text)
    fingerprint: Mapped[str] = mapped_column(sa.String(64))
    tied_by_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    tied_at: Mapped[datetime] = mapped_column(Utc)

    point: Mapped[Point] = relationship()
    edition: Mapped[Edition | None] = relationship(foreign_keys=[edition_id])
    from_edition: Mapped[Edition] = relationship(foreign_keys=[from_edition_id])
    tied_by: Mapped[Person] = relationship()
