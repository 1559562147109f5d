"""Other formats of an edition: easy read, large print, audio, sign language, a translation."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Base, Utc, Welsh
from app.models.edition import Edition
from app.models.person import Person
from app.models.upload import Upload


class EditionFormat(Base):
    """A file or an address elsewhere, made from one edition; `made_from` is the fingerprint of the words it was made
    from, so that a format of words that have changed since is known to be out of date.
    """

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(sa.ForeignKey("edition.id"), index=True)
    kind: Mapped[str] = mapped_column(sa.String(40))
    note: Mapped[str] = mapped_column(sa.String(200), default="")
    welsh: Mapped[dict[str, str] | None] = mapped_column(Welsh)
    url: Mapped[str] = mapped_column(sa.String(500), default="")
    upload_id: Mapped[int | None] = mapped_column(sa.ForeignKey("upload.id"))
    made_from: Mapped[str] = mapped_column(sa.String(64))
    added_at: Mapped[datetime] = mapped_column(Utc)
    added_by_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))

    edition: Mapped[Edition] = relationship()
    upload: Mapped[Upload | None] = relationship()
    added_by: Mapped[Person] = relationship()
