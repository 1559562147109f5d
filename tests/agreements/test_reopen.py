"""Either side takes an agreed text back to change it, and then nothing that was approved or signed counts."""

import pytest

from app.agreements import commands as offering
from app.agreements import reopening
from app.extensions import db
from app.models import Approval, Term
from tests.agreements.pressing import twice
from tests.signing.people import cast
from workflows.agreement import AgreementState


@pytest.mark.parametrize(
    ("who", "state"),
    [
        ("provider_negotiator", AgreementState.WITH_PROVIDER),
        ("commissioner_negotiator", AgreementState.WITH_COMMISSIONER),
    ],
)
def test_it_returns_to_the_side_that_edits_and_both_approvals_are_void(browser, who, state):
    made = cast("approved")
    page = browser.as_(getattr(made, who)).submit(f"{made.path}/reopen", reason="A figure was wrong.")
    assert page.status_code == 303
    assert made.it.state is state
    assert (made.it.commissioner_approved, made.it.provider_approved, made.it.text_digest) == (False, False, "")
    assert all(approval.voided_at for approval in db.session.query(Approval))


@pytest.mark.parametrize("who", ["provider_negotiator", "commissioner_negotiator"])
def test_whoever_reopened_it_is_not_told_to_answer_their_own_offer(browser, who):
    made = cast("agreed in principle")
    browser.as_(getattr(made, who)).submit(f"{made.path}/reopen", reason="A figure was wrong.")
    assert "The agreed text was reopened. It waits for " in browser.get(made.path).text
    assert "The agreed text was reopened. It waits for " in browser.get(f"/rounds/{made.round.slug}/agreements").text


def test_it_is_called_reopened_until_the_next_offer(browser):
    made = cast("agreed in principle")
    term = db.session.query(Term).filter_by(ref="VT-1").one()
    reopening.ask_to_reopen(term, reason="A figure was wrong.", by=made.provider_negotiator)
    reopening.reopen_term(term, by=made.commissioner_negotiator)
    assert "The agreed text was reopened." in browser.as_(made.provider_negotiator).get(made.path).text
    offering.write_change(made.it, term, fields={"target": 95}, reason="The evidence.", by=made.provider_negotiator)
    offering.counter(made.it, reason="As counted.", by=made.provider_negotiator)
    db.session.commit()
    assert "It waits for the commissioner to counter or accept offer 3" in browser.get(made.path).text


def test_a_reason_is_needed(browser):
    made = cast("agreed in principle")
    page = browser.as_(made.provider_negotiator).submit(f"{made.path}/reopen", reason="")
    assert "Enter your reason" in page.text
    assert made.it.state is AgreementState.AGREED


def test_pressing_twice_reopens_once(browser):
    made = cast("agreed in principle")
    page = twice(browser.as_(made.provider_negotiator), f"{made.path}/reopen", reason="Once.")
    assert page.status_code == 303
    assert made.it.state is AgreementState.WITH_PROVIDER


def test_signed_text_is_not_taken_back(browser):
    made = cast("signed")
    page = browser.as_(made.commissioner_negotiator).get(f"{made.path}/reopen")
    assert page.status_code == 409
    assert "Reopen: not possible while this agreement is signed." in page.text


@pytest.mark.parametrize("who", ["provider_signatory", "commissioner_signatory", "manager"])
def test_only_negotiators_take_it_back(browser, who):
    made = cast("agreed in principle")
    assert browser.as_(getattr(made, who)).get(f"{made.path}/reopen").status_code in (403, 404)
