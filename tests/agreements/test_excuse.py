"""The commissioner says why an intention that applies to a provider needs no term there."""

import pytest

from app.extensions import db
from app.models import Excuse
from tests import make
from tests.signing.people import cast


@pytest.fixture
def made(app):
    made = cast("with commissioner")
    make.intention(made.round, "CU-1")
    make.intention(made.round, "CU-2", applies={"holds": ["women"]})
    return made


def test_with_a_reason_the_check_holds(browser, made):
    browser.as_(made.commissioner_negotiator)
    assert "Missing" in browser.get(made.path).text
    page = browser.submit(f"{made.path}/excuse/CU-1", reason="They closed that wing.")
    assert page.status_code == 303
    page = browser.get(made.path)
    assert "Every check passes" in page.text
    assert "They closed that wing." in page.text


def test_what_has_no_term_stands_openly_and_what_is_seen_to_is_folded(browser, made):
    page = browser.as_(made.commissioner_negotiator).get(made.path).text
    assert "1 intention applies to this provider and has no term that carries it yet." in page
    assert "<details" not in page.split('id="coverage"')[1].split("<h2")[0]
    browser.submit(f"{made.path}/excuse/CU-1", reason="They closed that wing.")
    coverage = browser.get(made.path).text.split('id="coverage"')[1].split("<h2")[0]
    assert "1 intention that has a term, or needs none here" in coverage
    assert "They closed that wing." in coverage.split("<details")[1]


def test_the_provider_reads_that_it_needs_none_but_not_our_reason(browser, made):
    browser.as_(made.commissioner_negotiator).submit(f"{made.path}/excuse/CU-1", reason="They closed that wing.")
    page = browser.as_(made.provider_negotiator).get(made.path)
    assert "Needs no term here" in page.text
    assert "closed that wing" not in page.text


def test_a_reason_is_needed(browser, made):
    page = browser.as_(made.commissioner_negotiator).submit(f"{made.path}/excuse/CU-1", reason="")
    assert "Enter your reason" in page.text
    assert db.session.query(Excuse).count() == 0


def test_saying_it_again_replaces_the_reason(browser, made):
    browser.as_(made.commissioner_negotiator)
    for reason in ("First.", "Second."):
        browser.submit(f"{made.path}/excuse/CU-1", reason=reason)
    assert db.session.query(Excuse).one().reason == "Second."


@pytest.mark.parametrize("ref", ["CU-2", "CU-99"])
def test_only_what_applies_can_be_excused(browser, made, ref):
    assert browser.as_(made.commissioner_negotiator).get(f"{made.path}/excuse/{ref}").status_code == 404


def test_the_page_is_the_commissioners(browser, made):
    assert browser.as_(made.provider_negotiator).get(f"{made.path}/excuse/CU-1").status_code == 404


def test_not_once_it_is_agreed(browser):
    made = cast("agreed in principle")
    make.intention(made.round, "CU-1")
    page = browser.as_(made.commissioner_negotiator).get(f"{made.path}/excuse/CU-1")
    assert page.status_code == 409
