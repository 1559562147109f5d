"""Files people bring: evidence, originals of paper responses, proof; and files we make for them."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, deferred, mapped_column

from app.models.base import Base, Utc


class Upload(Base):
    """Kept in the database, so that a file and the row that names it are saved, backed up and lost together."""

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(sa.String(200))
    media_type: Mapped[str] = mapped_column(sa.String(120))
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(sa.String(64))
    uploaded_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))
    uploaded_at: Mapped[datetime] = mapped_column(Utc)
    content: Mapped[bytes] = deferred(mapped_column(sa.LargeBinary))
