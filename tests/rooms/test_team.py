"""Whoever starts a response opens its room, invites colleagues, and can take them off again."""

import re

import pytest

from app.extensions import db
from app.models import Colleague, Entry, Letter, Response, Room, Wording
from app.timeline import verify
from tests import make
from tests.responses.conftest import HERE
from tests.rooms.conftest import TEAM, Member, colleague, link_of, room, someone
from tests.work import do_jobs
from workflows.colleague import ColleagueState
from workflows.roles import Role


def test_the_list_of_sections_leads_to_working_with_colleagues(browser, round_):
    Member(browser).start()
    assert f"{TEAM}/open" in browser.get(f"{HERE}/sections").text
    assert browser.get(TEAM).location.endswith("/team/open")


def test_opening_the_room_twice_opens_it_once(ann):
    ann.browser.post(f"{TEAM}/open", data={"csrf_token": ann.browser._token(), "name": "A", "email": "a@b.test"})
    assert db.session.query(Room).count() == 1
    assert ann.browser.get(f"{HERE}/sections").location.endswith("/team")


def test_what_was_written_before_there_was_a_team_is_its_first_wording(browser, round_):
    ann = Member(browser).start()
    ann.says("CU-1", stance="agree", comment="Before the team")
    ann.opens_the_room()
    assert [(one.place, one.source) for one in db.session.query(Wording)] == [("CU-1", "start")]


def test_somebody_who_responds_for_themselves_has_no_team(browser, round_):
    ann = Member(browser).start()
    ann.is_called()
    page = browser.submit(f"{TEAM}/open", name="Ann", email="ann@example.test").text
    assert "A team writes for an organisation or group" in page
    assert db.session.query(Room).count() == 0


def test_a_response_that_is_sent_is_opened_for_changes_first(browser, round_):
    ann = Member(browser).start()
    ann.is_called(capacity="organisation", organisation_name="Nacro", organisation_kind="voluntary body")
    ann.says("CU-1", stance="agree")
    ann.sends()
    assert "Open it for changes first" in browser.submit(f"{TEAM}/open", name="Ann", email="a@b.test").text


def test_what_staff_enter_for_somebody_gets_no_team(browser, round_):
    browser.as_(make.person(Role.ANALYST))
    browser.submit("/feedback/enter", round=round_.slug, channel="phone", **{
        "received-day": "20", "received-month": "11", "received-year": "2011"})  # fmt: skip
    db.session.query(Response).one()
    page = browser.submit(f"{TEAM}/open", name="An Analyst", email="a@b.test").text
    assert "This is entered for somebody" in page


def test_an_invited_colleague_joins_without_an_account(app, ann):
    ann.invites("Ben", "ben@elsewhere.test")
    link = link_of(app, "ben@elsewhere.test")
    ben = Member(app.test_client())
    assert "Ann Example asks you to work on a response" in " ".join(ben.browser.get(link).text.split())
    assert ben.joins(link, name="Ben Okri").location.endswith("/team")
    assert colleague("Ben Okri").state is ColleagueState.JOINED
    assert "Joined" in ann.sees("team/history")


def test_the_link_brings_a_colleague_back_on_another_device(app, ann, ben):
    ben.writes("CU-1", stance="agree", comment="From the desk")
    do_jobs(app)
    letter = db.session.query(Letter).filter_by(to="ben@elsewhere.test").one()
    phone = Member(app.test_client())
    phone.joins(re.search(r"/rounds/\S+/join/\S+", letter.body).group())
    assert "From the desk" in phone.sees("CU-1")
    assert db.session.query(Entry).filter_by(action="join").count() == 1


def test_only_a_fingerprint_of_the_link_is_kept(app, ann):
    ann.invites("Ben", "ben@elsewhere.test")
    token = link_of(app, "ben@elsewhere.test").rpartition("/")[2]
    kept = colleague("Ben").token_hash
    assert token not in kept
    assert len(kept) == 64


def test_a_link_that_was_made_up_leads_nowhere(ann, app):
    stranger = app.test_client()
    answer = stranger.get(f"{TEAM}/join/made-up")
    assert answer.status_code == 404
    assert "This link does not work, or no longer" in answer.text
    assert stranger.get(TEAM).location.endswith("/respond/return")


def test_a_new_link_ends_the_one_before(app, ann):
    ann.invites("Ben", "ben@elsewhere.test")
    first = link_of(app, "ben@elsewhere.test")
    ann.browser.post(f"{TEAM}/colleagues/{colleague('Ben').id}/invite-again", data={"csrf_token": ann.browser._token()})
    second = link_of(app, "ben@elsewhere.test")
    assert app.test_client().get(first).status_code == 404
    assert app.test_client().get(second).status_code == 200


def test_nobody_is_invited_twice(ann):
    ann.invites("Ben", "ben@elsewhere.test")
    page = ann.invites("Ben", "Ben@Elsewhere.test").text
    assert "Ben is in the list already" in page
    assert db.session.query(Colleague).count() == 2


