"""Every date keeps what it was first, what it was moved to and why, and when it happened."""

import re
from datetime import date

import pytest

from app.extensions import db
from app.models import Entry, Round
from app.rounds.date_line import slip
from tests import make
from workflows.roles import Role
from workflows.round import RoundState


@pytest.fixture
def manager(browser):
    return make.person(Role.ROUND_MANAGER)


def typed(day: date, prefix="day"):
    return {f"{prefix}-day": day.day, f"{prefix}-month": day.month, f"{prefix}-year": day.year}


def revise(browser, round_, key, day, reason="Ministers asked for more time."):
    return browser.submit(f"/rounds/{round_.slug}/dates/{key}/revise", **typed(day), reason=reason)


def test_a_manager_moves_a_date_and_everyone_sees_the_first_one_beside_it(browser, manager):
    round_ = make.round_(RoundState.CONSULTING)
    assert revise(browser.as_(manager), round_, "feedback_closes", date(2011, 12, 16)).status_code == 302
    page = browser.signed_out().get(f"/rounds/{round_.slug}").text
    for words in ("9 December 2011", "16 December 2011", "7 days later", "Ministers asked for more time."):
        assert words in page


def test_the_picture_says_how_far_the_round_is_and_names_each_step_in_full(browser, manager):
    round_ = make.round_(RoundState.CONSULTING)
    steps = len(round_.dates)
    long = "Last day on which feedback counts for the final edition"
    round_.dates[0].actual = round_.dates[0].original
    round_.dates[1].title = long
    db.session.commit()
    page = browser.get(f"/rounds/{round_.slug}").text
    assert f"1 of {steps} steps is done, and none has slipped" in page
    assert f">{long}</text>" in page
    revise(browser.as_(manager), round_, "feedback_closes", date(2011, 12, 16))
    assert f"1 of {steps} steps is done, and 1 has slipped, by 7 days" in browser.get(f"/rounds/{round_.slug}").text
    make.move_clock(date(2011, 12, 18))
    page = browser.get(f"/rounds/{round_.slug}").text
    assert "1 has slipped, by 7 days, and 2 are overdue, at most by 3 days" in page


def test_once_the_final_edition_is_out_the_round_says_so_and_no_longer_waits_for_it(browser, manager):
    round_ = make.round_(RoundState.ANSWERING)
    assert "The final edition is due on" in browser.as_(manager).get(f"/rounds/{round_.slug}").text
    make.edition(round_, kind="final")
    page = browser.get(f"/rounds/{round_.slug}").text
    assert "The final edition is out. Negotiating starts next." in page
    assert "<dt>Publish the final edition</dt>" not in page
    assert "Nothing: it can be done now." in page


def test_the_next_date_reads_as_a_sentence(browser):
    round_ = make.round_(RoundState.CONSULTING)
    title = min(round_.dates, key=lambda each: each.due).title
    page = browser.get("/rounds").text
    assert re.search(rf"Next, (due )?on \d+ \w+ 2011 \((in \d+ days|\d+ days ago|today)\): {title}\.", page)


def test_the_reason_stands_on_the_timeline(browser, manager):
    round_ = make.round_()
    revise(browser.as_(manager), round_, "settlement", date(2011, 12, 20))
    entry = db.session.query(Entry).filter_by(action="revise_date").one()
    assert entry.what == "moved “Settlement” from 15 December 2011 to 20 December 2011"
    assert entry.why == "Ministers asked for more time."


def test_a_date_does_not_move_without_a_reason(browser, manager):
    round_ = make.round_()
    page = revise(browser.as_(manager), round_, "settlement", date(2011, 12, 20), reason=" ")
    assert "Enter the reason, which is published beside the date" in page.text
    assert 'value="20"' in page.text
    assert round_.date_of("settlement").revised is None


def test_what_has_happened_does_not_move(browser, manager):
    round_ = make.round_()
    round_.date_of("settlement").actual = date(2011, 11, 20)
    db.session.commit()
    page = revise(browser.as_(manager), round_, "settlement", date(2011, 12, 20))
    assert "happened on 20 November 2011, so its date can no longer move." in page.text


