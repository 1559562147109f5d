"""The service's tables as they are stored, without the application's own types, so that one database reads another."""

from base64 import b64decode, b64encode
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from sqlalchemy.types import TypeDecorator, TypeEngine

from app.models import Base

Row = dict[str, Any]


def stored_tables() -> list[sa.Table]:
    """Every table, those that others refer to first."""
    plain = sa.MetaData()
    return [
        sa.Table(table.name, plain, *[_stored(column) for column in table.columns])
        for table in Base.metadata.sorted_tables
    ]


def at_a_time(table: sa.Table) -> int:
    """How many rows to hold in memory: one where a row may hold a file of 20 MB."""
    return 1 if any(isinstance(column.type, sa.LargeBinary) for column in table.columns) else 200


def to_json(row: sa.RowMapping) -> Row:
    """A row as JSON can hold it."""
    return {name: _plain(value) for name, value in row.items()}


def readers(table: sa.Table) -> dict[str, Callable[[Any], Any]]:
    """For each column that JSON cannot hold as it is, how to read it back."""
    return {column.name: read for column in table.columns if (read := _reader(column.type))}


def _stored(column: sa.Column[Any]) -> sa.Column[Any]:
    type_: TypeEngine[Any] = column.type
    if isinstance(type_, TypeDecorator):
        type_ = type_.impl_instance
    if isinstance(type_, sa.Enum):
        type_ = sa.String(type_.length)
    if isinstance(type_, sa.JSON):
        type_ = sa.JSON(none_as_null=bool(column.nullable))
    return sa.Column(column.name, type_, primary_key=column.primary_key)


def _plain(value: Any) -> Any:
    if isinstance(value, bytes):
        return b64encode(value).decode()
    if isinstance(value, date):  # and datetime
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def _reader(type_: TypeEngine[Any]) -> Callable[[Any], Any] | None:
    """The first that fits."""
    for kind, read in _READERS:
        if isinstance(type_, kind):
            return read
    return None


_READERS: list[tuple[type[TypeEngine[Any]], Callable[[Any], Any]]] = [
    (sa.DateTime, datetime.fromisoformat),
    (sa.Date, date.fromisoformat),
    (sa.Numeric, Decimal),
    (sa.LargeBinary, b64decode),
]
