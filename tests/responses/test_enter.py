"""Staff enter responses that came on paper, by e-mail, by phone or at a meeting."""

from io import BytesIO

import pytest

from app.extensions import db
from app.models import Entry, Response, Upload
from tests import make
from tests.responses.conftest import HERE, Respondent
from workflows.response import ResponseState
from workflows.roles import Role
from workflows.round import RoundState

PDF = b"%PDF-1.4 a letter"


@pytest.fixture
def analyst(round_):
    return make.person(Role.ANALYST, name="Ada Analyst")


def begin(browser, *, received=("5", "11", "2011"), original=None, **fields):
    day, month, year = received
    typed = {"round": "2012-13", "channel": "paper", "received-day": day, "received-month": month,
             "received-year": year}  # fmt: skip
    if original:
        typed["original"] = (BytesIO(original[1]), original[0])
    return browser.submit("/feedback/enter", **{**typed, **fields})


def test_an_analyst_enters_a_letter_for_somebody(browser, analyst):
    assert begin(browser.as_(analyst), original=("letter.pdf", PDF)).location.endswith("/sections")
    person = Respondent(browser)
    person.is_called("Bert Paper")
    person.says("CU-1", stance="disagree", comment="Keep it.")
    person.sends()
    response = db.session.query(Response).one()
    assert response.state is ResponseState.SUBMITTED
    assert (response.entered_by_id, response.channel, response.person_id) == (analyst.id, "paper", None)
    assert response.original.content == PDF
    assert {entry.actor_id for entry in db.session.query(Entry)} == {analyst.id}


def test_late_is_counted_from_the_day_it_came(browser, analyst):
    from datetime import date

    make.move_clock(date(2011, 12, 20))
    begin(browser.as_(analyst), received=("12", "12", "2011"))
    person = Respondent(browser)
    person.is_called("Bert Paper")
    person.says("CU-1", stance="agree")
    person.sends()
    assert db.session.query(Response).one().late_days == 3


def test_a_day_that_has_not_come_yet_is_refused(browser, analyst):
    page = begin(browser.as_(analyst), received=("22", "11", "2011")).text
    assert "21 November 2011 or earlier" in page
    assert db.session.query(Response).count() == 0


def test_a_script_called_docx_is_refused_and_nothing_is_kept(browser, analyst):
    page = begin(browser.as_(analyst), original=("letter.docx", b"#!/bin/sh\nrm -rf /")).text
    assert "what is in it is not a Word document" in page
    assert db.session.query(Response).count() == 0
    assert db.session.query(Upload).count() == 0


def test_an_empty_file_is_refused(browser, analyst):
    assert "The file is empty" in begin(browser.as_(analyst), original=("letter.pdf", b"")).text


def test_a_file_of_60_mb_is_named_on_its_form_and_what_was_typed_is_still_there(browser, analyst):
    token = browser.as_(analyst)._token()
    typed = {"csrf_token": token, "round": "2012-13", "channel": "paper", "received-year": "2011"}
    parts = [f'--x\r\nContent-Disposition: form-data; name="{k}"\r\n\r\n{v}\r\n' for k, v in typed.items()]
    parts += ['--x\r\nContent-Disposition: form-data; name="original"; filename="letter.pdf"\r\n\r\n']
    body = "".join(parts).encode() + PDF + b"x" * 60_000_000 + b"\r\n--x--\r\n"
    page = browser.post("/feedback/enter", data=body, content_type="multipart/form-data; boundary=x").text
    assert "20 MB" in page
    assert 'value="2011"' in page
    assert db.session.query(Response).count() == 0
    assert db.session.query(Upload).count() == 0


def test_what_no_form_could_hold_gets_a_page_that_says_so(browser, analyst):
    kind, size = "multipart/form-data; boundary=x", {"CONTENT_LENGTH": "160000000"}
    answer = browser.as_(analyst).post("/feedback/enter", data=b"", content_type=kind, environ_overrides=size)
    assert answer.status_code == 413
    assert "20 MB or less" in answer.text


def test_a_colleague_goes_on_with_what_was_begun(browser, analyst):
    begin(browser.as_(analyst))
    response = db.session.query(Response).one()
    browser.as_(make.person(Role.ROUND_MANAGER))
    assert "Nobody named yet" in browser.get("/feedback/enter").text
    browser.press("/feedback/enter", f"{HERE}/own/{response.id}")
    assert "Entered for somebody" in browser.get(f"{HERE}/sections").text


@pytest.mark.parametrize("role", [Role.EQUALITY_LEAD, Role.COMMISSIONER_NEGOTIATOR, Role.ASSURER, Role.ADMINISTRATOR])
def test_others_of_the_commissioner_enter_nothing(browser, round_, role):
    assert browser.as_(make.person(role)).get("/feedback/enter").status_code == 404


def test_an_analyst_of_another_round_enters_nothing_in_this_one(browser, round_):
    other = make.round_(RoundState.CONSULTING, title="Another round")
    page = browser.as_(make.person(Role.ANALYST, round_=other)).get("/feedback/enter").text
    assert "Another round" in page
    assert round_.title not in page


def test_the_original_is_served_only_as_an_attachment(browser, analyst):
    begin(browser.as_(analyst), original=("letter.pdf", PDF))
    person = Respondent(browser)
    person.is_called("Bert Paper")
    person.says("CU-1", stance="agree")
    person.sends()
    response = db.session.query(Response).one()
    answer = browser.get(f"/rounds/2012-13/feedback/responses/{response.id}/original")
    assert answer.data == PDF
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.mimetype == "application/pdf"
