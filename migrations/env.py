"""How migrations run: on the application's own database, all of them or none, with the queue's tables beside ours."""

from typing import Any

import sqlalchemy as sa
from alembic import context
from flask import current_app

from app import jobs
from app.extensions import db
from app.models.base import Utc
from app.models.point_words import INDEX, SQLITE_TABLES


def run() -> None:
    """Migrate on one connection, in one transaction; then let the queue see to its own tables."""
    with db.engine.connect() as connection:
        raw: Any = connection.connection.driver_connection
        on_sqlite = connection.dialect.name == "sqlite"
        if on_sqlite:  # it changes a table by copying it, which must not look like deleting what others refer to
            raw.execute("PRAGMA foreign_keys=OFF")
        context.configure(
            connection=connection,
            target_metadata=db.metadata,
            include_name=_is_ours,
            render_item=_as_stored,
            transactional_ddl=True,
            **current_app.extensions["migrate"].configure_args,
        )
        with context.begin_transaction():
            context.run_migrations()
        connection.commit()
        if on_sqlite:
            raw.execute("PRAGMA foreign_keys=ON")
    jobs.create_tables(db.engine.url)


def _is_ours(name: str | None, kind: str, _parents: Any) -> bool:
    """Ours, not the queue's own tables nor the ones that a database keeps its index of words in."""
    if kind == "index":
        return name != INDEX
    return kind != "table" or name not in jobs.TABLES | SQLITE_TABLES


def _as_stored(kind: str, item: Any, _context: Any) -> str | bool:
    """Migrations outlive the code: they name what the database stores, not our own types."""
    if kind == "type" and isinstance(item, Utc):
        return "sa.DateTime()"
    if kind == "type" and isinstance(item, sa.Enum):
        return f"sa.String({item.length})"
    return False


run()