def test_somebody_who_was_taken_off_is_gone_at_once_and_their_words_stay(app, ann, ben):
    ben.writes("CU-1", stance="agree", comment="Ben’s words")
    ann.browser.post(
        f"{TEAM}/colleagues/{colleague('Ben Okri').id}/take-off", data={"csrf_token": ann.browser._token()}
    )
    assert ben.browser.get(TEAM).location.endswith("/respond/return")
    assert ben.says("CU-1", stance="disagree").status_code == 200
    ann.presses("write")
    assert "Ben’s words" in ann.browser.get(f"{HERE}/CU-1").text
    assert "Ben Okri" in ann.sees("CU-1/history")


def test_somebody_who_was_taken_off_can_be_invited_again(app, ann, ben):
    ann.browser.post(
        f"{TEAM}/colleagues/{colleague('Ben Okri').id}/take-off", data={"csrf_token": ann.browser._token()}
    )
    again = someone(app, ann, "Ben Okri")
    assert again.browser.get(TEAM).status_code == 200


def test_a_colleague_leaves_and_is_asked_for_a_code_from_then_on(ben):
    ben.browser.press(TEAM, f"{TEAM}/leave")
    assert colleague("Ben Okri").state is ColleagueState.LEFT
    assert ben.browser.get(TEAM).location.endswith("/respond/return")


@pytest.mark.parametrize("action", ["invite-again", "take-off"])
def test_only_whoever_started_the_response_decides_who_works_on_it(ann, ben, cara, action):
    target = colleague("Cara Diaz").id
    ben.browser.post(f"{TEAM}/colleagues/{target}/{action}", data={"csrf_token": ben.browser._token()})
    assert colleague("Cara Diaz").state is ColleagueState.JOINED
    assert ben.browser.get(f"{TEAM}/invite").status_code == 409
    assert "Ann Example started this response, and decides who works on it" in ben.browser.get(f"{TEAM}/invite").text


def test_the_owner_neither_leaves_nor_is_taken_off(ann):
    ann.browser.press(TEAM, f"{TEAM}/leave")
    assert colleague("Ann Example").state is ColleagueState.JOINED


def test_only_the_owner_sees_addresses(ann, ben, cara):
    assert "cara@elsewhere.test" in ann.browser.get(TEAM).text
    assert "cara@elsewhere.test" not in ben.browser.get(TEAM).text


def test_a_colleague_of_another_team_is_not_reached_through_this_one(app, ann, ben):
    other = Member(app.test_client()).start().opens_the_room("Olga", "olga@example.test")
    other.browser.post(f"{TEAM}/colleagues/{colleague('Ben Okri').id}/take-off",
                       data={"csrf_token": other.browser._token()})  # fmt: skip
    assert colleague("Ben Okri").state is ColleagueState.JOINED


def test_a_link_that_was_used_signed_in_needs_the_account_from_then_on(app, ann):
    ann.invites("Ben", "ben@elsewhere.test")
    link, person = link_of(app, "ben@elsewhere.test"), make.person(at=make.provider(), name="Ben Okri")
    mine = app.test_client().as_(person)
    mine.submit(link, name="Ben Okri")
    assert mine.get(TEAM).status_code == 200
    assert "Sign in" in app.test_client().get(link).text
    assert "works only together with their account" in app.test_client().get(link).text
    stranger = app.test_client().as_(make.person(at=make.provider()))
    assert "works only together with their account" in stranger.get(link).text


def test_a_browser_that_held_the_link_alone_is_out_once_it_is_bound_to_an_account(app, ann):
    ann.invites("Ben", "ben@elsewhere.test")
    link = link_of(app, "ben@elsewhere.test")
    before = Member(app.test_client())
    before.joins(link, name="Ben Okri")
    app.test_client().as_(make.person(at=make.provider(), name="Ben Okri")).submit(link)
    assert before.browser.get(TEAM).location.endswith("/respond/return")
    assert before.browser.submit(f"{HERE}/return", code=link).status_code == 200


def test_who_is_signed_in_finds_their_teams_responses_on_the_start_page(app, ann):
    ann.invites("Ben", "ben@elsewhere.test")
    person = make.person(at=make.provider(), name="Ben Okri")
    app.test_client().as_(person).submit(link_of(app, "ben@elsewhere.test"), name="Ben Okri")
    later = app.test_client().as_(person)
    assert "You write a response with colleagues, for" in later.get(HERE).text
    later.post(f"{HERE}/own/{room().response_id}", data={"csrf_token": later._token()})
    assert "Your team’s response" in later.get(TEAM).text


def test_after_signing_in_again_the_page_of_a_question_is_there_at_once(app, ann):
    ann.invites("Ben", "ben@elsewhere.test")
    person = make.person(at=make.provider(), name="Ben Okri")
    app.test_client().as_(person).submit(link_of(app, "ben@elsewhere.test"), name="Ben Okri")
    assert app.test_client().as_(person).get(f"{HERE}/CU-1").status_code == 200


def test_the_room_has_a_timeline_of_its_own_and_its_chains_are_whole(ann, ben, cara):
    page = ann.sees("team/history")
    for happened in ("Created", "Invited", "Joined"):
        assert happened in page
    assert "by Ben Okri" in page
    assert not list(verify.faults())
