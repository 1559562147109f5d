"""Whoever holds a section that a colleague asks for hears of it, on the page and in a letter, and not all the time."""

from datetime import timedelta

import pytest

from app import clock
from app.extensions import db
from app.models import Colleague, Letter, Response
from tests.responses.conftest import HERE
from tests.rooms.conftest import TEAM
from tests.work import do_jobs

BEN = "ben@elsewhere.test"


@pytest.fixture
def letters(app, ann, ben):
    """Letters that reach Ben after this: a callable."""
    do_jobs(app)
    last = max((letter.id for letter in db.session.query(Letter)), default=0)

    def since():
        do_jobs(app)
        return db.session.query(Letter).filter(Letter.id > last, Letter.to == BEN).order_by(Letter.id).all()

    return since


def an_hour_passes():
    ben = db.session.query(Colleague).filter_by(email=BEN).one()
    ben.asked_by_letter = {
        key: (clock.real_now() - timedelta(hours=1, seconds=1)).isoformat() for key in ben.asked_by_letter
    }
    db.session.commit()


def test_the_holder_of_a_section_is_asked_for_it_in_a_letter_with_a_link_and_nothing_of_what_is_written(
    ann, ben, letters
):
    ben.writes("CU-1", stance="agree", comment="Half a thought of Ben’s")
    ann.presses("ask")
    (letter,) = letters()
    assert letter.subject == "Ann Example asks you for a section of your response"
    assert "Ann Example asks for “Custodial services”" in letter.body
    assert f"http://localhost{TEAM}\n" in letter.body
    assert "Half a thought" not in letter.body
    assert "Ben Okri sees on their page and in a letter that you ask" in ann.sees("sections/custodial")


def test_there_is_one_letter_an_hour_for_each_section_whoever_asks_and_however_often(ann, ben, cara, letters):
    ben.presses("write")
    for asker in (ann, ann, cara, ann):
        asker.presses("ask")
    assert len(letters()) == 1
    an_hour_passes()
    ann.presses("ask")
    assert len(letters()) == 2


def test_finishing_and_beginning_again_within_the_hour_brings_no_second_letter(ann, ben, letters):
    for _ in range(2):
        ben.presses("write")
        ann.presses("ask")
        ben.presses("finish")
    assert len(letters()) == 1


def test_another_section_is_asked_for_in_a_letter_of_its_own(ann, ben, letters):
    for section in ("custodial", "equality"):
        ben.presses("write", section)
        ann.presses("ask", section)
    assert len(letters()) == 2


def test_nobody_is_written_to_about_a_free_section_or_their_own(ann, ben, letters):
    ann.presses("ask")
    ben.presses("write")
    ben.presses("ask")
    assert letters() == []


def test_a_team_that_answers_in_welsh_is_asked_in_welsh(ann, ben, letters):
    db.session.query(Response).one().language = "cy"
    db.session.commit()
    ben.presses("write")
    ann.presses("ask")
    (letter,) = letters()
    assert letter.subject == "Mae Ann Example yn gofyn i chi am adran o'ch ymateb"
    assert f"http://localhost/cy{HERE}/team\n" in letter.body


def test_who_you_are_is_asked_for_too(ann, ben, letters):
    ben.presses("write", "about-you")
    ann.presses("ask", "about-you")
    (letter,) = letters()
    assert "“Who you are”" in letter.body
