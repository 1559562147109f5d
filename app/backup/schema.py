"""Which version of the schema a database has, and what differs between the two kinds of database."""

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa
from alembic.migration import MigrationContext

from app.models import Base

_REFERENCES = """
    SELECT conrelid::regclass::text, quote_ident(conname) FROM pg_constraint
    WHERE contype = 'f' AND connamespace = current_schema()::regnamespace
"""


def revision(connection: sa.Connection) -> str:
    """The migrations this database has had; empty when it has had none."""
    return ",".join(sorted(MigrationContext.configure(connection).get_current_heads()))


def take_snapshot(connection: sa.Connection) -> None:
    """From here on the connection sees one moment, whatever others write. SQLite does so by itself."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")


@contextmanager
def references_checked_last(connection: sa.Connection) -> Iterator[None]:
    """Let rows arrive before those they refer to; what is still missing at the end is an error."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        yield
        return
    references = connection.exec_driver_sql(_REFERENCES).all()
    for table, reference in references:
        connection.exec_driver_sql(f"ALTER TABLE {table} ALTER CONSTRAINT {reference} DEFERRABLE INITIALLY DEFERRED")
    yield
    connection.exec_driver_sql("SET CONSTRAINTS ALL IMMEDIATE")
    for table, reference in references:
        connection.exec_driver_sql(f"ALTER TABLE {table} ALTER CONSTRAINT {reference} NOT DEFERRABLE")


def continue_numbering(connection: sa.Connection) -> None:
    """Make the next new row take the number after the last one brought back. SQLite does so by itself."""
    if connection.dialect.name != "postgresql":
        return
    for table in Base.metadata.sorted_tables:
        key = table.autoincrement_column
        if key is not None:
            last = sa.select(sa.func.max(sa.column(key.name))).select_from(sa.table(table.name)).scalar_subquery()
            sequence = sa.func.pg_get_serial_sequence(f'"{table.name}"', key.name)
            connection.execute(sa.select(sa.func.setval(sequence, sa.func.coalesce(last, 1), last.is_not(None))))
