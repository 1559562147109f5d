"""The timeline: one row for everything anyone did, each chained to the one before it."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Base, Utc
from app.models.person import Person


class Entry(Base):
    """`chain` is the thing it happened to ("agreement 17"); `seq` counts from 1 within it.

    `at` is the round's time, `at_real` the clock on the wall; in production they agree. `mac` is keyed outside the
    database and covers everything here except `why`, which goes in as its salted hash, so that a lawful redaction
    leaves the chain whole.
    """

    __table_args__ = (sa.UniqueConstraint("chain", "seq", name="uq_entry_chain_seq"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    chain: Mapped[str] = mapped_column(sa.String(60))
    seq: Mapped[int]
    subject_type: Mapped[str] = mapped_column(sa.String(40))
    subject_id: Mapped[int]
    round_id: Mapped[int | None] = mapped_column(sa.ForeignKey("round.id"), index=True)
    action: Mapped[str] = mapped_column(sa.String(60))
    source: Mapped[str] = mapped_column(sa.String(40))
    dest: Mapped[str] = mapped_column(sa.String(40))
    actor_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))
    side: Mapped[str] = mapped_column(sa.String(20), default="")
    what: Mapped[str] = mapped_column(sa.String(300), default="")
    why: Mapped[str] = mapped_column(sa.Text, default="")
    why_salt: Mapped[str] = mapped_column(sa.String(32), default="")
    why_hash: Mapped[str] = mapped_column(sa.String(64), default="")
    at: Mapped[datetime] = mapped_column(Utc)
    at_real: Mapped[datetime] = mapped_column(Utc)
    mac: Mapped[str] = mapped_column(sa.String(64))

    actor: Mapped[Person | None] = relationship()
