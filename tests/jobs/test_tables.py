"""The queue keeps its tables to itself."""

import sqlalchemy as sa

from app import jobs
from app.extensions import db

FULL_TEXT = "point_words_index"
"""SQLite keeps what a search looks through in tables of this name, and more behind them."""


def test_migrations_know_which_tables_are_the_queue_s(app):
    """On PostgreSQL they have a schema of their own, where migrations do not look."""
    on_sqlite = db.engine.dialect.name == "sqlite"
    found = set(sa.inspect(db.engine).get_table_names(schema=None if on_sqlite else "dbos"))

    assert found >= jobs.TABLES
    ours = {name for name in found if name in db.metadata.tables or name.startswith(FULL_TEXT)}
    assert found - ours - {"alembic_version"} == jobs.TABLES or not on_sqlite


def test_no_table_of_ours_has_a_name_of_the_queue_s():
    assert not jobs.TABLES & set(db.metadata.tables)
