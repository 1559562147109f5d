"""A backup holds one moment of everything, and is taken while people work."""

import json
import stat
import zipfile

import sqlalchemy as sa

from app.extensions import db
from app.models import Setting
from tests import make


def run(app, *command):
    with app.app_context():
        return app.test_cli_runner().invoke(args=[*command])


def test_the_command_says_how_much_it_saved_and_to_keep_it_safe(full, tmp_path):
    result = run(full, "backup", str(tmp_path / "b"))

    assert result.exit_code == 0
    assert "rows from" in result.output
    assert "keep it as safe as the database" in result.output


def test_only_its_owner_can_read_a_backup(backup):
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600


def test_a_backup_never_replaces_an_older_one(full, backup):
    before = backup.read_bytes()
    result = run(full, "backup", str(backup))

    assert result.exit_code == 1
    assert "is there already. Give the backup another name." in result.output
    assert backup.read_bytes() == before


def test_a_backup_that_fails_leaves_no_file(full, tmp_path):
    db.session.execute(sa.text("ALTER TABLE letter RENAME TO mislaid"))
    db.session.commit()
    try:
        assert run(full, "backup", str(tmp_path / "b")).exit_code == 1
    finally:
        db.session.execute(sa.text("ALTER TABLE mislaid RENAME TO letter"))
        db.session.commit()

    assert [path.name for path in tmp_path.iterdir()] == []


def test_people_can_go_on_saving_while_a_backup_is_taken(full, tmp_path):
    """Somebody is in the middle of saving: the backup neither waits for them nor holds what they have not saved."""
    db.session.add(Setting(name="half done", value=1))
    db.session.flush()
    assert run(full, "backup", str(tmp_path / "b")).exit_code == 0
    db.session.commit()

    with zipfile.ZipFile(tmp_path / "b") as saved:
        assert b"half done" not in saved.read("tables/setting.jsonl")
    assert db.session.get(Setting, "half done").value == 1


def test_the_manifest_counts_and_vouches_for_every_table(backup):
    with zipfile.ZipFile(backup) as saved:
        manifest = json.loads(saved.read("manifest.json"))

    assert manifest["rows"]["upload"] == 1
    assert manifest["rows"]["jobs"] == 1
    assert manifest["sha256"].keys() == manifest["rows"].keys() == {*db.metadata.tables, "jobs"}
    assert manifest["rehearsal"] is True


def test_two_backups_of_the_same_moment_hold_the_same(full, backup, tmp_path):
    run(full, "backup", str(tmp_path / "second"))
    with zipfile.ZipFile(backup) as one, zipfile.ZipFile(tmp_path / "second") as two:
        for name in set(one.namelist()) - {"manifest.json"}:
            assert one.read(name) == two.read(name)


def test_a_service_with_nothing_in_it_can_be_saved_too(app, tmp_path):
    make.commissioner()

    assert run(app, "backup", str(tmp_path / "b")).exit_code == 0
