"""Several people work on one point in the same moment: no word is lost or answered twice, and nobody sees a fault."""

import pytest

from app.answers import commands as answers
from app.extensions import db
from app.models import Point
from app.points import commands
from app.timeline import verify
from tests import make
from tests.points.conftest import GYM, HERE, SAID, VISITS
from tests.simultaneous import at_once, sends, somebody
from workflows.point import GONE, PointState
from workflows.roles import Role

ANSWER = {"disposition": "accepted", "reason": "It stays.", "change": ""}


@pytest.fixture
def other(round_):
    return make.person(Role.ANALYST, name="Olu Other")


def pressed(person, page, path):
    """A press on a button of `page`."""
    key = person.id

    def press(browser, ready):
        browser.as_(somebody(key)).get(page)
        token = browser._token()
        ready()
        return browser.post(path, data={"csrf_token": token})

    return press


def ended(found):
    """Everybody got a page, or was sent on to one, that says what happened."""
    codes = [each.status_code for each in found]
    assert all(code in (200, 302, 303, 409) for code in codes), codes
    return codes


def said_now():
    """The words of the live points of Ann's comment, each once."""
    found = db.session.query(Point).filter(Point.state.not_in(GONE), Point.said_in == "CU-1").order_by(Point.begins)
    return " ".join(" ".join(point.text.split()) for point in found)


def test_of_two_who_cut_it_differently_one_does(app, whole, analyst, other):
    page = f"{HERE}/{whole.id}/split"
    ended(at_once(app, sends(analyst, page, at=str(VISITS)), sends(other, page, at=str(GYM))))
    assert said_now() == SAID
    assert db.session.query(Point).filter(Point.state.not_in(GONE), Point.said_in == "CU-1").count() == 2


def test_it_is_cut_or_answered_and_not_both(app, whole, analyst, other):
    key = whole.id
    ended(at_once(app, sends(analyst, f"{HERE}/{key}/split", at=str(VISITS)), sends(other, f"{HERE}/{key}", **ANSWER)))
    assert said_now() == SAID
    point = db.session.get(Point, key)
    assert (point.state, point.disposition) in [(PointState.REPLACED, None), (PointState.ANSWERED, "accepted")]


def test_merging_two_ways_at_once_leaves_every_word_in_one_point(app, whole, analyst, other):
    first, second, third = (point.id for point in commands.split(whole, at=[VISITS, GYM], by=analyst))
    db.session.commit()
    ended(
        at_once(
            app,
            sends(analyst, f"{HERE}/{first}/merge", points=str(second)),
            sends(other, f"{HERE}/{third}/merge", points=str(second)),
        )
    )
    live = db.session.query(Point).filter(Point.state.not_in(GONE), Point.said_in == "CU-1").all()
    assert sorted(" ".join(point.text for point in live).split()) == sorted(SAID.split())


def test_two_answers_at_once_keep_one_and_show_the_other_what_stands(app, whole, analyst, other):
    page = f"{HERE}/{whole.id}"
    found = at_once(
        app,
        sends(analyst, page, **ANSWER),
        sends(other, page, disposition="not accepted", reason="There is no room.", change=""),
    )
    assert sorted(ended(found)) == [200, 303]
    second = next(each.text for each in found if each.status_code == 200)
    assert "It stays." in second
    assert "There is no room." in second


def test_an_answer_is_approved_or_sent_back(app, whole, analyst, other, manager):
    answers.answer(whole, disposition="accepted", reason="It stays.", change="", by=analyst)
    db.session.commit()
    key = whole.id
    page = f"{HERE}/{key}"
    ended(
        at_once(
            app, pressed(manager, page, f"{page}/approve"), sends(other, f"{page}/send-back", reason="Say it plainly.")
        )
    )
    point = db.session.get(Point, key)
    assert (point.state, bool(point.approved_by_id), bool(point.sent_back)) in [
        (PointState.APPROVED, True, False),
        (PointState.UNANSWERED, False, True),
    ]


def test_what_is_released_is_what_was_approved_though_its_author_saves_again(app, round_, whole, analyst, manager):
    for point in db.session.query(Point):
        answers.answer(point, disposition="accepted", reason="It stays.", change="", by=analyst)
        answers.approve(point, by=manager)
    round_.state = "answering"
    db.session.commit()
    make.published(round_, "final")
    round_.state = "negotiating"
    db.session.commit()
    key = whole.id
    ended(
        at_once(
            app,
            pressed(manager, HERE, f"{HERE}/release"),
            sends(analyst, f"{HERE}/{key}", disposition="accepted", reason="Other words.", change=""),
        )
    )
    point = db.session.get(Point, key)
    if point.state is PointState.RELEASED:
        assert (point.reason, point.approved_by_id) == ("It stays.", manager.id)
    else:
        assert (point.state, point.reason, point.approved_by_id) == (PointState.ANSWERED, "Other words.", None)
    assert list(verify.faults()) == []
