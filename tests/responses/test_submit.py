"""Respondents check their answers and send them."""

from datetime import date

from app.extensions import db
from app.models import Letter, Point
from tests import happened, make
from tests.responses.conftest import HERE
from tests.work import do_jobs, waiting_jobs
from workflows.point import PointState
from workflows.response import ResponseState


def test_a_response_without_a_name_or_an_answer_cannot_be_sent_and_the_page_says_why(ann, browser):
    page = browser.get(f"{HERE}/check").text
    assert "Say who you are before you send your response." in page
    assert "Say whether your response may be published." in page
    assert "Answer at least one question before you send your response." in page


def test_sending_it_anyway_is_refused_with_the_same_sentences(ann, browser):
    answer = browser.post(f"{HERE}/check", data={"csrf_token": browser._token()})
    assert "Say who you are before you send your response." in answer.text
    assert ann.response.state is ResponseState.DRAFT


def test_a_complete_response_is_sent_and_the_code_is_shown_large(ann, browser):
    ann.is_called()
    ann.says("CU-1", stance="agree")
    assert ann.sends().location.endswith("/sent")
    page = browser.get(f"{HERE}/sent").text
    assert "Response sent" in page
    assert ann.code in page
    assert "Friday 9 December 2011" in page
    assert "Friday 20 January 2012" in page
    assert ann.response.state is ResponseState.SUBMITTED


def test_no_view_alone_is_a_response(ann):
    ann.is_called()
    ann.says("CU-1", stance="no view")
    ann.sends()
    assert ann.response.state is ResponseState.SUBMITTED
    assert db.session.query(Point).count() == 0


def test_each_comment_becomes_one_point(ann):
    ann.is_called()
    ann.says("CU-1", stance="disagree", comment="Keep it.", evidence="A study.", wording="Continue.")
    ann.says("CU-2", stance="agree")
    ann.says("EQ-4", comment="It hits the old.", characteristics=["age"])
    ann.says("general", comment="Thank you.")
    ann.sends()
    points = {point.place: point for point in db.session.query(Point)}
    assert set(points) == {"CU-1", "EQ-4", "general"}
    assert points["CU-1"].text == "Keep it.\n\nEvidence: A study.\n\nProposed wording: Continue."
    assert points["CU-1"].intention.ref == "CU-1"
    assert points["EQ-4"].adverse
    assert points["EQ-4"].characteristics == ["age"]
    assert not points["general"].adverse
    assert ann.response.general == "Thank you."
    assert {point.state for point in points.values()} == {PointState.UNANSWERED}


def test_sending_twice_sends_once(ann_sent, browser):
    answer = browser.post(f"{HERE}/check", data={"csrf_token": browser._token()})
    assert answer.location.endswith("/sent")
    assert db.session.query(Point).count() == 1
    assert happened.actions(subject_type="response") == ["start", "submit"]


def test_a_forged_sending_sends_nothing(ann, browser):
    ann.is_called()
    ann.says("CU-1", stance="agree")
    browser.post(f"{HERE}/check")
    assert ann.response.state is ResponseState.DRAFT


def test_its_arrival_is_acknowledged_without_the_code_or_what_was_said(ann, app):
    ann.is_called(email="ann@example.test")
    ann.says("CU-1", stance="disagree", comment="Keep the workshop.")
    ann.sends()
    do_jobs(app)
    letter = db.session.query(Letter).one()
    assert letter.to == "ann@example.test"
    assert "/rounds/2012-13/respond/return" in letter.body
    assert "Friday 9 December 2011" in letter.body or "Saturday 10 December" in letter.body
    assert ann.code not in letter.body
    assert "workshop" not in letter.body


def test_without_an_address_no_letter_is_sent(ann_sent):
    assert waiting_jobs() == []


def test_a_late_response_is_taken_and_marked_with_its_days(ann, browser):
    make.move_clock(date(2011, 12, 14))
    ann.is_called()
    ann.says("CU-1", stance="agree")
    ann.sends()
    assert ann.response.late_days == 5
    assert "5 days after feedback closed" in browser.get(f"{HERE}/sent").text


def test_the_last_day_is_in_time(ann):
    make.move_clock(date(2011, 12, 9))
    ann.is_called()
    ann.says("CU-1", stance="agree")
    ann.sends()
    assert ann.response.late_days == 0


def test_a_sent_response_is_read_and_not_edited(ann_sent, browser):
    assert browser.get(f"{HERE}/CU-1").location.endswith("/check")
    token = browser._token()
    page = browser.post(f"{HERE}/CU-1", data={"csrf_token": token, "stance": "agree", "comment": "Slipped in"}).text
    assert "open the response for changes" in page
    assert "Slipped in" in page
    assert ann_sent.response.views[0].comment == "Keep the workshop."
