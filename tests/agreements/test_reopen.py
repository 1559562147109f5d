"""Either side takes an agreed text back to change it, and then nothing that was approved or signed counts."""

import pytest

from app.extensions import db
from app.models import Approval
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
