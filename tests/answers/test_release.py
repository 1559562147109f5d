"""Answers are drafted privately and released together; everyone then reads what was said and decided."""

import re

import pytest
import sqlalchemy as sa

from app.answers import commands, queries, summaries, telling
from app.editions.content import gather
from app.extensions import db
from app.figures.settings import SMALLEST_NUMBER
from app.jobs import Task
from app.models import AnswerRelease, Entry, Letter, Point, Setting
from tests import make
from tests.answers.conftest import HERE, answered, point_at, respond
from tests.work import do_jobs
from workflows.engine import NotAllowed
from workflows.point import PointState


@pytest.fixture
def decided(feedback, analyst, signatory, manager):
    """Everything answered but CU-10, which is waived; the final edition is out and the answers are released."""
    answered(point_at("CU-1"), disposition="accepted", reason="It stays.", change="CU-1 says so.", by=analyst)
    answered(point_at("EQ-4"), disposition="already so", reason="Seen.", by=analyst)
    commands.waive(point_at("CU-10"), reason="We answer it in May.", by=signatory)
    make.edition(feedback, "final", content=gather(feedback))
    assert commands.release(feedback, by=manager) == 2
    db.session.commit()
    return feedback


def test_only_what_is_answered_is_released(decided):
    states = {place: point_at(place).state for place in ("CU-1", "EQ-4", "CU-10")}
    assert states == {"CU-1": PointState.RELEASED, "EQ-4": PointState.RELEASED, "CU-10": PointState.WAIVED}


def test_releasing_again_releases_what_was_answered_since(decided, analyst, manager):
    assert commands.release(decided, by=manager) == 0
    answered(point_at("CU-10"), disposition="accepted", reason="May it be.", by=analyst)
    assert commands.release(decided, by=manager) == 1


def test_an_analyst_releases_nothing(feedback, analyst):
    answered(point_at("CU-1"), disposition="accepted", reason="It stays.", by=analyst)
    with pytest.raises(NotAllowed):
        commands.release(feedback, by=analyst)


def test_before_the_final_edition_nothing_is_told(feedback):
    assert queries.summaries(feedback) == {}
    assert queries.summary_for(feedback, "CU-1") is None


def every_number_is_published():
    make.add(Setting(name=SMALLEST_NUMBER, value=1))


def test_small_numbers_are_held_back(decided):
    assert queries.summary_for(decided, "CU-1").counts.disagree is None


def test_numbers_count_no_view_apart(decided):
    every_number_is_published()
    counts = queries.summary_for(decided, "CU-1").counts
    assert (counts.agree, counts.partly, counts.disagree, counts.no_view) == (1, 0, 1, 0)
    assert queries.summary_for(decided, "CU-2").counts.no_view == 1
    assert queries.summary_for(decided, "CU-2").counts.with_a_view == 0


def test_what_was_decided_stands_beside_what_was_said(decided):
    (row,) = queries.summary_for(decided, "CU-1").decided
    assert (row.said, row.name, row.disposition) == ("Keep the workshop.", "Ann Example", "accepted")
    assert (row.reason, row.change) == ("It stays.", "CU-1 says so.")


def test_a_waiver_is_read_by_everyone_and_no_draft_answer_with_it(decided):
    (row,) = queries.summary_for(decided, "CU-10").decided
    assert (row.waiver, row.disposition, row.reason) == ("We answer it in May.", None, "")


def test_without_permission_to_name_the_words_stand_alone(decided):
    (row,) = queries.summary_for(decided, "EQ-4").decided
    assert (row.said, row.name) == ("It hits the old.", "")


def test_without_permission_to_publish_it_is_counted_and_not_quoted(feedback, analyst, manager):
    respond(feedback, {"CU-2": ("disagree", "My secret.")}, name="Cy Private", permission="no")
    answered(point_at("CU-2"), disposition="for later", reason="Next year.", by=analyst)
    make.edition(feedback, "final")
    commands.release(feedback, by=manager)
    every_number_is_published()
    summary = queries.summary_for(feedback, "CU-2")
    assert summary.counts.disagree == 1
    assert (summary.decided[0].said, summary.decided[0].name) == ("", "")
    assert summary.decided[0].reason == "Next year."


def test_an_organisation_is_named_and_not_its_manager(feedback, analyst, manager):
    about = {"capacity": "organisation", "organisation_name": "Clinks", "organisation_kind": "voluntary body"}
    respond(feedback, {"CO-1": ("agree", "Good.")}, name="Dee Manager", **about)
    answered(point_at("CO-1"), disposition="accepted", reason="Thanks.", by=analyst)
    make.edition(feedback, "final")
    commands.release(feedback, by=manager)
    assert queries.summary_for(feedback, "CO-1").decided[0].name == "Clinks"


