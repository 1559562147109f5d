"""Insert rows by the thousand, several times as fast as statements with a dictionary for each row.

The values of a row are given as the database's driver takes them: text for an enum or JSON, `moment` for a moment.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from app.extensions import db
from app.models.base import Utc

Rows = Iterable[tuple[Any, ...]]


class Insert:
    """Inserts into one table: `varying` columns differ from row to row, `same` hold for all of them.

    Columns that are not named get their default, or nothing. Raises ValueError for one that needs a value.
    """

    def __init__(self, model: Any, varying: tuple[str, ...], same: Mapping[str, Any]) -> None:
        table: sa.Table = model.__table__
        self._dialect = db.engine.dialect
        given = {**_defaults(table, {*varying, *same}), **same}
        self._tail = tuple(self._as_stored(table.c[name], value) for name, value in given.items())
        self._into = self._named(table, [*varying, *given])
        self._signs = ", ".join("?" * (len(varying) + len(given)))
        self.moment = self._moment()

    def rows(self, rows: Rows) -> None:
        """Insert these, in the current transaction; each is as long as `varying`."""
        whole = [row + self._tail for row in rows]
        if whole and self._dialect.name == "sqlite":
            statement = f"INSERT INTO {self._into} VALUES ({self._signs})"  # noqa: S608 - our own names  # nosec B608
            db.session.connection().exec_driver_sql(statement, whole)
        elif whole:
            self._copy(whole)

    def _copy(self, rows: list[tuple[Any, ...]]) -> None:
        """PostgreSQL's own way to take many rows: a stream without a statement for each."""
        below: Any = db.session.connection().connection.dbapi_connection
        with below.cursor() as cursor, cursor.copy(f"COPY {self._into} FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)

    def _named(self, table: sa.Table, names: list[str]) -> str:
        quote = self._dialect.identifier_preparer.quote
        return f"{quote(table.name)} ({', '.join(quote(name) for name in names)})"

    def _as_stored(self, column: sa.Column[Any], value: Any) -> Any:
        process = column.type.dialect_impl(self._dialect).bind_processor(self._dialect)
        return process(value) if process else value

    def _moment(self) -> Callable[[datetime], Any]:

        process = Utc().dialect_impl(self._dialect).bind_processor(self._dialect)
        return process or (lambda value: value)


def _defaults(table: sa.Table, named: set[str]) -> dict[str, Any]:
    """What the columns that are not named begin with."""
    found = {}
    for column in table.columns:
        if column.name in named or column.primary_key or column.nullable or column.server_default is not None:
            continue
        default: Any = column.default
        if default is None or not (default.is_scalar or default.is_callable):
            raise ValueError(f"Say what {column} is to hold")
        found[column.name] = default.arg if default.is_scalar else _made(column, default)
    return found


def _made(column: sa.Column[Any], default: Any) -> Any:
    """What a default makes that looks at nothing: an empty list. One that looks at the row has to be given."""
    try:
        return default.arg(None)
    except (AttributeError, TypeError) as error:
        raise ValueError(f"Say what {column} is to hold") from error
