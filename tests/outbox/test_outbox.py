"""The outbox shows a rehearsal's letters to those they are for, and to administrators; production has none."""

import pytest

from app import clock, create_app
from app.models import Letter
from config import for_tests
from tests import make
from workflows.roles import Role


@pytest.fixture
def letter(app):
    return make.add(
        Letter(
            key="1",
            to="kim@example.test",
            subject="It is your move",
            body="Dear <b>Kim</b>\n\nhttp://localhost/agreements/7?a=1&b=2\nhttp://elsewhere.test/x\n",
            at=clock.real_now(),
        )
    )


@pytest.fixture(autouse=True)
def administrator(app, browser):
    someone = make.person(Role.ADMINISTRATOR)
    browser.as_(someone)
    return someone


def test_people_read_their_own_letters_and_nobody_elses(browser, letter):
    assert "It is your move" in browser.as_(make.person(email="kim@example.test")).get("/outbox/").text
    assert browser.get(f"/outbox/{letter.id}").status_code == 200
    assert "It is your move" not in browser.as_(make.person(Role.ROUND_MANAGER)).get("/outbox/").text
    assert browser.get(f"/outbox/{letter.id}").status_code == 404
    assert browser.signed_out().get(f"/outbox/{letter.id}").location.startswith("/sign-in")


def test_an_administrator_reads_every_letter(browser, letter):
    page = browser.get("/outbox/")

    assert page.status_code == 200
    assert f'href="/outbox/{letter.id}"' in page.text
    assert "kim@example.test" in page.text


def test_an_empty_outbox_says_what_will_be_in_it(browser):
    assert "No letters yet" in browser.get("/outbox/").text


def test_letters_can_be_found_by_address(browser, letter):
    assert "It is your move" in browser.get("/outbox/?to=KIM").text
    assert "No letter to “lee”" in browser.get("/outbox/?to=lee").text
    assert "No letter to “%”" in browser.get("/outbox/?to=%25").text


def test_only_this_service_s_addresses_become_links(browser, letter):
    page = browser.get(f"/outbox/{letter.id}").text

    assert (
        '<a class="govuk-link" href="/agreements/7?a=1&amp;b=2">http://localhost/agreements/7?a=1&amp;b=2</a>' in page
    )
    assert "Dear &lt;b&gt;Kim&lt;/b&gt;" in page
    assert 'href="http://elsewhere.test' not in page


def test_a_letter_that_is_not_there_is_not_found(browser):
    assert browser.get("/outbox/999").status_code == 404


def test_production_has_no_outbox(tmp_path):
    production = create_app(for_tests(f"sqlite:///{tmp_path / 'production.sqlite'}", rehearsal=False))

    assert not [rule for rule in production.url_map.iter_rules() if "outbox" in rule.rule]
