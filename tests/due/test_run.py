"""Time makes its moves in date order, once, and one that fails stops no other."""

import logging
from datetime import date

from app import due
from app.extensions import db
from app.models import Entry, Setting
from tests import make
from workflows.round import RoundState


def test_feedback_closes_the_moment_after_its_last_day(app):
    round_ = make.round_(RoundState.CONSULTING)
    make.move_clock(date(2011, 12, 9))
    assert due.run() == []
    make.move_clock(date(2011, 12, 10))
    assert due.run() == [f"{round_.title}: feedback closed"]
    assert round_.state is RoundState.ANSWERING
    assert round_.date_of("feedback_closes").actual == date(2011, 12, 9)


def test_running_it_twice_does_nothing_twice(app):
    make.round_(RoundState.CONSULTING)
    make.move_clock(date(2011, 12, 12))
    assert len(due.run()) == 1
    assert due.run() == []
    assert db.session.query(Entry).filter_by(action="close_feedback").count() == 1


def test_it_is_done_by_the_system(app):
    make.round_(RoundState.CONSULTING)
    make.move_clock(date(2011, 12, 12))
    due.run()
    entry = db.session.query(Entry).filter_by(action="close_feedback").one()
    assert (entry.actor_id, entry.side) == (None, "system")


def test_rounds_overlap_and_each_moves_on_its_own(app):
    this, last = make.round_(RoundState.CONSULTING), make.round_(RoundState.NEGOTIATING)
    make.move_clock(date(2012, 4, 1))
    assert due.run() == [f"{this.title}: feedback closed", f"{last.title}: agreements’ year began"]
    assert (this.state, last.state) == (RoundState.ANSWERING, RoundState.DELIVERING)


def test_one_that_fails_is_logged_and_the_others_go_on(app, monkeypatch, caplog):
    def mark():
        db.session.add(Setting(name="done", value=True))

    def fail():
        db.session.add(Setting(name="half done", value=True))
        db.session.flush()
        raise RuntimeError("Out of paper")

    bad, good = due.Due(date(2011, 11, 1), fail, "bad"), due.Due(date(2011, 11, 2), mark, "good")
    monkeypatch.setattr(due, "_sources", [lambda: [] if db.session.get(Setting, "done") else [good, bad]])
    with caplog.at_level(logging.ERROR, logger="app.due"):
        assert due.run() == ["good"]
    assert db.session.get(Setting, "half done") is None
    assert "not done: bad" in caplog.text


def test_what_is_still_to_come_waits(app, monkeypatch):
    later = due.Due(date(2011, 11, 22), lambda: None, "tomorrow")
    monkeypatch.setattr(due, "_sources", [lambda: [later]])
    assert due.run() == []


def test_the_command_says_what_was_done(app):
    make.round_(RoundState.CONSULTING)
    run = app.test_cli_runner()
    assert run.invoke(args=["due", "run"]).output == "Nothing is due.\n"
    make.move_clock(date(2011, 12, 12))
    assert run.invoke(args=["due", "run"]).output.endswith("feedback closed\n1 done.\n")
