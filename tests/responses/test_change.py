"""A sent response can be changed until the deadline; until it is sent again, what was sent stands."""

from datetime import date

from app.answers import commands as answers
from app.extensions import db
from app.figures.queries import Figures, Scope
from app.models import Letter, Point
from tests import make
from tests.responses.conftest import HERE
from tests.work import do_jobs
from workflows.point import PointState
from workflows.response import ResponseState
from workflows.roles import Role


def answered(point):
    analyst = make.person(Role.ANALYST)
    answers.answer(point, disposition="not accepted", reason="There is no money.", by=analyst)
    db.session.commit()
    return analyst


def point_of(place="CU-1"):
    return db.session.query(Point).filter_by(place=place).one()


def test_it_is_opened_for_changes_until_the_deadline(ann_sent):
    assert ann_sent.opens_it_for_changes().location.endswith("/sections")
    assert ann_sent.response.state is ResponseState.CHANGING


def test_opening_it_twice_opens_it_once(ann_sent):
    ann_sent.opens_it_for_changes()
    assert ann_sent.opens_it_for_changes().location.endswith("/sections")


def stances(round_):
    (line,) = [line for line in Figures(round_, Scope(round_.id)).stances if line.key == "CU-1"]
    return line.cells


def test_what_was_sent_stands_until_it_is_sent_again(ann_sent, round_):
    ann_sent.opens_it_for_changes()
    ann_sent.says("CU-1", stance="agree", comment="I changed my mind.")
    assert point_of().text == "Keep the workshop."
    assert stances(round_) == {"agree": 0, "partly": 0, "disagree": 1, "no view": 0}
    ann_sent.sends()
    assert point_of().text == "I changed my mind."
    assert stances(round_)["agree"] == 1


def test_after_the_deadline_nothing_can_be_changed_and_the_page_says_so(ann_sent, browser):
    make.move_clock(date(2011, 12, 10))
    assert "Feedback closed at the end of Friday 9 December 2011." in browser.get(f"{HERE}/check").text
    browser.post(f"{HERE}/change", data={"csrf_token": browser._token()})
    assert ann_sent.response.state is ResponseState.SUBMITTED


def test_who_comes_back_to_what_they_sent_reads_it_instead_of_a_list_of_things_to_do(ann_sent, browser):
    for page in ("sections", "sections/custodial", "CU-2"):
        assert browser.get(f"{HERE}/{page}").location.endswith("/check")
    assert "Change your response" in browser.get(f"{HERE}/check").text


def test_who_stops_while_changing_is_not_told_that_nothing_is_sent(ann_sent, browser):
    ann_sent.opens_it_for_changes()
    page = browser.get(f"{HERE}/later").text
    assert "Nothing is sent yet" not in page
    assert "What you sent before counts until you send it again, by the end of Friday 9 December 2011." in page


def test_changes_begun_in_time_and_saved_after_the_deadline_are_refused_and_kept_on_the_page(ann_sent):
    ann_sent.opens_it_for_changes()
    make.move_clock(date(2011, 12, 10))
    page = ann_sent.says("CU-2", stance="agree", comment="Too late, alas").text
    assert "What you sent stands" in page
    assert "Too late, alas" in page
    assert "What you sent stands" in ann_sent.browser.get(f"{HERE}/check").text


def test_an_unchanged_comment_keeps_its_answer(ann_sent):
    answered(point_of())
    ann_sent.opens_it_for_changes()
    ann_sent.says("CU-2", stance="agree", comment="And this too.")
    ann_sent.sends()
    assert point_of().state is PointState.ANSWERED
    assert point_of("CU-2").state is PointState.UNANSWERED


def test_a_changed_comment_needs_a_new_answer_and_its_analyst_is_told(ann_sent, app):
    analyst = answered(point_of())
    ann_sent.opens_it_for_changes()
    ann_sent.says("CU-1", stance="disagree", comment="Keep both workshops.")
    ann_sent.sends()
    assert point_of().state is PointState.UNANSWERED
    assert point_of().reason == "There is no money."
    do_jobs(app)
    letter = db.session.query(Letter).filter_by(to=analyst.email).one()
    assert f"/rounds/2012-13/feedback/{point_of().id}" in letter.body
    assert "workshop" not in letter.body


def test_a_comment_that_is_taken_back_needs_no_answer(ann_sent):
    ann_sent.opens_it_for_changes()
    ann_sent.says("CU-1", stance="disagree", comment="")
    ann_sent.sends()
    assert point_of().state is PointState.WITHDRAWN
    assert point_of().text == ""


def test_a_comment_taken_back_and_given_again_is_the_same_point(ann_sent):
    for comment in ("", "Keep it after all."):
        ann_sent.opens_it_for_changes()
        ann_sent.says("CU-1", stance="disagree", comment=comment)
        ann_sent.sends()
    assert point_of().state is PointState.UNANSWERED
    assert point_of().text == "Keep it after all."
