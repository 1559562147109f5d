"""The link in an invitation is somebody's own: reading notes nothing, going on notes that it was followed."""

import re

import pytest

from app.extensions import db
from app.models import Invitee, Letter, Response
from app.responses import commands as responses
from app.rounds import commands as rounds
from app.stakeholders.personal import link_of
from tests import make
from tests.stakeholders.people import invitee
from tests.work import do_jobs
from workflows.roles import Role
from workflows.round import RoundState


@pytest.fixture
def round_(app):
    made = make.round_(RoundState.CONSULTING)
    make.edition(made)
    return made


@pytest.fixture
def mencap(round_):
    return invitee(round_, "Mencap")


def start(browser, round_):
    return browser.submit(f"/rounds/{round_.slug}/respond")


def test_the_letter_holds_a_link_of_ones_own(app, round_):
    rounds.invite(round_, "Mencap", "m@example.test", by=make.person(Role.ROUND_MANAGER))
    db.session.commit()
    do_jobs(app)
    link, welsh = re.findall(r"http://localhost(\S+/invitation/\S+)", db.session.query(Letter).one().body)
    assert "This is the invitation of Mencap." in app.test_client().get(link).text
    assert welsh == f"/cy{link}"


def test_reading_the_page_notes_nothing_and_going_on_does(browser, round_, mencap):
    page = link_of(round_, mencap)
    browser.get(page)
    assert db.session.get(Invitee, mencap.id).opened_at is None
    answer = browser.press(page, page)
    assert answer.location.endswith(f"/rounds/{round_.slug}/respond")
    assert db.session.get(Invitee, mencap.id).opened_at == make.NOON


def test_what_is_started_after_it_is_their_response(browser, round_, mencap):
    page = link_of(round_, mencap)
    browser.press(page, page)
    start(browser, round_)
    assert db.session.query(Response).one().invitee_id == mencap.id


def test_without_the_link_a_response_is_nobodys(browser, round_, mencap):
    start(browser, round_)
    assert db.session.query(Response).one().invitee_id is None


def test_a_response_from_the_same_address_or_account_counts_as_theirs(app, browser, round_, mencap):
    response, _code = responses.start(round_)
    responses.save_about(response, by=responses.respondent(response), name="Kim", email="MENCAP@example.test")
    assert response.invitee_id == mencap.id

    prison = make.provider()
    named = invitee(round_, "HMP Durham", organisation_id=prison.id)
    governor = make.person(Role.PROVIDER_SIGNATORY, at=prison)
    assert responses.start(round_, person=governor)[0].invitee_id == named.id


def test_only_what_staff_entered_counts_by_the_name_of_the_organisation(app, round_, mencap):
    analyst = make.person(Role.ANALYST)
    theirs, _code = responses.start(round_, entered_by=analyst, channel="paper", received_at=make.NOON)
    responses.save_about(theirs, by=analyst, name="Kim", organisation_name="mencap", capacity="organisation")
    assert theirs.invitee_id == mencap.id

    anybodys, _code = responses.start(round_)
    responses.save_about(anybodys, by=responses.respondent(anybodys), organisation_name="Mencap")
    assert anybodys.invitee_id is None, "anyone can type a name"


def test_an_invitation_of_another_round_is_not_theirs(app, round_, mencap):
    other = make.round_(RoundState.CONSULTING)
    make.edition(other)
    assert responses.start(other, invitee=mencap)[0].invitee_id is None


def test_a_link_that_was_made_up_or_went_to_an_old_address_leads_nowhere(browser, round_, mencap):
    page = link_of(round_, mencap)
    assert browser.get(page[:-1] + ("a" if page[-1] != "a" else "b")).status_code == 404
    mencap.email = "new@example.test"
    db.session.commit()
    assert browser.get(page).status_code == 404
    assert browser.post(f"{page}/no-more-letters").status_code == 404


def test_whoever_asks_for_no_more_letters_gets_none_and_can_still_respond(app, browser, round_, mencap):
    page = link_of(round_, mencap)
    answer = browser.press(page, f"{page}/no-more-letters")
    assert "We write to you about this round no more." in browser.get(answer.location).text
    rounds.revise_date(
        round_, "feedback_closes", make.DATES["settlement"], reason="Snow.", by=make.person(Role.ROUND_MANAGER)
    )
    db.session.commit()
    do_jobs(app)
    assert db.session.query(Letter).count() == 0
    assert browser.press(page, page).status_code == 303


def test_a_forged_press_notes_nothing(browser, round_, mencap):
    browser.post(link_of(round_, mencap), data={"csrf_token": "forged"})
    assert db.session.get(Invitee, mencap.id).opened_at is None


def test_who_it_was_is_forgotten_with_the_names(app, round_, mencap):
    from app.responses.retention import forget_names

    mencap.opened_at = make.NOON
    response = make.response(round_, name="Kim", invitee_id=mencap.id)
    forget_names(round_)
    db.session.commit()
    assert response.invitee_id is None
    assert (mencap.email, mencap.opened_at, mencap.name) == ("", None, "Mencap")
