"""The two settle at any time: one proposes values, the other accepts them."""

import pytest

from app.extensions import db
from app.models import AgreementVersion, Ruling
from app.playbooks import commands as playbooks
from tests.disputes.people import parties
from workflows.dispute import DisputeState
from workflows.term import TermState


@pytest.fixture
def them(app):
    return parties()


def proposes(browser, person, dispute, choice="commissioner"):
    return browser.as_(person).submit(
        f"/disputes/{dispute.id}/propose-settlement", reasons="We can live with it.", **{"VT-1-choice": choice}
    )


def test_a_settlement_that_the_other_side_accepts_stands_in_the_terms(browser, them):
    dispute = them.commented()
    assert proposes(browser, them.theirs, dispute).status_code == 303
    assert dispute.state is DisputeState.COMMENTED, "nothing is settled yet"
    here = f"/disputes/{dispute.id}/accept-settlement"
    page = browser.as_(them.ours).get(here).text
    assert "We can live with it." in page
    assert "90" in page
    browser.submit(here)
    assert (dispute.state, them.term().state) == (DisputeState.SETTLED, TermState.AGREED)
    assert them.term().fields["target"] == 90
    version = db.session.query(AgreementVersion).order_by(AgreementVersion.id.desc()).first()
    assert version.reason == "Settled by both sides: dispute 1 on VT-1."


def test_nobody_accepts_their_own(browser, them):
    dispute = them.commented()
    proposes(browser, them.theirs, dispute)
    answer = browser.get(f"/disputes/{dispute.id}/accept-settlement")
    assert answer.status_code == 409
    assert "Your side proposed this settlement. The other side accepts it." in answer.text


def test_there_is_nothing_to_accept_before_one_is_proposed(browser, them):
    answer = browser.as_(them.ours).get(f"/disputes/{them.commented().id}/accept-settlement")
    assert answer.status_code == 409
    assert "Nobody has proposed a settlement yet." in answer.text


def test_a_new_proposal_takes_the_place_of_the_last(browser, them):
    dispute = them.commented()
    proposes(browser, them.theirs, dispute)
    proposes(browser, them.ours, dispute, choice="provider")
    assert [ruling.replaced for ruling in db.session.query(Ruling).order_by(Ruling.id)] == [True, False]
    assert browser.as_(them.ours).get(f"/disputes/{dispute.id}/accept-settlement").status_code == 409
    browser.as_(them.theirs).submit(f"/disputes/{dispute.id}/accept-settlement")
    assert them.term().fields["target"] == 70


def test_they_settle_even_before_the_executive_committee(browser, them):
    dispute = them.with_sub_committee()
    proposes(browser, them.ours, dispute)
    browser.as_(them.theirs).submit(f"/disputes/{dispute.id}/accept-settlement")
    assert dispute.state is DisputeState.SETTLED
    assert browser.as_(them.recorder).get(f"/disputes/{dispute.id}/decide").status_code == 409


def test_what_is_proposed_stays_on_the_page_with_its_reason(browser, them):
    dispute = them.commented()
    page = browser.as_(them.theirs).submit(f"/disputes/{dispute.id}/propose-settlement", reasons="Why not.")
    assert "Select what it is to be" in page.text
    assert "Why not." in page.text


def test_a_settlement_beyond_ones_own_range_is_for_whoever_may_go_there(browser, them):
    playbooks.write_for_term(them.term(), by=them.made.commissioner_signatory, limits={"target": {"most": 80}})
    dispute = them.commented()
    proposes(browser, them.theirs, dispute)
    here = f"/disputes/{dispute.id}/accept-settlement"
    page = browser.as_(them.ours).submit(here)
    assert "VT-1 goes beyond your range. Come back within it, or have a commissioner signatory do this." in page.text
    assert them.term().state is TermState.DISPUTED
    assert proposes(browser, them.ours, dispute, choice="commissioner").status_code != 303
    browser.as_(them.made.commissioner_signatory).submit(here)
    assert (them.term().state, them.term().fields["target"]) == (TermState.AGREED, 90)
