"""An agreed term is locked until both sides want it open again."""

import pytest

from app.agreements import commands
from app.extensions import db
from app.models import Approval, Term
from tests.signing.people import cast
from workflows.agreement import AgreementState, Side
from workflows.term import TermState


def term(ref="VT-1") -> Term:
    return db.session.query(Term).filter_by(ref=ref).one()


@pytest.fixture
def made(app):
    return cast("approved")


def ask(browser, made, who="provider_negotiator"):
    return browser.as_(getattr(made, who)).submit(f"{made.path}/terms/VT-1/ask-to-reopen", reason="The census is out.")


def test_asking_changes_nothing_until_the_other_side_consents(browser, made):
    assert ask(browser, made).status_code == 303
    assert (term().state, term().reopen_asked_by) == (TermState.AGREED, Side.PROVIDER)
    assert made.it.state is AgreementState.APPROVED
    assert "asks to reopen it" in browser.as_(made.commissioner_negotiator).get(f"{made.path}/terms/VT-1").text


def test_consent_opens_it_voids_the_approvals_and_gives_the_move_to_who_asked(browser, made):
    ask(browser, made)
    page = browser.as_(made.commissioner_negotiator).submit(f"{made.path}/terms/VT-1/reopen-term")
    assert page.status_code == 303
    assert (term().state, term().reopen_asked_by) == (TermState.OPEN, None)
    assert made.it.state is AgreementState.WITH_PROVIDER
    assert all(approval.voided_at for approval in db.session.query(Approval))
    assert (made.it.terms_agreed, made.it.terms_open) == (4, 1)


def test_the_side_that_asks_cannot_consent_to_itself(browser, made):
    ask(browser, made)
    page = browser.submit(f"{made.path}/terms/VT-1/reopen-term")
    assert "VT-1 reopens when both sides want it: the other side has not asked." in page.text
    assert term().state is TermState.AGREED


def test_declining_keeps_it_as_agreed_with_the_reason_on_the_timeline(browser, made):
    ask(browser, made)
    browser.as_(made.commissioner_negotiator).submit(f"{made.path}/terms/VT-1/keep-agreed", reason="It was settled.")
    assert (term().state, term().reopen_asked_by) == (TermState.AGREED, None)
    page = browser.as_(made.provider_negotiator).get(made.path)
    assert "Kept as agreed" in page.text
    assert "It was settled." in page.text


def test_taking_back_an_agreed_text_asks_for_the_terms_ticked_and_unlocks_none(browser, made):
    browser.as_(made.commissioner_negotiator).submit(f"{made.path}/reopen", reason="A figure.", terms=["VT-1"])
    assert made.it.state is AgreementState.WITH_COMMISSIONER
    assert (term().state, term().reopen_asked_by) == (TermState.AGREED, Side.COMMISSIONER)
    commands.reopen_term(term(), by=made.provider_negotiator)
    commands.write_change(made.it, term(), fields={"target": 85}, reason="The census.", by=made.commissioner_negotiator)
    commands.counter(made.it, reason="The census.", by=made.commissioner_negotiator)
    assert (term().state, term().fields["target"]) == (TermState.PROPOSED, 85)


def test_pressing_twice_asks_once(browser, made):
    ask(browser, made)
    page = ask(browser, made)
    assert page.status_code == 200
    assert "Somebody has already asked to reopen VT-1." in page.text


@pytest.mark.parametrize("who", ["provider_signatory", "commissioner_signatory", "manager"])
def test_only_negotiators_ask(browser, made, who):
    page = browser.as_(getattr(made, who)).get(f"{made.path}/terms/VT-1/ask-to-reopen")
    assert page.status_code in (403, 404)


def test_a_signed_text_is_changed_by_notice_not_by_reopening(browser, app):
    made = cast("signed")
    page = browser.as_(made.provider_negotiator).get(f"{made.path}/terms/VT-1/ask-to-reopen")
    assert page.status_code == 409
