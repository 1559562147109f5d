"""Two providers who disagree ask the commissioner for advice first, and neither learns of the other's agreement."""

from datetime import date

import pytest

from app.disputes import commands
from app.extensions import db
from app.models import Dispute
from tests import make
from tests.disputes.people import WORDS, parties
from workflows.dispute import DisputeState
from workflows.dispute_route import Route
from workflows.roles import Role
from workflows.term import TermState


@pytest.fixture
def them(app):
    return parties()


@pytest.fixture
def asked(them):
    """A request for advice of the provider about the outsider's."""
    dispute = commands.open_dispute(
        them.made.it, title="Escorts to court", other_provider=them.outsider.organisation, by=them.theirs
    )
    commands.write(dispute, by=them.theirs, **WORDS)
    db.session.commit()
    return dispute


def test_it_is_opened_with_another_provider_and_names_no_term(browser, them):
    other = them.outsider.organisation
    browser.as_(them.theirs).submit(
        f"{them.made.path}/disputes/open", title="Escorts", between="provider", other_provider=other.id
    )
    dispute = db.session.query(Dispute).one()
    assert (dispute.route, dispute.other_provider_id, dispute.terms) == (Route.PROVIDERS, other.id, [])


def test_the_other_provider_is_to_be_named(browser, them):
    page = browser.as_(them.theirs).submit(f"{them.made.path}/disputes/open", title="Escorts", between="provider")
    assert "Select the provider that you disagree with" in page.text


def test_it_cannot_be_shared_but_starts_with_advice(browser, them, asked):
    answer = browser.as_(them.theirs).get(f"/disputes/{asked.id}/share")
    assert answer.status_code == 409
    assert "starts with advice: ask the commissioner for it" in answer.text
    browser.submit(f"/disputes/{asked.id}/ask-advice")
    assert (asked.state, asked.due_on) == (DisputeState.ADVICE_ASKED, date(2011, 12, 5))


def test_the_other_provider_finds_it_only_once_advice_is_asked(browser, them, asked):
    here = f"/disputes/{asked.id}"
    assert browser.as_(them.outsider).get(here).status_code == 404
    browser.as_(them.theirs).submit(f"{here}/ask-advice")
    page = browser.as_(them.outsider).get(here)
    assert page.status_code == 200
    assert "Words on description." in page.text


def test_neither_learns_of_the_others_agreement(browser, them, asked):
    here = f"/disputes/{asked.id}"
    browser.as_(them.theirs).submit(f"{here}/ask-advice")
    page = browser.as_(them.outsider).get(here).text
    assert them.made.path not in page
    assert "VT-1" not in page
    assert "Wrote" not in page, "what was written before it was shared is its own side's"
    assert "9,150,000" not in page
    assert browser.get(them.made.path).status_code == 404
    assert browser.get(f"{them.made.path}/disputes").status_code == 404


def test_it_holds_up_neither_agreement(browser, them, asked):
    browser.as_(them.theirs).submit(f"/disputes/{asked.id}/ask-advice")
    assert them.made.it.terms_disputed == 0
    assert all(term.state is not TermState.DISPUTED for term in them.made.it.terms)
    assert "Dispute" not in [line for line in browser.get(them.made.path).text.splitlines() if "moj-timeline" in line]


def test_the_commissioner_hears_both_and_advises(browser, them, asked):
    here = f"/disputes/{asked.id}"
    browser.as_(them.theirs).submit(f"{here}/ask-advice")
    browser.as_(them.outsider).submit(f"{here}/comment", text="We see it otherwise.")
    page = browser.as_(them.ours).get(here).text
    assert "We see it otherwise." in page
    assert "Propose a settlement" not in page.split("Not possible yet")[0]
    browser.submit(f"{here}/advise", text="Share the escorts by day.")
    assert asked.state is DisputeState.ADVISED
    for person in (them.theirs, them.outsider):
        assert "Share the escorts by day." in browser.as_(person).get(here).text


def test_a_provider_does_not_advise(browser, them, asked):
    browser.as_(them.theirs).submit(f"/disputes/{asked.id}/ask-advice")
    assert browser.get(f"/disputes/{asked.id}/advise").status_code == 404


def test_advice_that_does_not_come_is_overdue(browser, them, asked):
    browser.as_(them.theirs).submit(f"/disputes/{asked.id}/ask-advice")
    make.move_clock(date(2011, 12, 6))
    assert "Overdue" in browser.as_(them.ours).get(f"/disputes/{asked.id}").text


def test_what_remains_goes_to_the_official_whose_outcome_is_recorded(browser, them, asked):
    here = f"/disputes/{asked.id}"
    browser.as_(them.theirs).submit(f"{here}/ask-advice")
    browser.as_(them.ours).submit(f"{here}/advise", text="Share them.")
    browser.as_(them.outsider).submit(f"{here}/refer", text="The regional director decides.")
    assert asked.state is DisputeState.OFFICIAL
    decided = {"made_on-day": "21", "made_on-month": "11", "made_on-year": "2011", "reasons": "Half each."}
    browser.as_(them.recorder).submit(f"{here}/decide", **decided)
    assert asked.state is DisputeState.DECIDED
    assert "Half each." in browser.as_(them.outsider).get(here).text


def test_the_two_settle_without_the_commissioner(browser, them, asked):
    here = f"/disputes/{asked.id}"
    browser.as_(them.theirs).submit(f"{here}/ask-advice")
    browser.submit(f"{here}/propose-settlement", reasons="We take Mondays.")
    assert browser.as_(them.ours).get(f"{here}/accept-settlement").status_code == 409
    browser.as_(them.outsider).submit(f"{here}/accept-settlement")
    assert asked.state is DisputeState.SETTLED


def test_a_third_provider_finds_nothing(browser, them, asked):
    browser.as_(them.theirs).submit(f"/disputes/{asked.id}/ask-advice")
    third = make.person(Role.PROVIDER_SIGNATORY, at=make.provider())
    assert browser.as_(third).get(f"/disputes/{asked.id}").status_code == 404
    assert "Escorts to court" not in browser.get("/disputes").text


def test_the_commissioner_opens_none_between_providers(them):
    from workflows.engine import NotAllowed

    with pytest.raises(NotAllowed, match="opened by one of them"):
        commands.open_dispute(them.made.it, title="T", other_provider=them.outsider.organisation, by=them.ours)
