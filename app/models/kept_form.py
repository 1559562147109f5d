"""What somebody typed into a form whose session had ended, until they have signed in again."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Utc


class KeptForm(Base):
    """Only `person_id` gets it back, on `page`; it goes after a day."""

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), index=True)
    page: Mapped[str] = mapped_column(sa.String(2000))
    fields: Mapped[Any] = mapped_column(sa.JSON)
    had_files: Mapped[bool] = mapped_column(default=False)
    at: Mapped[datetime] = mapped_column(Utc)
