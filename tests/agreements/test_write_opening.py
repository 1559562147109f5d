"""The provider writes how it will deliver, in private, and sends it with its first offer."""

import pytest

from app.extensions import db
from app.models import OpeningProposal
from tests import make
from tests.agreements.pressing import hidden
from tests.signing.people import cast
from workflows.roles import Role

WORDS = {
    "need_profile": "Young men, short sentences.",
    "rationale": "None: the draft fits.",
    "subcontracting": "None.",
    "delivery_plan": "Starts in April.",
}


@pytest.fixture
def made(app):
    return cast("with provider")


@pytest.fixture
def path(made):
    return f"{made.path}/write-opening"


def test_it_is_saved_as_far_as_it_is_written(browser, made, path):
    page = browser.as_(made.provider_negotiator).submit(path, **{**WORDS, "delivery_plan": ""})
    assert page.status_code == 303
    assert "Young men, short sentences." in browser.get(path).text
    page = browser.get(made.path)
    assert "Write your opening proposal first" in page.text, "it cannot be sent before every part says something"
    assert "Not written yet." in page.text


def test_the_commissioner_reads_it_only_once_it_is_sent(browser, made, path):
    browser.as_(made.provider_negotiator).submit(path, **WORDS)
    page = browser.as_(made.commissioner_negotiator).get(made.path)
    assert "Young men" not in page.text
    assert "Write opening" not in page.text
    browser.as_(made.provider_negotiator).submit(f"{made.path}/propose", reason="Ours.")
    assert "Young men" in browser.as_(made.commissioner_negotiator).get(made.path).text


def test_of_two_colleagues_saving_the_second_is_shown_what_changed(browser, made, path):
    colleague = make.person(Role.PROVIDER_NEGOTIATOR, at=made.it.provider)
    browser.as_(made.provider_negotiator)
    mine = hidden(browser.get(path))
    browser.submit(path, **WORDS)
    browser.as_(colleague)
    theirs = {**hidden(browser.get(path)), "version": mine["version"]}
    page = browser.post(path, data={**theirs, **WORDS, "delivery_plan": "Starts in May."})
    assert "Somebody else saved this while you had it open" in page.text
    assert "Starts in April." in page.text
    assert "Starts in May." in page.text
    assert db.session.query(OpeningProposal).one().delivery_plan == "Starts in April."


def test_too_long_is_named_and_kept(browser, made, path):
    page = browser.as_(made.provider_negotiator).submit(path, **{**WORDS, "rationale": "x" * 8001})
    assert "Shorten the rationale to 8,000 characters or fewer" in page.text
    assert "Young men" in page.text


def test_after_the_first_offer_it_stands(browser):
    made = cast("with commissioner")
    page = browser.as_(made.provider_negotiator).get(f"{made.path}/write-opening")
    assert page.status_code == 409


def test_a_signatory_of_the_provider_does_not_write_it(browser, made, path):
    assert browser.as_(made.provider_signatory).get(path).status_code == 403


def test_it_does_not_exist_for_the_commissioner_or_another_provider(browser, made, path):
    assert browser.as_(made.commissioner_negotiator).get(path).status_code == 404
    assert browser.as_(make.person(Role.PROVIDER_NEGOTIATOR, at=make.provider())).get(path).status_code == 404
