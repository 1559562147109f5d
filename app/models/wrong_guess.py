"""Wrong receipt codes and sign-ins from one internet address."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Utc


class WrongGuess(Base):
    """Counted so that guessing is slowed on every machine alike. `at` is when the last one was made."""

    id: Mapped[int] = mapped_column(primary_key=True)
    source_hash: Mapped[str] = mapped_column(sa.String(64), unique=True)
    wrong: Mapped[int] = mapped_column(default=0)
    at: Mapped[datetime] = mapped_column(Utc)
    wait_until: Mapped[datetime | None] = mapped_column(Utc)
