"""How the service speaks to its database."""

import sqlalchemy as sa

from app.extensions import db

SET = {"sqlite": ("PRAGMA foreign_keys", 1), "postgresql": ("SHOW work_mem", "32MB")}
"""SQLite keeps no foreign keys by itself; PostgreSQL sorts a large consultation on disk."""


def test_every_connection_is_set_up_for_its_kind_of_database(app):
    question, answer = SET[db.engine.dialect.name]
    assert db.session.scalar(sa.text(question)) == answer
