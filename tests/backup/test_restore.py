"""Everything comes back, on either kind of database; nothing is overwritten unasked, and nothing half."""

import json
import zipfile

import pytest
import sqlalchemy as sa

from app import create_app, jobs
from app.backup.restoring import restore
from app.backup.taking import take
from app.extensions import db
from app.models import Upload
from config import for_tests
from tests import make
from tests.backup.conftest import EVIDENCE, contents
from tests.backup.test_backup import run
from tests.work import waiting_jobs


def test_everything_comes_back_in_another_database(full, backup, empty):
    result = run(empty, "restore", str(backup))

    assert result.exit_code == 0, result.output
    assert contents(empty) == contents(full)
    with empty.app_context():
        assert db.session.scalars(sa.select(Upload)).one().content == EVIDENCE


def test_everything_comes_back_from_the_other_kind_of_database(full, backup, empty, tmp_path):
    """There and back again: from the database under test to SQLite, and from SQLite to it."""
    before = contents(full)
    with empty.app_context():
        restore(db.engine, backup, rehearsal=True)
        take(db.engine, tmp_path / "second", rehearsal=True)
    make.person(name="Added since")
    db.session.rollback()

    assert run(full, "restore", str(tmp_path / "second"), "--overwrite").exit_code == 0
    assert contents(full) == before


def test_work_goes_on_after_a_restore(full, backup):
    """New rows get numbers of their own."""
    run(full, "restore", str(backup), "--overwrite")

    assert make.person(name="New").id
    assert make.provider().id


def test_a_letter_that_was_waiting_is_sent_after_all(full, backup, empty):
    run(empty, "restore", str(backup))

    with empty.app_context():
        (job,) = waiting_jobs()
    assert (job.id, job.name, job.arguments["to"]) == ("letter 1", "send_mail", "kim@example.test")


def test_jobs_about_what_is_replaced_are_forgotten(full, backup):
    jobs.enqueue("purge")
    db.session.commit()

    run(full, "restore", str(backup), "--overwrite")

    assert [job.id for job in waiting_jobs()] == ["letter 1"]


def test_a_database_with_something_in_it_is_not_overwritten_unasked(full, backup):
    make.person(name="Added since")
    before = contents(full)
    result = run(full, "restore", str(backup))

    assert result.exit_code == 1
    assert "The database is not empty" in result.output
    assert "add --overwrite" in result.output
    assert contents(full) == before


def test_a_backup_of_another_schema_is_refused(full, backup):
    with db.engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)")
        connection.exec_driver_sql("INSERT INTO alembic_version VALUES ('0042')")
    try:
        result = run(full, "restore", str(backup), "--overwrite")
    finally:
        with db.engine.begin() as connection:
            connection.exec_driver_sql("DROP TABLE alembic_version")

    assert result.exit_code == 1
    assert "taken at schema none and this database is at 0042" in result.output
    assert "Restore it with the version of the service that took it" in result.output


def test_a_rehearsal_is_not_restored_into_production(backup, tmp_path):
    url = f"sqlite:///{tmp_path / 'production.sqlite'}"
    production = create_app(for_tests(url, rehearsal=False))
    with production.app_context():
        db.create_all()
        db.session.remove()
        result = run(production, "restore", str(backup))
        db.engine.dispose()

    assert result.exit_code == 1
    assert "The backup is of a rehearsal, and this is production." in result.output


def altered(backup, name, change):
    """The backup with one of its parts changed behind its back."""
    with zipfile.ZipFile(backup) as old:
        parts = {n: old.read(n) for n in old.namelist()}
    parts[name] = change(parts[name])
    with zipfile.ZipFile(backup, "w") as new:
        for n, content in parts.items():
            if content is not None:
                new.writestr(n, content)


@pytest.mark.parametrize(
    ("name", "change", "says"),
    [
        ("tables/person.jsonl", lambda old: old.replace(b"Kim", b"Eve"), "person has been altered since"),
        ("tables/upload.jsonl", lambda _: None, "upload is missing or damaged"),
        ("manifest.json", lambda _: None, "it is not a backup of this service"),
        ("manifest.json", lambda _: b"{}", "it is not a backup of this service"),
        ("manifest.json", lambda old: old.replace(b'"format": 1', b'"format": 2'), "format 2, this version reads 1"),
    ],
)
def test_a_damaged_backup_is_refused_before_anything_is_changed(full, backup, name, change, says):
    before = contents(full)
    altered(backup, name, change)
    result = run(full, "restore", str(backup), "--overwrite")

    assert result.exit_code == 1
    assert says in result.output
    assert contents(full) == before


def test_a_file_cut_short_is_refused(full, backup):
    backup.write_bytes(backup.read_bytes()[:-400])

    assert "is not a backup, or was cut short" in run(full, "restore", str(backup), "--overwrite").output


def test_a_file_that_is_not_there_is_said_so(full, tmp_path):
    assert f"There is no file {tmp_path / 'x'}." in run(full, "restore", str(tmp_path / "x")).output


def test_rows_that_do_not_fit_together_change_nothing(full, backup):
    """A backup that somebody has written by hand, with matching checksums, and a person of no organisation."""
    from hashlib import sha256

    before = contents(full)
    altered(backup, "tables/organisation.jsonl", lambda _: b"")

    def vouch(manifest):
        facts = json.loads(manifest)
        facts["sha256"]["organisation"] = sha256(b"").hexdigest()
        return json.dumps(facts)

    altered(backup, "manifest.json", vouch)
    result = run(full, "restore", str(backup), "--overwrite")

    assert "do not fit together" in result.output
    assert "Nothing was changed" in result.output
    assert contents(full) == before
