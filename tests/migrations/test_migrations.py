"""The schema is built from nothing by migrations, agrees with the models, and goes down one and up again."""

import flask_migrate
import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from app import create_app, jobs
from app.extensions import db
from app.models.point_words import INDEX, SQLITE_TABLES
from config import for_tests


@pytest.fixture
def fresh(request, database_url, tmp_path):
    """An application on a database with nothing in it, of the kind asked for."""
    if request.config.getoption("--database") == "sqlite":
        url = f"sqlite:///{tmp_path / 'fresh.sqlite'}"
    else:
        server = sa.create_engine(database_url, isolation_level="AUTOCOMMIT")
        with server.connect() as connection:
            connection.execute(sa.text("DROP DATABASE IF EXISTS fresh"))
            connection.execute(sa.text("CREATE DATABASE fresh"))
        server.dispose()
        url = sa.make_url(database_url).set(database="fresh").render_as_string(hide_password=False)
    app = create_app(for_tests(url))
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


def tables() -> set[str]:
    return set(sa.inspect(db.engine).get_table_names()) - jobs.TABLES - SQLITE_TABLES - {"alembic_version"}


def schema() -> dict[str, set[str]]:
    """The columns of every table, and its indexes with theirs, so that going down is seen to take something away."""
    found = sa.inspect(db.engine)
    return {
        table: {column["name"] for column in found.get_columns(table)}
        | {f"{index['name']} {index['column_names']}" for index in found.get_indexes(table)}
        for table in tables()
    }


def test_from_nothing_they_build_every_table_of_the_models(fresh):
    flask_migrate.upgrade()
    assert tables() == set(db.metadata.tables)


def test_what_they_build_is_what_the_models_say(fresh):
    flask_migrate.upgrade()
    not_ours = jobs.TABLES | SQLITE_TABLES | {INDEX}
    with db.engine.connect() as connection:
        ours = {"compare_type": True, "include_name": lambda name, _kind, _: name not in not_ours}
        assert compare_metadata(MigrationContext.configure(connection, opts=ours), db.metadata) == []


def test_going_down_one_and_up_again_leaves_the_same_schema(fresh):
    flask_migrate.upgrade()
    before = schema()
    flask_migrate.downgrade()
    assert schema() != before
    flask_migrate.upgrade()
    assert schema() == before


def test_going_down_to_the_first_release_and_up_again_leaves_the_same_schema(fresh):
    flask_migrate.upgrade()
    before = schema()
    flask_migrate.downgrade(revision="0001")
    flask_migrate.upgrade()
    assert schema() == before
