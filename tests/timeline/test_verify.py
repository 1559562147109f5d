"""Nobody alters the history without its showing."""

import json

import pytest
import sqlalchemy as sa

from app import chain
from app.extensions import db
from app.models import Entry
from app.perform import perform
from app.timeline import verify
from tests import make
from workflows.roles import Role


@pytest.fixture
def round_(app):
    made = make.round_()
    manager = make.person(Role.ROUND_MANAGER)
    for number in range(1, 6):
        perform(made, "edit", by=manager, what=f"change {number}", why=f"reason {number}")
    db.session.commit()
    return made


def sentences(head=None):
    return [fault.sentence for fault in verify.faults(head)]


def alter(**values):
    db.session.execute(sa.update(Entry).where(Entry.seq == 3).values(**values))
    db.session.commit()
    db.session.expire_all()


def test_an_honest_history_is_whole(round_):
    assert sentences() == []


@pytest.mark.parametrize(
    "values", [{"action": "invite"}, {"actor_id": None}, {"what": "nothing"}, {"side": "provider"}]
)
def test_an_altered_entry_is_named(round_, values):
    alter(**values)
    assert sentences() == [f"round {round_.id}: entry 3 ({values.get('action', 'edit')}) was altered or moved."]


def test_an_altered_reason_is_named(round_):
    alter(why="another reason")
    assert sentences() == [f"round {round_.id}: the reason of entry 3 (edit) was altered."]


def test_a_lawful_redaction_leaves_the_chain_whole(round_):
    alter(why="", why_salt="")
    assert sentences() == []


def test_a_missing_entry_is_named(round_):
    db.session.execute(sa.delete(Entry).where(Entry.seq == 3))
    db.session.commit()
    assert f"round {round_.id}: entry 3 is missing." in sentences()


def test_entries_that_changed_places_are_named(round_):
    for old, new in ((2, 102), (3, 2), (102, 3)):
        db.session.execute(sa.update(Entry).where(Entry.seq == old).values(seq=new))
    db.session.commit()
    db.session.expire_all()
    assert len(sentences()) >= 2


def test_a_cut_tail_shows_against_the_head_kept_elsewhere(round_):
    kept = json.loads(json.dumps(verify.heads()))
    db.session.execute(sa.delete(Entry).where(Entry.seq > 3))
    db.session.commit()
    assert sentences() == []
    assert sentences(kept) == [f"round {round_.id}: its end is missing, from entry 4 to 5."]


def test_a_history_recomputed_with_another_key_shows(app, round_, monkeypatch):
    monkeypatch.setitem(app.config, "AUDIT_KEY", "somebody else's key")
    previous = chain.START
    for entry in db.session.scalars(sa.select(Entry).order_by(Entry.seq)):
        entry.what = "forged"
        entry.mac = previous = chain.mac(entry, previous)
    db.session.commit()
    monkeypatch.undo()
    assert len(sentences()) == 5


def test_the_command_names_the_entry_and_fails(app, round_):
    runner = app.test_cli_runner()
    assert "1 chains are whole." in runner.invoke(args=["audit", "verify"]).output
    alter(action="invite")
    result = runner.invoke(args=["audit", "verify"])
    assert result.exit_code == 1
    assert "entry 3 (invite) was altered" in result.output
