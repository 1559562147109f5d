"""A side changes terms in its own offer, privately, until it sends it."""

import pytest

from app.extensions import db
from app.models import Change, Offer, Term
from tests import make
from tests.agreements.pressing import hidden
from tests.signing.people import cast
from workflows.roles import Role

VOLUME = {
    "cell_service": "Programmes", "cell_population": "Men", "cell_potential_referrals": "240", "cell_target": "70",
    "cell_profile": "even", "cell_evidence": "", "reason": "Fewer staff.",
}  # fmt: skip


@pytest.fixture
def made(app):
    return cast("with provider")


@pytest.fixture
def path(made):
    return f"{made.path}/terms/VT-1/write-change"


def test_it_gathers_in_your_offer_with_its_effect_and_nothing_moves(browser, made, path):
    page = browser.as_(made.provider_negotiator).submit(path, **VOLUME)
    assert page.status_code == 303
    page = browser.get(made.path)
    assert "Your offer" in page.text
    assert "70 instead of 90" in page.text
    assert "Fewer staff." in page.text
    assert db.session.query(Term).filter_by(ref="VT-1").one().fields["target"] == 90
    assert db.session.query(Change).one().after == {"target": 70}, "only the cells that differ"


def test_a_price_shows_what_the_agreement_would_cost(browser, made):
    browser.as_(made.provider_negotiator).submit(
        f"{made.path}/terms/PR-1/write-change", cell_baseline="9000000", cell_change="250000", cell_price="9250000",
        cell_firm="no", reason="Pay.",
    )  # fmt: skip
    page = browser.get(made.path)
    assert "£10,250,000 instead of £10,150,000" in page.text
    assert db.session.query(Term).filter_by(ref="PR-1").one().fields["price"] == 9_150_000


def test_it_can_be_changed_again_and_left_out_again(browser, made, path):
    browser.as_(made.provider_negotiator).submit(path, **VOLUME)
    browser.submit(path, **{**VOLUME, "cell_target": "60"})
    assert db.session.query(Change).one().after == {"target": 60}
    page = browser.press(made.path, f"{made.path}/terms/VT-1/remove-change")
    assert page.status_code == 303
    assert db.session.query(Change).count() == 0
    assert browser.press(made.path, f"{made.path}/terms/VT-1/remove-change").status_code == 303, "twice does no harm"


def test_a_change_that_changes_nothing_is_no_change(browser, made, path):
    page = browser.as_(made.provider_negotiator).submit(path, **{**VOLUME, "cell_target": "90", "cell_evidence": ""})
    assert page.status_code == 200
    assert "VT-1 already says this." in page.text
    assert db.session.query(Offer).filter_by(number=None).count() == 0


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"cell_target": "241"}, "Enter a target of 240 or fewer"),
        ({"reason": ""}, "Enter why you change it"),
        ({"cell_service": ""}, "Enter the service"),
        ({"cell_target": "a lot"}, "Enter a target as a whole number"),
    ],
)
def test_a_mistake_is_named_and_nothing_typed_is_lost(browser, made, path, wrong, sentence):
    page = browser.as_(made.provider_negotiator).submit(path, **{**VOLUME, "cell_population": "Men aged 21", **wrong})
    assert page.status_code == 200
    assert sentence in page.text
    assert "Men aged 21" in page.text
    assert db.session.query(Change).count() == 0


def test_of_two_colleagues_the_second_is_shown_what_changed(browser, made, path):
    colleague = make.person(Role.PROVIDER_NEGOTIATOR, at=made.it.provider)
    browser.as_(colleague).submit(path, **{**VOLUME, "cell_target": "50"})
    browser.as_(made.provider_negotiator)
    form = {**hidden(browser.get(path)), "version": "0"}
    page = browser.post(path, data={**form, **VOLUME})
    assert "Somebody else saved this while you had it open" in page.text
    assert ">50</td>" in page.text
    assert ">70</td>" in page.text
    assert db.session.query(Change).one().after == {"target": 50}


def test_it_is_not_your_move(browser, made, path):
    page = browser.as_(made.commissioner_negotiator).get(path)
    assert page.status_code == 403
    assert "Write offer: not your move while this agreement is with provider." in page.text


def test_a_signatory_does_not_write_offers(browser, made, path):
    assert browser.as_(made.provider_signatory).get(path).status_code == 403


def test_another_provider_finds_nothing_there(browser, made, path):
    browser.as_(make.person(Role.PROVIDER_NEGOTIATOR, at=make.provider()))
    assert browser.get(path).status_code == 404
    assert browser.post(path, data=VOLUME).status_code == 404


def test_a_forged_post_changes_nothing(browser, made, path):
    page = browser.as_(made.provider_negotiator).post(path, data={**VOLUME, "version": "0"})
    assert page.status_code == 200
    assert db.session.query(Change).count() == 0
