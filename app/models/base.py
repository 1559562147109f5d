"""What every table has in common."""

import re
from datetime import UTC, datetime
from enum import Enum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column


class Base(DeclarativeBase):
    """The project's own base, so that models stay typed and know no Flask."""

    metadata = sa.MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )

    @declared_attr.directive
    def __tablename__(cls) -> str:
        return re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()


class Versioned:
    """Counts saves, so that the second of two people saving the same row is told (StaleDataError)."""

    version: Mapped[int] = mapped_column(default=1)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:
        return {"version_id_col": cls.version}


class Utc(sa.types.TypeDecorator[datetime]):
    """Moments, always in UTC and always aware."""

    impl = sa.DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Any) -> datetime | None:
        return value.astimezone(UTC).replace(tzinfo=None) if value else None

    def process_result_value(self, value: datetime | None, _dialect: Any) -> datetime | None:
        return value.replace(tzinfo=UTC) if value else None


class Welsh(sa.types.TypeDecorator[dict[str, str]]):
    """What a thing's words say in Welsh, by the name of the field; nothing is stored where there is none."""

    impl = sa.JSON(none_as_null=True)
    cache_ok = True

    def process_bind_param(self, value: dict[str, str] | None, _dialect: Any) -> dict[str, str] | None:
        return value or None


def enum_column(enum: type[Enum]) -> sa.Enum:
    """Store the value, not the member's name, as text: no database enum to migrate."""
    return sa.Enum(enum, native_enum=False, length=40, values_callable=lambda e: [m.value for m in e])
