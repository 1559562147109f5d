"""A round manager changes what an intention says, and the screening that saw it goes stale."""

import pytest

from app.extensions import db
from app.intentions.queries import digest_of
from app.models import Entry, Intention, Screening
from tests import make
from workflows.roles import Role
from workflows.round import RoundState
from workflows.screening import ScreeningState

SAID = {
    "title": "Intention CU-1",
    "in_summary": "y",
    "explanation": "What CU-1 buys and why.",
    "direction": "continue",
}


@pytest.fixture
def manager(browser):
    return make.person(Role.ROUND_MANAGER)


def revise(browser, round_, **changed):
    return browser.submit(f"/rounds/{round_.slug}/intentions/CU-1/revise", **{**SAID, **changed})


def test_the_new_words_stand_and_the_timeline_says_what_changed(browser, manager):
    round_ = make.round_()
    make.intention(round_)
    revise(browser.as_(manager), round_, explanation="New words.", direction="stop")
    assert db.session.query(Intention).one().explanation == "New words."
    entry = db.session.query(Entry).filter_by(action="write_intentions").one()
    assert entry.what.startswith("revised CU-1: explanation, direction")


def test_saying_the_same_again_is_no_change(browser, manager):
    round_ = make.round_()
    make.intention(round_, applies={"sectors": [], "nations": [], "holds": [], "providers": []})
    revise(browser.as_(manager), round_)
    assert db.session.query(Entry).count() == 0


def test_the_second_of_two_is_shown_what_the_first_saved_and_loses_nothing(browser, manager):
    round_ = make.round_()
    intention = make.intention(round_)
    stale = intention.version
    browser.as_(manager)
    revise(browser, round_, explanation="The first one’s words.", named_partners="Courts")
    page = revise(browser, round_, explanation="The second one’s words.", named_partners="", version=stale)
    assert "Somebody else saved this while you had it open." in page.text
    assert "Explanation: now “The first one’s words.”" in page.text
    assert "Partners named in it: now “Courts”" in page.text
    assert "The second one’s words." in page.text
    assert db.session.query(Intention).one().explanation == "The first one’s words."


def test_an_approved_screening_goes_stale(browser, manager):
    round_ = make.round_(RoundState.ANSWERING)
    make.intention(round_)
    screening = make.add(Screening(round_id=round_.id, state=ScreeningState.APPROVED, digest=digest_of(round_)))
    revise(browser.as_(manager), round_, explanation="New words.")
    assert screening.state is ScreeningState.STALE


def test_the_fingerprint_changes_with_any_word_and_with_the_order(app):
    round_ = make.round_()
    first, second = make.intention(round_, "CU-1"), make.intention(round_, "CU-2")
    prints = [digest_of(round_)]
    for name, value in [("partners", ["Courts"]), ("in_summary", False), ("direction", "stop")]:
        setattr(first, name, value)
        db.session.commit()
        prints.append(digest_of(round_))
    first.position, second.position = 2, 1
    db.session.commit()
    prints.append(digest_of(round_))
    assert len(set(prints)) == len(prints)


def test_nobody_else_revises(browser):
    round_ = make.round_()
    make.intention(round_)
    assert revise(browser.as_(make.person(Role.EQUALITY_LEAD)), round_).status_code == 404
