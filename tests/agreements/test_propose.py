"""The provider's first offer: how it will deliver, and what it would change."""

import pytest

from app.agreements import commands
from app.extensions import db
from app.models import Offer, Term
from tests import make
from tests.agreements.pressing import twice
from tests.signing.people import cast
from workflows.agreement import AgreementState
from workflows.roles import Role

OPENING = dict.fromkeys(("need_profile", "rationale", "subcontracting", "delivery_plan"), "Words.")


@pytest.fixture
def made(app):
    made = cast("with provider")
    commands.write_opening(made.it, **OPENING, by=made.provider_negotiator)
    db.session.commit()
    return made


def test_what_was_written_is_now_on_the_table(browser, made):
    term = db.session.query(Term).filter_by(ref="VT-1").one()
    commands.write_change(made.it, term, fields={"target": 70}, reason="Fewer staff.", by=made.provider_negotiator)
    db.session.commit()
    page = browser.as_(made.provider_negotiator).submit(f"{made.path}/propose", reason="This is how.")
    assert page.status_code == 303
    assert made.it.state is AgreementState.WITH_COMMISSIONER
    assert term.fields["target"] == 70
    offer = db.session.query(Offer).filter_by(number=2).one()
    assert (offer.changes[0].before, offer.changes[0].after) == ({"target": 90}, {"target": 70})
    assert made.it.opening.submitted_at is not None
    page = browser.as_(made.commissioner_negotiator).get(made.path)
    assert "<del>90</del>" in page.text
    assert "counter or accept offer 2" in page.text


def test_a_proposal_may_change_nothing(browser, made):
    browser.as_(made.provider_negotiator).submit(f"{made.path}/propose", reason="As drafted.")
    assert made.it.offers_sent == 2


def test_the_opening_comes_first(browser):
    made = cast("with provider")
    page = browser.as_(made.provider_negotiator).get(f"{made.path}/propose")
    assert page.status_code == 409
    assert "Write your opening proposal first" in page.text


def test_a_reason_is_needed(browser, made):
    page = browser.as_(made.provider_negotiator).submit(f"{made.path}/propose", reason=" ")
    assert page.status_code == 200
    assert "Enter your reason" in page.text
    assert made.it.offers_sent == 1


def test_pressing_twice_proposes_once(browser, made):
    page = twice(browser.as_(made.provider_negotiator), f"{made.path}/propose", reason="Once.")
    assert "has not been done twice" in browser.get(page.location).text
    assert made.it.offers_sent == 2


def test_it_does_not_exist_for_others(browser, made):
    assert browser.as_(made.commissioner_negotiator).get(f"{made.path}/propose").status_code == 404
    browser.as_(make.person(Role.PROVIDER_NEGOTIATOR, at=make.provider()))
    assert browser.get(f"{made.path}/propose").status_code == 404