def test_feedback_cannot_close_after_the_answering_cut_off(browser, manager):
    round_ = make.round_()
    page = revise(browser.as_(manager), round_, "feedback_closes", date(2012, 1, 7))
    assert "Move the answering cut-off first: it is 6 January 2012, before feedback would close." in page.text


def test_the_second_of_two_managers_is_shown_the_first_ones_date(browser, manager):
    round_ = make.round_()
    path = f"/rounds/{round_.slug}/dates/settlement/revise"
    stale = browser.as_(manager).get(path).text.split('name="seen" value="')[1].split('"')[0]
    revise(browser, round_, "settlement", date(2011, 12, 20))
    page = browser.submit(path, **typed(date(2011, 12, 22)), reason="Another reason.", seen=stale)
    assert "Somebody else moved this date to 20 December 2011 while you had it open." in page.text
    assert "Another reason." in page.text
    assert round_.day("settlement") == date(2011, 12, 20)


def test_a_manager_sets_a_date_that_is_missing(browser, manager):
    round_ = make.round_()
    browser.as_(manager).submit(f"/rounds/{round_.slug}/dates/set", title="Board meets", **typed(date(2012, 1, 10)))
    assert db.session.get(Round, round_.id).day("board_meets") == date(2012, 1, 10)


def test_a_date_that_is_set_is_revised_not_set_again(browser, manager):
    round_ = make.round_()
    page = browser.as_(manager).submit(
        f"/rounds/{round_.slug}/dates/set/settlement", title="Settlement", **typed(date(2012, 1, 10))
    )
    assert "This date is set. Revise it, and give the reason." in page.text


def test_a_manager_writes_down_when_negotiation_was_done(browser, manager):
    round_ = make.round_(RoundState.NEGOTIATING)
    make.move_clock(date(2012, 3, 5))
    path = f"/rounds/{round_.slug}/dates/negotiation_done/record"
    assert "Enter a day that has come" in browser.as_(manager).submit(path, **typed(date(2012, 3, 6))).text
    browser.submit(path, **typed(date(2012, 3, 2)))
    found = db.session.get(Round, round_.id).date_of("negotiation_done")
    assert (found.actual, found.slip) == (date(2012, 3, 2), 2)


def test_what_a_move_records_is_not_recorded_by_hand(browser, manager):
    round_ = make.round_()
    assert browser.as_(manager).get(f"/rounds/{round_.slug}/dates/final_edition/record").status_code == 404


def test_the_cut_off_is_not_before_feedback_closes(browser, manager):
    round_ = make.round_()
    path = f"/rounds/{round_.slug}/cut-off"
    page = browser.as_(manager).submit(path, **typed(date(2011, 12, 8)))
    assert "Enter a day on or after 9 December 2011, when feedback closes." in page.text
    browser.submit(path, **typed(date(2011, 12, 23)))
    assert db.session.get(Round, round_.id).day("answering_cut_off") == date(2011, 12, 23)


@pytest.mark.parametrize("role", [Role.ANALYST, Role.COMMISSIONER_SIGNATORY, Role.ADMINISTRATOR])
def test_nobody_else_moves_a_date(browser, role):
    round_ = make.round_()
    page = browser.as_(make.person(role)).get(f"/rounds/{round_.slug}/dates/settlement/revise")
    assert page.status_code == 404


def test_a_manager_of_another_round_finds_nothing_here(browser):
    this, other = make.round_(), make.round_()
    manager = make.person(Role.ROUND_MANAGER, round_=other)
    assert browser.as_(manager).get(f"/rounds/{this.slug}/dates").status_code == 404
    assert browser.get(f"/rounds/{other.slug}/dates").status_code == 200


def test_a_provider_never_sees_the_pages_of_dates(browser):
    round_ = make.round_()
    someone = make.person(Role.PROVIDER_NEGOTIATOR, at=make.provider())
    assert browser.as_(someone).get(f"/rounds/{round_.slug}/dates").status_code == 404


@pytest.mark.parametrize(("days", "words"), [(0, "none"), (1, "1 day later"), (-3, "3 days earlier")])
def test_slip_reads_as_words(days, words):
    assert slip(days) == words
