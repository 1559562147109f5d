"""The queue keeps its tables to itself."""

import sqlalchemy as sa

from app import jobs
from app.extensions import db


def test_migrations_know_which_tables_are_the_queue_s(app):
    schema = None if db.engine.dialect.name == "sqlite" else "dbos"
    found = set(sa.inspect(db.engine).get_table_names(schema=schema)) - set(db.metadata.tables) - {"alembic_version"}

    assert found == jobs.TABLES


def test_no_table_of_ours_has_a_name_of_the_queue_s():
    assert not jobs.TABLES & set(db.metadata.tables)
