"""Either side opens a dispute on terms with a report that only its own side sees."""

from datetime import date

import pytest

from app.extensions import db
from app.models import Dispute
from tests import make
from tests.disputes.people import parties
from workflows.dispute import DisputeState
from workflows.dispute_route import Route
from workflows.roles import Role


@pytest.fixture
def them(app):
    return parties()


def opens(browser, them, person, **fields):
    said = {"title": "Target for programmes", "terms": them.term().id, "between": "agreement", **fields}
    return browser.as_(person).submit(f"{them.made.path}/disputes/open", **said)


def test_a_provider_opens_one_on_a_term_with_ten_working_days_to_share_it(browser, them):
    make.move_clock(date(2012, 4, 5))
    answer = opens(browser, them, them.theirs)
    dispute = db.session.query(Dispute).one()
    assert answer.status_code == 303
    assert answer.location == f"/disputes/{dispute.id}/write"
    assert (dispute.state, dispute.route, dispute.number) == (DisputeState.OPENED, Route.COMMITTEES, None)
    assert dispute.share_by == date(2012, 4, 23), "Good Friday and Easter Monday lie between"
    assert them.term().state != "disputed", "nothing shows before it is shared"


def test_the_commissioner_opens_one_without_being_asked_with_whom(browser, them):
    page = browser.as_(them.ours).get(f"{them.made.path}/disputes/open").text
    assert "Whom do you disagree with?" not in page
    assert opens(browser, them, them.ours).status_code == 303


def test_what_is_missing_is_named_and_nothing_typed_is_lost(browser, them):
    page = opens(browser, them, them.theirs, terms=[])
    assert "Select at least one term that it is about" in page.text
    assert "Target for programmes" in page.text
    assert db.session.query(Dispute).count() == 0


def test_from_a_terms_own_page_the_term_is_chosen_already(browser, them):
    page = browser.as_(them.theirs).get(f"{them.made.path}/terms/PR-1").text
    assert f'href="{them.made.path}/disputes/open?term=PR-1"' in page
    page = browser.get(f"{them.made.path}/disputes/open?term=PR-1").text
    assert f'value="{them.term("PR-1").id}" checked' in page
    them.shared()
    page = browser.as_(them.ours).get(f"{them.made.path}/terms/VT-1").text
    assert "Read the dispute that it is in" in page


def test_a_contract_goes_by_its_own_procedure(browser, app):
    them = parties(provider=make.provider(sector="contracted prison", instrument="contract schedule"))
    opens(browser, them, them.theirs)
    dispute = db.session.query(Dispute).one()
    assert dispute.route is Route.CONTRACT
    assert "Write the notice of dispute" in browser.get(f"/disputes/{dispute.id}/write").text
    assert "contract’s own" in browser.get(f"/disputes/{dispute.id}").text


def test_only_the_own_side_finds_a_report_that_is_not_shared(browser, them):
    here = f"/disputes/{them.opened().id}"
    manager = them.made.manager
    for person in (them.ours, them.recorder, manager, them.outsider):
        for page in (here, f"{here}/write", f"{here}/share", f"{here}/attach"):
            assert browser.as_(person).get(page).status_code == 404
        assert "Target for programmes" not in browser.get("/disputes").text
        assert "Began a report" not in browser.get(them.made.path).text
    for person in (them.theirs, them.made.provider_signatory):
        assert browser.as_(person).get(here).status_code == 200
        assert "Only your side sees this" in browser.get(here).text


def test_the_commissioners_report_is_kept_from_the_provider(browser, them):
    here = f"/disputes/{them.opened(by=them.ours).id}"
    assert browser.as_(them.ours).get(here).status_code == 200
    assert browser.as_(them.made.manager).get(here).status_code == 200
    for person in (them.theirs, them.made.provider_signatory, make.person(Role.ASSURER)):
        assert browser.as_(person).get(here).status_code == 404
        assert browser.get(f"{them.made.path}/disputes").text.count("Target for programmes") == 0


def test_an_agreement_that_one_may_not_see_has_no_disputes(browser, them):
    assert browser.as_(them.outsider).get(f"{them.made.path}/disputes").status_code == 404
    assert browser.get(f"{them.made.path}/disputes/open").status_code == 404


def test_agreed_text_is_taken_back_before_it_is_disputed(browser, app):
    them = parties("agreed in principle")
    answer = browser.as_(them.theirs).get(f"{them.made.path}/disputes/open")
    assert answer.status_code == 409
    assert "not possible while this agreement is agreed in principle" in answer.text


def test_a_round_manager_reads_but_opens_none(browser, them):
    assert browser.as_(them.made.manager).get(f"{them.made.path}/disputes").status_code == 200
    assert browser.get(f"{them.made.path}/disputes/open").status_code == 403


def test_a_second_report_of_the_own_side_leaves_out_what_the_first_is_about(browser, them):
    them.opened()
    page = browser.as_(them.theirs).get(f"{them.made.path}/disputes/open").text
    assert "VT-1" not in page
    assert "VT-1" in browser.as_(them.ours).get(f"{them.made.path}/disputes/open").text, "the other side learns nothing"
