"""When the day on which feedback closes moves, everyone who was asked or has responded is told."""

from datetime import date

import pytest

from app.extensions import db
from app.models import Invitee, Letter
from app.rounds import commands
from tests import make
from tests.work import do_jobs
from workflows.roles import Role
from workflows.round import RoundState

REASON = "Ministers asked for more time."
LATER = date(2011, 12, 16)


@pytest.fixture
def round_(app):
    made = make.round_(RoundState.CONSULTING)
    made.date_of("answering_cut_off").original = date(2012, 1, 6)
    make.add(Invitee(round_id=made.id, name="Courts", email="courts@example.test"))
    make.add(Invitee(round_id=made.id, name="Police"))
    return made


def move(app, round_, key="feedback_closes", day=LATER):
    commands.revise_date(round_, key, day, reason=REASON, by=make.person(Role.ROUND_MANAGER))
    db.session.commit()
    do_jobs(app)
    return sorted(db.session.query(Letter.to, Letter.subject))


def test_those_invited_and_those_who_respond_each_get_one_letter(app, round_):
    make.response(round_, email="ann@example.test", state="draft")
    make.response(round_, email="ANN@example.test")
    make.response(round_, person_id=make.person(email="bo@example.test").id)
    make.response(round_, person_id=make.person(email="left@example.test", active=False).id)
    make.response(round_)
    told = [to.lower() for to, _ in move(app, round_)]
    assert told == ["ann@example.test", "bo@example.test", "courts@example.test"]


def test_the_letter_says_the_day_and_leads_to_the_reason(app, round_):
    (_, subject), *_ = move(app, round_)
    assert (
        subject == "Commissioning round 2012-13: you now have until Friday 16 December 2011 to tell us what you think"
    )
    body = db.session.query(Letter.body).scalar()
    assert "/rounds/2012-13/respond" in body
    assert REASON not in body


def test_each_move_is_told_once(app, round_):
    move(app, round_)
    assert len(move(app, round_, day=date(2011, 12, 14))) == 2


def test_nobody_is_written_to_about_other_dates_or_before_consulting(app, round_):
    assert move(app, round_, "settlement", date(2011, 12, 20)) == []
    round_.state = RoundState.PLANNING
    assert move(app, round_) == []


def test_the_public_reads_the_new_day_and_why(browser, app, round_):
    make.edition(round_)
    move(app, round_)
    for page in ("/rounds/2012-13", "/rounds/2012-13/respond"):
        text = browser.get(page).text
        assert "Feedback was to close on Friday 9 December 2011." in text
        assert "It now closes at the end of Friday 16 December 2011." in text
        assert f"Why: {REASON}" in text


def test_while_it_has_not_moved_nothing_is_said_of_moving(browser, round_):
    make.edition(round_)
    assert "It now closes" not in browser.get("/rounds/2012-13/respond").text


def test_the_manager_reads_beforehand_that_letters_go_out(browser, round_):
    browser.as_(make.person(Role.ROUND_MANAGER))
    assert "gets a letter" in browser.get("/rounds/2012-13/dates/feedback_closes/revise").text
    assert "gets a letter" not in browser.get("/rounds/2012-13/dates/settlement/revise").text
