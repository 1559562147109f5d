"""Either side accepts what the other has put on the table, when every check holds."""

import pytest

from app.agreements import commands
from app.extensions import db
from app.models import Change, Offer, Term
from tests import make
from tests.agreements.pressing import twice
from tests.signing.people import cast
from tests.work import waiting_jobs
from workflows.agreement import AgreementState
from workflows.roles import Role


@pytest.fixture
def made(app):
    return cast("with commissioner")


def test_it_is_agreed_in_principle_and_its_text_is_fixed(browser, made):
    page = browser.as_(made.commissioner_negotiator).submit(f"{made.path}/accept")
    assert page.status_code == 303
    assert made.it.state is AgreementState.AGREED
    assert made.it.text_digest
    assert "a signatory on each side to approve it" in browser.get(made.path).text


def test_the_signatories_of_both_sides_are_written_to(browser, made):
    before = {job.id for job in waiting_jobs()}
    browser.as_(made.commissioner_negotiator).submit(f"{made.path}/accept")
    to = {job.arguments["to"] for job in waiting_jobs() if job.id not in before}
    assert {made.commissioner_signatory.email, made.provider_signatory.email} <= to


def test_the_provider_accepts_an_answer_to_its_proposal(browser, made):
    term = db.session.query(Term).filter_by(ref="VT-1").one()
    commands.write_change(made.it, term, fields={"target": 95}, reason="More.", by=made.commissioner_negotiator)
    commands.counter(made.it, reason="More.", by=made.commissioner_negotiator)
    db.session.commit()
    browser.as_(made.provider_negotiator).submit(f"{made.path}/accept")
    assert made.it.state is AgreementState.AGREED


def test_what_was_written_and_not_sent_is_dropped_with_a_warning(browser, made):
    term = db.session.query(Term).filter_by(ref="VT-1").one()
    commands.write_change(made.it, term, fields={"target": 95}, reason="More.", by=made.commissioner_negotiator)
    db.session.commit()
    page = browser.as_(made.commissioner_negotiator).get(f"{made.path}/accept")
    assert "Accepting drops them" in page.text
    browser.submit(f"{made.path}/accept")
    assert db.session.query(Change).count() == 0
    assert db.session.query(Offer).filter_by(number=None).count() == 0
    assert term.fields["target"] == 90


def test_not_while_a_check_fails_and_each_is_a_sentence(browser, made):
    make.intention(made.round, "CU-1")
    term = db.session.query(Term).filter_by(ref="PR-1").one()
    term.fields = {**term.fields, "price": 1}
    db.session.commit()
    page = browser.as_(made.commissioner_negotiator).get(made.path)
    assert page.text.count("CU-1 applies to this provider: add a term that carries it") == 2, "by the button, and below"
    page = browser.get(f"{made.path}/accept")
    assert page.status_code == 409
    assert "PR-1: Enter a price of £9,150,000" in page.text
    assert made.it.state is AgreementState.WITH_COMMISSIONER


def test_pressing_twice_accepts_once(browser, made):
    page = twice(browser.as_(made.commissioner_negotiator), f"{made.path}/accept")
    assert page.status_code == 303
    assert "has not been done twice" in browser.get(page.location).text


def test_nobody_accepts_their_own_offer(browser, made):
    page = browser.as_(made.provider_negotiator).get(f"{made.path}/accept")
    assert page.status_code == 403


def test_the_provider_proposes_before_it_accepts(browser):
    made = cast("with provider")
    page = browser.as_(made.provider_negotiator).get(f"{made.path}/accept")
    assert page.status_code == 409
    assert "Your first answer is your proposal." in page.text


def test_others_find_nothing(browser, made):
    browser.as_(make.person(Role.PROVIDER_NEGOTIATOR, at=make.provider()))
    assert browser.get(f"{made.path}/accept").status_code == 404
    assert browser.post(f"{made.path}/accept").status_code == 404
