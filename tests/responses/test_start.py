"""Anyone starts a response, without an account."""

import re
from datetime import date

from app.extensions import db
from app.models import Entry, Response
from app.responses import codes
from tests import make
from tests.responses.conftest import HERE
from workflows.response import ResponseState
from workflows.roles import Role
from workflows.round import RoundState


def test_anyone_reads_what_responding_is_before_they_start(browser, round_):
    page = browser.get(HERE).text
    assert "the end of Friday 9 December 2011" in page
    assert "cannot promise to keep what you say secret" in page
    assert "Other ways to respond" in page


def test_rounds_that_take_responses_are_listed(browser, round_):
    make.round_(RoundState.CLOSED, title="An old round")
    page = browser.get("/have-your-say").text
    assert round_.title in page
    assert "An old round" not in page


def test_a_round_whose_feedback_has_closed_stands_last_and_says_so(browser, round_):
    earlier = make.round_(RoundState.DELIVERING, title="Last year's round")
    next(day for day in earlier.dates if day.key == "feedback_closes").original = date(2010, 12, 10)
    db.session.commit()
    page = browser.get("/have-your-say").text
    assert "Feedback closed at the end of Friday 10 December 2010." in page
    assert page.index("Respond to the") < page.index("Respond late to")


def test_starting_makes_a_draft_on_the_newest_edition_and_shows_its_code(ann):
    assert ann.response.state is ResponseState.DRAFT
    assert ann.response.edition.number == 1
    assert len(ann.code.replace("-", "")) * 5 >= 80


def test_the_code_is_stored_nowhere(ann):
    assert ann.response.code_hash == codes.fingerprint(ann.code)
    assert ann.code not in str(vars(ann.response))


def test_starting_is_on_the_timeline_as_the_respondents_doing(ann):
    entry = db.session.query(Entry).one()
    assert (entry.action, entry.side, entry.actor_id) == ("start", "respondent", None)


def test_pressing_start_twice_starts_one_response(browser, round_):
    page = browser.get(HERE).text
    hidden = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', page))
    browser.post(HERE, data=hidden)
    browser.signed_out()
    browser.get(HERE)
    with browser.session_transaction() as session:
        session.clear()
    assert db.session.query(Response).count() == 1
    assert codes.from_once("a" * 32, "key") == codes.from_once("a" * 32, "key") != codes.from_once("b" * 32, "key")


def test_a_browser_that_has_a_response_goes_on_with_it(ann, browser):
    browser.submit(HERE, another="")
    assert db.session.query(Response).count() == 1


def test_who_comes_from_an_intention_starts_at_it_and_is_told_the_code(browser, round_):
    assert "Start" in browser.get(f"{HERE}?about=CU-2").text
    answer = browser.submit(f"{HERE}?about=CU-2")
    assert answer.headers["Location"].endswith(f"{HERE}/CU-2")
    assert re.search(r"receipt code, [0-9A-Z]{4}(-[0-9A-Z]{4}){4}:", browser.get(f"{HERE}/CU-2").text)


def test_who_has_begun_goes_straight_from_an_intention_to_its_page(ann, browser):
    assert browser.get(f"{HERE}?about=CU-2").headers["Location"].endswith(f"{HERE}/CU-2")
    assert "Go on with it" in browser.get(HERE).text


def test_an_intention_that_is_not_asked_about_leads_to_the_general_start(browser, ann):
    assert "Go on with it" in browser.get(f"{HERE}?about=XX-9").text


def test_a_second_response_can_be_started_from_the_same_browser(ann, browser):
    browser.submit(HERE, another="yes")
    assert db.session.query(Response).count() == 2


def test_nobody_responds_before_consulting_starts(browser, app):
    made = make.round_(RoundState.PLANNING)
    make.edition(made)
    assert "takes no responses now" in browser.get(HERE).text
    assert db.session.query(Response).count() == 0


def test_nobody_starts_a_response_in_a_closed_round(browser, round_):
    token = browser._token()
    round_.__dict__["state"] = RoundState.CLOSED
    db.session.execute(db.text("update round set state = 'closed'"))
    db.session.commit()
    answer = browser.post(HERE, data={"csrf_token": token, "once": ""})
    assert answer.status_code == 409
    assert "takes no responses now" in answer.text
    assert db.session.query(Response).count() == 0


def test_a_forged_start_starts_nothing(browser, round_):
    browser.post(HERE, data={"once": ""})
    assert db.session.query(Response).count() == 0


def test_someone_signed_in_responds_for_their_organisation_and_finds_it_again_without_the_code(browser, round_):
    durham = make.provider(name="HMP Durham")
    owen = make.person(Role.PROVIDER_NEGOTIATOR, at=durham, name="Owen Brackley")
    browser.as_(owen).submit(HERE)
    response = db.session.query(Response).one()
    assert (response.person_id, response.organisation_id) == (owen.id, durham.id)
    assert response.organisation_name == "HMP Durham"
    browser.as_(owen)  # a new session, which knows no code
    browser.press(HERE, f"{HERE}/own/{response.id}")
    assert "Your response to" in browser.get(f"{HERE}/sections").text


def test_nobody_opens_somebody_elses_response_without_its_code(browser, round_):
    owen = make.person(Role.PROVIDER_NEGOTIATOR, at=make.provider())
    browser.as_(owen).submit(HERE)
    response = db.session.query(Response).one()
    for other in (make.person(Role.PROVIDER_SIGNATORY, at=owen.organisation), make.person(Role.ADMINISTRATOR)):
        browser.as_(other)
        answer = browser.post(f"{HERE}/own/{response.id}", data={"csrf_token": browser._token()})
        assert "Enter your receipt code" in answer.text or "Come back to your response" in answer.text
        assert browser.get(f"{HERE}/sections").status_code == 303
