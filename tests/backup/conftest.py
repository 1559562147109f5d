"""A service with something in it, and another one to restore into."""

from datetime import UTC, datetime

import pytest
import sqlalchemy as sa

from app import create_app, jobs
from app.backup.taking import take
from app.extensions import db
from app.models import Base, Setting, Upload
from config import for_tests
from tests import make

EVIDENCE = bytes(range(256)) * 40
TAKEN = datetime(2011, 12, 1, 9, 30, 0, 123456, tzinfo=UTC)


@pytest.fixture
def full(app):
    """A service with people, a round, evidence, and a letter still to send."""
    kim = make.person(name="Kim Größe")
    make.round_(control_total=3_700_000_000)
    make.add(
        Upload(
            name="proof.pdf", media_type="application/pdf", size=len(EVIDENCE), sha256="0" * 64,
            uploaded_by_id=kim.id, uploaded_at=TAKEN, content=EVIDENCE,
        ),
        Setting(name="a list", value={"a": [1, None, "ü"]}),
    )  # fmt: skip
    jobs.enqueue("send_mail", key="letter 1", to="kim@example.test", subject="s", body="b")
    db.session.commit()
    return app


@pytest.fixture
def empty(tmp_path):
    """Another service, on a SQLite database of its own with nothing in it."""
    url = f"sqlite:///{tmp_path / 'other.sqlite'}"
    other = create_app(for_tests(url))
    with other.app_context():
        db.create_all()
        jobs.create_tables(url)
        db.session.remove()
    yield other
    with other.app_context():
        db.engine.dispose()


@pytest.fixture
def backup(full, tmp_path):
    """The file that a backup of the full service makes."""
    path = tmp_path / "round.backup"
    take(db.engine, path, rehearsal=True)
    return path


def contents(app):
    """Every row of every table, evidence included, as the application sees it."""
    db.session.rollback()  # what is committed, and no lock kept
    with app.app_context():
        tables = Base.metadata.sorted_tables
        return {t.name: db.session.execute(sa.select(t).order_by(*t.primary_key)).all() for t in tables}
