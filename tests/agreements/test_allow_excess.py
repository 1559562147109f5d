"""A commissioner signatory who did not negotiate may let a target stand above its potential referrals."""

import pytest

from app.agreements import commands
from app.extensions import db
from app.models import Term
from tests import make
from tests.signing.people import cast
from workflows.roles import Role

SECRET = "Ministers promised this."


@pytest.fixture
def made(app):
    return cast("with commissioner")


@pytest.fixture
def path(made):
    return f"{made.path}/terms/VT-1/allow-excess"


def volume():
    return db.session.query(Term).filter_by(ref="VT-1").one()


def allowed(browser, made, path):
    page = browser.as_(made.commissioner_signatory).submit(path, reason=SECRET)
    assert page.status_code == 303
    return page


def test_then_a_negotiator_can_offer_more(browser, made, path):
    allowed(browser, made, path)
    page = browser.as_(made.commissioner_negotiator).submit(
        f"{made.path}/terms/VT-1/write-change", cell_service="Programmes", cell_population="Men",
        cell_potential_referrals="240", cell_target="300", cell_profile="even", reason="Promised.",
    )  # fmt: skip
    assert page.status_code == 303
    browser.submit(f"{made.path}/counter", reason="More.")
    assert volume().fields["target"] == 300
    assert volume().excess_approved_by_id == made.commissioner_signatory.id
    assert "Every check passes" in browser.get(made.path).text


def test_an_allowance_is_outgrown_when_the_target_rises_further(browser, made, path):
    term = volume()
    term.fields = {**term.fields, "target": 250}
    db.session.commit()
    allowed(browser, made, path)
    commands.write_change(made.it, volume(), fields={"target": 260}, reason="More.", by=made.commissioner_negotiator)
    commands.counter(made.it, reason="More.", by=made.commissioner_negotiator)
    assert volume().excess_approved_by_id is None


def test_the_provider_learns_nothing_of_the_reason(browser, made, path):
    allowed(browser, made, path)
    page = browser.as_(made.provider_negotiator).get(made.path)
    assert SECRET not in page.text
    assert "llowed" not in page.text.split("timeline-heading")[1]
    assert SECRET in browser.as_(made.commissioner_negotiator).get(made.path).text


def test_a_signatory_who_negotiated_may_not(browser, made, path):
    both = make.person(Role.COMMISSIONER_NEGOTIATOR, Role.COMMISSIONER_SIGNATORY, works_with=[made.it.provider])
    commands.write_change(made.it, volume(), fields={"target": 91}, reason="More.", by=both)
    db.session.commit()
    page = browser.as_(both).get(path)
    assert page.status_code == 409
    assert "You took part in negotiating this agreement" in page.text


def test_a_reason_is_needed(browser, made, path):
    page = browser.as_(made.commissioner_signatory).submit(path, reason="")
    assert "Enter your reason" in page.text
    assert volume().excess_approved_by_id is None


@pytest.mark.parametrize("who", ["commissioner_negotiator", "provider_negotiator", "provider_signatory", "manager"])
def test_the_page_is_the_commissioner_signatories(browser, made, path, who):
    assert browser.as_(getattr(made, who)).get(path).status_code == 404


def test_only_a_term_with_a_target_can_exceed_its_referrals(browser, made):
    term_without = next(term for term in made.it.terms if term.schedule != "volumes")
    browser.as_(made.commissioner_signatory)
    assert browser.get(f"{made.path}/terms/{term_without.ref}/allow-excess").status_code == 404


def test_a_target_that_is_still_to_follow_shows_as_such(browser, made, path):
    volume().fields = {"service": "Programmes"}
    db.session.commit()
    assert "target to follow" in browser.as_(made.commissioner_signatory).get(path).text
