"""Colleagues remark to each other on a question or on the whole."""

from app.extensions import db
from app.models import TeamRemark
from tests.responses.conftest import HERE
from tests.rooms.conftest import TEAM


def test_a_remark_on_a_question_stands_beneath_it_for_the_others(ann, ben):
    answer = ben.browser.submit(f"{HERE}/CU-1/remarks", text="Is that figure right?")
    assert answer.location.endswith("/CU-1")
    assert "Is that figure right?" in ann.sees("CU-1")
    assert "Is that figure right?" not in ann.sees("CU-2")


def test_every_remark_is_found_on_one_page(ann, ben):
    ben.browser.submit(f"{HERE}/CU-1/remarks", text="On one question.")
    ben.browser.submit(f"{TEAM}/remarks", text="On all of it.")
    page = ann.sees("team/remarks")
    assert "On one question." in page
    assert "On all of it." in page
    assert "2 remarks among colleagues" in ann.sees("team")


def test_a_remark_is_made_while_somebody_else_writes(ann, ben):
    ben.presses("write")
    ann.browser.submit(f"{HERE}/CU-1/remarks", text="Mind the deadline.")
    assert "Mind the deadline." in ben.sees("CU-1")


def test_pressing_twice_says_it_once(ben):
    for _ in range(2):
        ben.browser.submit(f"{HERE}/CU-1/remarks", text="Once.")
    assert db.session.query(TeamRemark).count() == 1


def test_an_empty_remark_is_asked_for(ben):
    assert "Enter your remark" in ben.browser.submit(f"{HERE}/CU-1/remarks", text=" ").text


def test_a_remark_is_no_part_of_the_response(ann, ben):
    ben.browser.submit(f"{HERE}/CU-1/remarks", text="Only for us.")
    assert "Only for us." not in ann.sees("check")