def test_a_campaign_is_read_once_with_who_sent_it(feedback, analyst, manager, browser):
    for name, permission in (("Cy Carr", "yes"), ("Di Dee", "yes"), ("Ed Hidden", "without my name")):
        respond(feedback, {"CO-1": ("disagree", "Save our centre.")}, name=name, permission=permission)
    for point in db.session.query(Point).filter_by(place="CO-1"):
        answered(point, disposition="not accepted", reason="It closes.", by=analyst)
    make.edition(feedback, "final", content=gather(feedback))
    commands.release(feedback, by=manager)
    db.session.commit()
    for page in ("/rounds/2012-13/answers", "/rounds/2012-13/intentions/CO-1"):
        read = browser.get(page).text
        assert read.count("Save our centre.") == 1
        assert "3 comments in these words" in read
        assert "Cy Carr, Di Dee<" in read
        assert "Ed Hidden" not in read


def test_those_who_left_an_address_are_told_once(feedback, analyst, manager, app):
    respond(feedback, {"CO-1": ("agree", "Good.")}, email="eve@example.test")
    answered(point_at("CO-1"), disposition="accepted", reason="Thanks.", by=analyst)
    commands.release(feedback, by=manager)
    db.session.commit()
    for _ in range(2):  # a second try writes to nobody twice
        telling.tell(Task("tell", lambda *_: None), db.session.query(AnswerRelease).one().id)
        db.session.commit()
        do_jobs(app)
    letters = [letter.subject for letter in db.session.query(Letter).filter_by(to="eve@example.test")]
    assert len([subject for subject in letters if "what became" in subject]) == 1


def test_everyone_reads_what_was_said_and_decided_once_it_is_released(browser, feedback):
    assert "published together with the final edition" in browser.get("/rounds/2012-13/answers").text


def test_nothing_that_is_not_allowed_stands_on_the_public_page(browser, decided):
    page = browser.get("/rounds/2012-13/answers").text
    assert "Keep the workshop." in page
    assert "Ann Example" in page
    assert "It stays." in page
    assert "We answer it in May." in page
    assert "Bert Example" not in page
    assert "Nacro" not in page


def test_a_published_waiver_stays_until_its_answer_is_released(decided, analyst, manager):
    answered(point_at("CU-10"), disposition="accepted", reason="May it be.", by=analyst)
    (row,) = queries.summary_for(decided, "CU-10").decided
    assert (row.waiver, row.reason) == ("We answer it in May.", "")
    commands.release(decided, by=manager)
    (row,) = queries.summary_for(decided, "CU-10").decided
    assert (row.waiver, row.reason) == ("", "May it be.")


def negotiating(round_):
    db.session.execute(sa.text("update round set state = 'negotiating'"))
    db.session.commit()
    db.session.refresh(round_)


def test_a_round_manager_releases_what_was_answered_late(browser, decided, analyst, manager):
    answered(point_at("CU-10"), disposition="accepted", reason="May it be.", by=analyst)
    negotiating(decided)
    browser.as_(manager).press(HERE, f"{HERE}/release")
    assert point_at("CU-10").state is PointState.RELEASED
    assert db.session.query(Entry).filter_by(action="release_answers").one().what == "1 answer"


def test_pressing_release_twice_releases_once(browser, decided, analyst, manager):
    answered(point_at("CU-10"), disposition="accepted", reason="May it be.", by=analyst)
    negotiating(decided)
    browser.as_(manager)
    for _ in range(2):
        assert browser.press(HERE, f"{HERE}/release").status_code == 303
    assert db.session.query(Entry).filter_by(action="release_answers").count() == 1


def test_before_the_final_edition_nobody_releases_by_hand(browser, feedback, manager):
    answer = browser.as_(manager).press(HERE, f"{HERE}/release")
    assert answer.status_code == 409


def test_an_analyst_has_no_release_button_and_no_page_behind_it(browser, decided, analyst):
    negotiating(decided)
    assert browser.as_(analyst).press(HERE, f"{HERE}/release").status_code == 404


def test_of_a_great_many_each_place_has_pages_of_its_own(browser, decided, analyst, manager, monkeypatch):
    monkeypatch.setattr(summaries, "LISTED", 1)
    monkeypatch.setattr(summaries, "ON_A_PAGE", 1)
    for n in range(2):
        respond(decided, {"CO-1": ("agree", f"Good {n}.")}, name=f"Eve {n}")
    for point in db.session.query(Point).filter_by(place="CO-1"):
        answered(point, disposition="accepted", reason="Thanks.", by=analyst)
    commands.release(decided, by=manager)
    db.session.commit()
    page = browser.get("/rounds/2012-13/answers").text
    assert "Keep the workshop." not in page
    assert 'href="/rounds/2012-13/answers?about=CO-1"' in page
    first = browser.get("/rounds/2012-13/answers?about=CO-1").text
    assert "Good 0." in first
    assert "Good 1." not in first
    after = re.search(r'href="(/rounds/2012-13/answers\?about=CO-1&amp;after=\d+)"', first).group(1)
    assert "Good 1." in browser.get(after.replace("&amp;", "&")).text
    assert "Good 1." not in browser.get("/rounds/2012-13/intentions/CO-1").text
