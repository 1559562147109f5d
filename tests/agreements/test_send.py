"""A commissioner negotiator sends the draft; from then on the provider sees it."""

import pytest

from app.extensions import db
from app.models import AgreementVersion, Entry, Offer
from tests import make
from tests.agreements.pressing import twice
from tests.signing.people import cast
from tests.work import waiting_jobs
from workflows.agreement import AgreementState
from workflows.roles import Role


@pytest.fixture
def made(app):
    return cast("drafting")


def test_the_draft_becomes_offer_1_and_it_is_the_providers_move(browser, made):
    assert browser.as_(made.provider_negotiator).get(made.path).status_code == 404
    page = browser.as_(made.commissioner_negotiator).submit(f"{made.path}/send", reason="Your draft.")
    assert page.status_code == 303
    assert made.it.state is AgreementState.WITH_PROVIDER
    offer = db.session.query(Offer).one()
    assert (offer.number, offer.side, offer.reason, offer.price) == (1, "commissioner", "Your draft.", made.it.price)
    assert db.session.query(AgreementVersion).count() == 1
    page = browser.as_(made.provider_negotiator).get(made.path)
    assert "make an opening proposal" in page.text


def test_a_note_is_not_needed(browser, made):
    browser.as_(made.commissioner_negotiator).submit(f"{made.path}/send", reason="")
    assert made.it.state is AgreementState.WITH_PROVIDER


def test_the_provider_is_written_to_with_a_link_and_no_values(browser, made):
    browser.as_(made.commissioner_negotiator).submit(f"{made.path}/send", reason="Secret words.")
    (letter,) = [job.arguments for job in waiting_jobs() if job.arguments["to"] == made.provider_negotiator.email]
    assert made.path in letter["body"]
    assert "Secret words." not in letter["body"]


def test_pressing_twice_sends_once(browser, made):
    browser.as_(made.commissioner_negotiator)
    page = twice(browser, f"{made.path}/send", reason="Once.")
    assert page.status_code == 303
    assert "has not been done twice" in browser.get(page.location).text
    assert db.session.query(Offer).count() == 1
    assert db.session.query(Entry).filter_by(action="send").count() == 1


@pytest.mark.parametrize("who", ["provider_negotiator", "provider_signatory", "commissioner_signatory", "manager"])
def test_nobody_else_sends_it(browser, made, who):
    page = browser.as_(getattr(made, who)).get(f"{made.path}/send")
    assert page.status_code == 404


def test_nor_a_negotiator_of_other_providers(browser, made):
    browser.as_(make.person(Role.COMMISSIONER_NEGOTIATOR, works_with=[make.provider()]))
    assert browser.get(made.path).status_code == 404
    assert browser.get(f"{made.path}/send").status_code == 404
