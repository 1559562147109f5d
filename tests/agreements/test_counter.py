"""Either side answers an offer with one of its own, numbered, with reasons."""

import pytest

from app.agreements import commands
from app.extensions import db
from app.models import Offer, Term
from tests import make
from tests.agreements.pressing import hidden, twice
from tests.signing.people import cast
from workflows.agreement import AgreementState
from workflows.roles import Role


@pytest.fixture
def made(app):
    return cast("with commissioner")


def change(made, who, **fields):
    term = db.session.query(Term).filter_by(ref="VT-1").one()
    commands.write_change(made.it, term, fields=fields, reason="The evidence.", by=who)
    db.session.commit()


def test_the_offer_is_numbered_and_the_move_passes(browser, made):
    change(made, made.commissioner_negotiator, target=100)
    page = browser.as_(made.commissioner_negotiator).submit(f"{made.path}/counter", reason="We need more.")
    assert page.status_code == 303
    assert made.it.state is AgreementState.WITH_PROVIDER
    assert made.it.offers_sent == 3
    page = browser.as_(made.provider_negotiator).get(f"{made.path}/offers/3")
    assert "We need more." in page.text
    assert "<ins>100</ins>" in page.text


def test_the_page_before_sending_shows_the_effect(browser, made):
    change(made, made.commissioner_negotiator, target=100)
    page = browser.as_(made.commissioner_negotiator).get(f"{made.path}/counter")
    assert "100 instead of 90" in page.text


def test_an_offer_that_changes_nothing_is_not_sent(browser, made):
    page = browser.as_(made.commissioner_negotiator).get(f"{made.path}/counter")
    assert page.status_code == 409
    assert "Change, refuse, park or ask for something in your offer" in page.text


def test_the_provider_counters_from_its_second_offer_on(browser, made):
    change(made, made.commissioner_negotiator, target=100)
    commands.counter(made.it, reason="More.", by=made.commissioner_negotiator)
    change(made, made.provider_negotiator, target=95)
    page = browser.as_(made.provider_negotiator).submit(f"{made.path}/counter", reason="Between the two.")
    assert page.status_code == 303
    assert made.it.state is AgreementState.WITH_COMMISSIONER
    assert [o.number for o in db.session.query(Offer).order_by(Offer.id)] == [1, 2, 3, 4]


def test_pressing_twice_sends_one_offer(browser, made):
    change(made, made.commissioner_negotiator, target=100)
    page = twice(browser.as_(made.commissioner_negotiator), f"{made.path}/counter", reason="More.")
    assert page.status_code == 303
    assert made.it.offers_sent == 3


def test_a_colleagues_change_since_the_page_was_opened_is_pointed_out(browser, made):
    change(made, made.commissioner_negotiator, target=100)
    colleague = make.person(Role.COMMISSIONER_NEGOTIATOR, works_with=[made.it.provider], name="Cleo Colleague")
    browser.as_(made.commissioner_negotiator)
    form = {**hidden(browser.get(f"{made.path}/counter")), "reason": "We need more."}
    change(made, colleague, target=200)
    page = browser.post(f"{made.path}/counter", data=form)
    assert page.status_code == 200
    assert "Cleo Colleague has changed this agreement since you opened this page." in page.text
    assert "We need more." in page.text
    assert "200 instead of 90" in page.text
    assert made.it.offers_sent == 2


def test_it_is_not_the_providers_move(browser, made):
    page = browser.as_(made.provider_negotiator).get(f"{made.path}/counter")
    assert page.status_code == 403


def test_no_such_offer(browser, made):
    browser.as_(made.provider_negotiator)
    assert browser.get(f"{made.path}/offers/2").status_code == 200
    assert browser.get(f"{made.path}/offers/9").status_code == 404
