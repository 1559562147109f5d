"""The round manager sets the moment at which answers come out together; time then releases them."""

from datetime import UTC, date, datetime

import pytest
import sqlalchemy as sa

from app import due
from app.answers import commands, queries, releasing
from app.editions.content import gather
from app.extensions import db
from app.jobs import Task
from app.models import AnswerRelease, Appointment, Entry, Point
from tests import make
from tests.answers.conftest import HERE, answered, point_at, respond
from tests.work import waiting_jobs
from workflows.engine import Refused
from workflows.point import PointState
from workflows.roles import Role
from workflows.round import RoundState

THERE = f"{HERE}/release-moment"
MOMENT = datetime(2012, 1, 23, 9, 30, tzinfo=UTC)


@pytest.fixture
def approved(feedback, analyst):
    for place in ("CU-1", "CU-10", "EQ-4"):
        answered(point_at(place), disposition="accepted", reason=f"Yes to {place}.", by=analyst)
    db.session.commit()
    return feedback


def typed(browser, **fields):
    import re

    page = browser.get(THERE).text
    names = re.findall(r'name="([^"]*)" type="text" inputmode="numeric"', page)
    day = dict(zip(names, ("23", "1", "2012"), strict=True))
    return browser.submit(THERE, **{"when": "moment", "time": "9:30am", **day, **fields})


def test_by_default_they_come_out_with_the_final_edition(browser, approved, manager):
    assert "They come out together with the final edition." in browser.as_(manager).get(THERE).text
    make.edition(approved, "final", content=gather(approved))
    assert releasing.release_with_final(approved, by=manager) == 3


def test_a_moment_is_set_and_released_by_time_as_the_system(browser, approved, manager):
    assert typed(browser.as_(manager)).status_code == 303
    assert releasing.planned(approved).planned_for == MOMENT
    make.edition(approved, "final", content=gather(approved))
    assert releasing.release_with_final(approved, by=manager) == 0
    make.move_clock(datetime(2012, 1, 23, 9, 29, tzinfo=UTC))
    due.run()
    assert point_at("CU-1").state is PointState.APPROVED
    make.move_clock(MOMENT)
    assert "Commissioning round 2012-13: answers released" in due.run()
    assert point_at("CU-1").state is PointState.RELEASED
    assert db.session.query(Entry).filter_by(action="release_answers").one().side == "system"
    assert not [words for words in due.run() if "answers released" in words]


def answering(round_):
    db.session.execute(sa.text("update round set state = 'answering'"))
    db.session.commit()
    db.session.refresh(round_)


@pytest.fixture(autouse=True)
def in_answering(round_, request):
    if "by_time" in request.node.name or "late_edition" in request.node.name:
        request.getfixturevalue("approved")
        answering(round_)


def test_a_moment_that_comes_before_a_late_edition_waits_for_it(approved, manager):
    commands.plan_release(approved, MOMENT, by=manager)
    db.session.commit()
    make.move_clock(date(2012, 1, 24))
    due.run()
    assert point_at("CU-1").state is PointState.APPROVED
    make.edition(approved, "final", content=gather(approved))
    assert releasing.release_with_final(approved, by=manager) == 3


def test_a_moment_that_has_gone_is_refused_on_the_form(browser, approved, manager):
    make.move_clock(date(2012, 2, 1))
    assert "Enter a moment that is still to come." in typed(browser.as_(manager)).text
    with pytest.raises(Refused):
        commands.plan_release(approved, MOMENT, by=manager)


def test_a_time_that_is_none_is_asked_for_again(browser, approved, manager):
    assert "Enter a time, such as 9:30am or 14:00" in typed(browser.as_(manager), time="25:00").text


def test_two_managers_are_told_of_each_other(browser, approved, manager):
    import re

    page = browser.as_(manager).get(THERE).text
    hidden = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', page))
    commands.plan_release(approved, MOMENT, by=make.person(Role.ROUND_MANAGER))
    db.session.commit()
    shown = browser.post(THERE, data={**hidden, "when": "final"}).text
    assert "A colleague changed it meanwhile" in shown
    assert releasing.planned(approved) is not None


def test_taking_the_moment_away_leaves_them_to_the_final_edition(browser, approved, manager):
    commands.plan_release(approved, MOMENT, by=manager)
    db.session.commit()
    browser.as_(manager).submit(THERE, when="final")
    assert releasing.planned(approved) is None


def test_of_very_many_none_can_be_read_until_the_last_is_released(approved, manager, monkeypatch):
    monkeypatch.setattr(releasing, "AT_ONCE", 2)
    make.edition(approved, "final", content=gather(approved))
    assert releasing.release(approved, by=manager) == 3
    db.session.commit()
    assert "release_answers" in {job.name for job in waiting_jobs()}
    one = db.session.query(AnswerRelease).one()
    assert releasing._step(one, by=manager, after=0)[0] == 2
    db.session.commit()
    assert db.session.query(Point).filter_by(state=PointState.RELEASED).count() == 2
    assert queries.summaries(approved).get("CU-1") is None or not queries.summary_for(approved, "CU-1").decided
    releasing.work(Task("a", lambda *_: None), one.id)
    db.session.commit()
    assert queries.summary_for(approved, "CU-1").decided[0].reason == "Yes to CU-1."


def test_a_release_comes_to_its_end_when_who_began_it_has_left(approved, manager, monkeypatch):
    monkeypatch.setattr(releasing, "AT_ONCE", 2)
    make.edition(approved, "final", content=gather(approved))
    releasing.release(approved, by=manager)
    db.session.query(Appointment).filter_by(person_id=manager.id).one().ended_at = make.NOON
    db.session.commit()
    releasing.work(Task("a", lambda *_: None), db.session.query(AnswerRelease).one().id)
    db.session.commit()
    assert db.session.query(Point).filter_by(state=PointState.RELEASED).count() == 3
    assert {entry.side for entry in db.session.query(Entry).filter_by(action="release")} == {"system"}


def test_what_is_approved_while_a_release_goes_on_comes_out_with_it(approved, manager, monkeypatch):
    """Wherever it stands among the others."""
    monkeypatch.setattr(releasing, "AT_ONCE", 1)
    make.edition(approved, "final", content=gather(approved))
    first = point_at("CU-1")
    first.state = PointState.ANSWERED
    releasing.release(approved, by=manager)
    db.session.commit()
    one, key = db.session.query(AnswerRelease).one(), first.id

    def approve(*_):
        db.session.get_one(Point, key).state = PointState.APPROVED if key not in seen else PointState.RELEASED
        seen.add(key)
        db.session.commit()

    seen = set()
    releasing.work(Task("a", approve), one.id)
    db.session.commit()
    assert db.session.query(Point).filter_by(state=PointState.RELEASED).count() == 3


def test_what_was_waived_stays_waived_in_public_while_its_answer_waits_for_its_moment(
    approved, analyst, manager, signatory
):
    respond(approved, {"CO-1": ("agree", "Good.")}, name="Eve")
    commands.waive(point_at("CO-1"), reason="In May.", by=signatory)
    make.edition(approved, "final", content=gather(approved))
    answered(point_at("CO-1"), disposition="accepted", reason="Secret yet.", by=analyst)
    db.session.commit()
    (row,) = queries.summary_for(approved, "CO-1").decided
    assert (row.waiver, row.waived_by, row.reason) == ("In May.", "Sir Signatory, Director", "")


def test_nobody_else_sets_the_moment(browser, approved, analyst):
    assert browser.as_(analyst).get(THERE).status_code == 404
    assert approved.state is RoundState.CONSULTING
