"""Offers that were begun twice in one moment become one when the database is brought up to date."""

import flask_migrate
import pytest
import sqlalchemy as sa

from app.extensions import db
from tests.migrations.test_migrations import fresh  # noqa: F401 - a fixture

OFFERS = [(1, 1, "provider"), (2, 1, "provider"), (3, 1, "commissioner"), (4, 1, "provider"), (5, 2, "provider")]
"""Unsent, each with its agreement and side: the second and the fourth were begun too many."""
CHANGES = [(1, 1, 10), (2, 2, 10), (3, 2, 11), (4, 4, 11), (5, 4, 12), (6, 5, 10)]
"""Each with its offer and its term."""


@pytest.fixture
def begun_twice(fresh):  # noqa: F811
    flask_migrate.upgrade(revision="0002")
    is_sqlite = db.engine.dialect.name == "sqlite"
    with db.engine.connect() as connection:
        below = connection.connection.dbapi_connection
        if is_sqlite:
            below.execute("PRAGMA foreign_keys=OFF")
        else:  # until the commit below
            connection.execute(sa.text("SET LOCAL session_replication_role = replica"))
        for key, agreement, side in OFFERS:
            connection.execute(
                sa.text(
                    "INSERT INTO offer (id, agreement_id, side, reason, written_by_id, version) "
                    "VALUES (:id, :agreement, :side, '', 1, 1)"
                ),
                {"id": key, "agreement": agreement, "side": side},
            )
        for key, offer, term in CHANGES:
            connection.execute(
                sa.text(
                    "INSERT INTO change (id, offer_id, term_id, after, reason, version, answer, wanted_before, owner) "
                    "VALUES (:id, :offer, :term, '{}', '', 1, 'change', '', '')"
                ),
                {"id": key, "offer": offer, "term": term},
            )
        connection.commit()
        if is_sqlite:
            below.execute("PRAGMA foreign_keys=ON")


def test_the_first_offer_keeps_its_changes_and_takes_those_it_lacks(begun_twice):
    flask_migrate.upgrade(revision="0003")
    with db.engine.connect() as connection:
        offers = connection.scalars(sa.text("SELECT id FROM offer ORDER BY id"))
        changes = connection.execute(sa.text("SELECT id, offer_id, term_id FROM change ORDER BY id"))
        assert list(offers) == [1, 3, 5]
        assert [tuple(row) for row in changes] == [(1, 1, 10), (3, 1, 11), (5, 1, 12), (6, 5, 10)]
