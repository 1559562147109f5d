"""A database as it was, brought back at once: for what takes seconds to build and several tests look at."""

import sqlite3
from collections.abc import Callable
from contextlib import closing

from app.extensions import db

QUEUE = ("workflow_status", "workflow_input", "workflow_output", "operation_outputs")


def keep() -> Callable[[], None]:
    """Keep all that is in the database now. What is given back brings it back, whatever has been saved since."""
    db.session.commit()
    bring_back = _keep_file() if db.engine.dialect.name == "sqlite" else _keep_tables()

    def back() -> None:
        db.session.rollback()
        db.session.expunge_all()
        bring_back()

    return back


def _keep_file() -> Callable[[], None]:
    """SQLite copies the file to one beside it."""
    beside = f"{db.engine.url.database}.kept"
    with closing(sqlite3.connect(beside)) as copy:
        _with_file(lambda file: file.backup(copy))

    def bring_back() -> None:
        with closing(sqlite3.connect(beside)) as copy:
            _with_file(copy.backup)

    return bring_back


def _with_file(do: Callable[[sqlite3.Connection], None]) -> None:
    with closing(db.engine.raw_connection()) as connection:
        do(connection.driver_connection)


def _keep_tables() -> Callable[[], None]:
    """PostgreSQL copies tables to tables; the numbers it gives out go on from where they are."""
    names = {f'"{table.name}"' for table in db.metadata.sorted_tables} | {f"dbos.{name}" for name in QUEUE}
    copies = {name: f'kept."{number}"' for number, name in enumerate(sorted(names))}
    _all_at_once("DROP SCHEMA IF EXISTS kept CASCADE", "CREATE SCHEMA kept",
                 *(f"CREATE UNLOGGED TABLE {copy} AS TABLE {name}" for name, copy in copies.items()))  # fmt: skip
    return lambda: _all_at_once(
        "SET LOCAL session_replication_role = replica",  # or keys to other tables would ask for an order
        *(f"DELETE FROM {name}" for name in copies),  # noqa: S608 - our own names
        *(f"INSERT INTO {name} SELECT * FROM {copy}" for name, copy in copies.items()),  # noqa: S608 - our own names
    )


def _all_at_once(*statements: str) -> None:
    with db.engine.begin() as connection:
        connection.exec_driver_sql(";".join(statements))
