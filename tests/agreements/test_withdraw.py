"""A side takes back the offer that it sent last, until the other side answers it."""

import pytest

from app.agreements import commands, queries
from app.extensions import db
from app.models import Change, Offer, Term
from tests.signing.people import cast
from tests.work import waiting_jobs
from workflows.agreement import AgreementState, Side
from workflows.term import Answer, TermState


@pytest.fixture
def made(app):
    """The commissioner has countered, refusing one term, changing another and parking none."""
    made = cast("with commissioner", price=10_150_000)
    commands.write_change(
        made.it, term("VT-1"), fields={"target": 85}, reason="Between.", by=made.commissioner_negotiator
    )
    commands.write_change(
        made.it,
        term("PR-2"),
        fields={"baseline": 900000, "price": 900000},
        reason="Less.",
        by=made.commissioner_negotiator,
    )
    commands.counter(made.it, reason="Our answer.", by=made.commissioner_negotiator)
    db.session.commit()
    return made


def term(ref) -> Term:
    return db.session.query(Term).filter_by(ref=ref).one()


def withdraw(browser, made, who="commissioner_negotiator"):
    return browser.as_(getattr(made, who)).submit(f"{made.path}/withdraw", reason="A figure was wrong.")


def test_the_terms_go_back_and_what_was_written_is_in_the_unsent_offer(browser, made):
    assert withdraw(browser, made).status_code == 303
    assert made.it.state is AgreementState.WITH_COMMISSIONER
    assert (term("VT-1").fields["target"], term("PR-2").fields["price"]) == (90, 1000000)
    assert made.it.price == 10150000
    assert (term("VT-1").state, term("VT-1").stands_by) == (TermState.PROPOSED, Side.COMMISSIONER)
    unsent = queries.unsent(made.it, Side.COMMISSIONER)
    assert {change.term.ref: change.after for change in unsent.changes}["VT-1"] == {"target": 85}
    sentence = "Offer 3 was withdrawn. It waits for the commissioner to make another, since today"
    assert sentence in browser.get(made.path).text


def test_the_other_side_sees_what_stands_again_and_is_told(browser, made):
    withdraw(browser, made)
    page = browser.as_(made.provider_negotiator).get(made.path)
    assert "On the table: offer 2" in page.text
    assert ", withdrawn" in page.text
    assert any("is withdrawn" in job.arguments["body"] for job in waiting_jobs())


def test_an_offer_that_is_answered_stays(browser, made):
    commands.write_change(made.it, term("VT-1"), fields={"target": 80}, reason="No.", by=made.provider_negotiator)
    commands.counter(made.it, reason="No.", by=made.provider_negotiator)
    commands.answer(made.it, term("VT-1"), answer=Answer.ACCEPT, by=made.commissioner_negotiator)
    db.session.commit()
    page = browser.as_(made.commissioner_negotiator).get(f"{made.path}/withdraw")
    assert page.status_code in (403, 409)


def test_the_draft_itself_stays(browser, app):
    made = cast("with provider")
    page = browser.as_(made.commissioner_negotiator).get(f"{made.path}/withdraw")
    assert page.status_code == 409
    assert "the draft itself stays" in page.text


def test_nobody_takes_back_the_other_sides_offer(browser, made):
    page = browser.as_(made.provider_negotiator).get(f"{made.path}/withdraw")
    assert page.status_code == 403


def test_what_accepting_agreed_is_open_to_the_other_side_again(made):
    """The provider accepted one and asked for another; taking that back leaves both as they stood."""
    commands.answer(made.it, term("VT-1"), answer=Answer.ACCEPT, by=made.provider_negotiator)
    commands.answer(made.it, term("PR-2"), answer=Answer.WANT, reason="Say why.", by=made.provider_negotiator)
    commands.counter(made.it, reason="So.", by=made.provider_negotiator)
    assert (made.it.terms_agreed, made.it.terms_open) == (1, 1)
    commands.withdraw(made.it, reason="Too soon.", by=made.provider_negotiator)
    assert (term("VT-1").state, term("PR-2").state) == (TermState.PROPOSED, TermState.PROPOSED)
    assert (made.it.terms_agreed, made.it.terms_open) == (0, 0)
    assert term("PR-2").wanted_by is None


def test_a_withdrawn_offer_keeps_its_number_and_the_next_takes_another(made):
    commands.withdraw(made.it, reason="Wrong.", by=made.commissioner_negotiator)
    commands.counter(made.it, reason="Again.", by=made.commissioner_negotiator)
    numbers = {offer.number: offer.withdrawn_at is not None for offer in db.session.query(Offer)}
    assert numbers == {1: False, 2: False, 3: True, 4: False}
    assert db.session.query(Change).join(Offer).filter(Offer.number == 4).count() == 2


def test_pressing_twice_withdraws_once(browser, made):
    withdraw(browser, made)
    page = withdraw(browser, made)
    assert page.status_code in (303, 403, 409)
    assert db.session.query(Offer).filter(Offer.withdrawn_at.is_not(None)).count() == 1
