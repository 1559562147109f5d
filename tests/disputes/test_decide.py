"""A body decides, a signatory who took no part records it, and its values stand in the terms."""

from datetime import date

import pytest

from app import due
from app.disputes import commands, rulings
from app.extensions import db
from app.models import AgreementVersion, Ruling
from tests import make
from tests.disputes.people import parties
from workflows.dispute import DisputeState
from workflows.roles import Role
from workflows.term import TermState

DECIDED = {
    "made_on-day": "21",
    "made_on-month": "11",
    "made_on-year": "2011",
    "reasons": "The evidence carries the lower figure.",
}


@pytest.fixture
def them(app):
    return parties()


def at_executive(them, *refs):
    dispute = them.with_sub_committee(*refs)
    commands.refer(dispute, reason="The sub-committee passes it on.", by=them.recorder)
    db.session.commit()
    return dispute


def test_the_executive_committees_decision_stands_in_the_terms_at_once(browser, them):
    dispute = at_executive(them)
    answer = browser.as_(them.recorder).submit(
        f"/disputes/{dispute.id}/decide", **{"VT-1-choice": "provider"}, **DECIDED
    )
    assert answer.status_code == 303
    term = them.term()
    assert (dispute.state, term.state, term.fields["target"]) == (DisputeState.DECIDED, TermState.AGREED, 70)
    assert (them.made.it.terms_disputed, them.made.it.terms_agreed) == (0, 1)
    page = browser.as_(them.theirs).get(f"/disputes/{dispute.id}").text
    assert "The evidence carries the lower figure." in page
    assert "Decision of the executive committee, 21 November 2011" in page
    version = db.session.query(AgreementVersion).order_by(AgreementVersion.id.desc()).first()
    assert version.reason == "Decided by the executive committee: dispute 1 on VT-1."


def test_the_commissioners_value_can_be_chosen(browser, them):
    dispute = at_executive(them)
    browser.as_(them.recorder).submit(f"/disputes/{dispute.id}/decide", **{"VT-1-choice": "commissioner"}, **DECIDED)
    assert them.term().fields["target"] == 90


def test_another_value_can_be_typed_and_a_wrong_one_is_named(browser, them):
    dispute = at_executive(them)
    here = f"/disputes/{dispute.id}/decide"
    typed = {
        "VT-1-choice": "other", "VT-1-cell_service": "Programmes", "VT-1-cell_population": "Men",
        "VT-1-cell_potential_referrals": "240", "VT-1-cell_target": "many", "VT-1-cell_profile": "even",
        "VT-1-cell_evidence": "",
    }  # fmt: skip
    page = browser.as_(them.recorder).submit(here, **typed, **DECIDED)
    assert "Enter a target" in page.text
    assert 'href="#VT-1-cell_target"' in page.text
    assert "The evidence carries the lower figure." in page.text
    assert dispute.state is DisputeState.EXECUTIVE
    browser.submit(here, **{**typed, "VT-1-cell_target": "80"}, **DECIDED)
    assert them.term().fields["target"] == 80


def test_every_disputed_term_is_decided(browser, them):
    dispute = at_executive(them, "VT-1", "PR-1")
    page = browser.as_(them.recorder).submit(f"/disputes/{dispute.id}/decide", **{"VT-1-choice": "provider"}, **DECIDED)
    assert "Select what it is to be" in page.text
    assert 'href="#PR-1-choice"' in page.text
    assert dispute.state is DisputeState.EXECUTIVE


def test_a_price_that_is_decided_changes_the_price_of_the_agreement(them):
    dispute = at_executive(them, "PR-1")
    before, cells = them.made.it.price, {**them.term("PR-1").fields, "price": 9_100_000}
    rulings.decide(dispute, values={"PR-1": cells}, reasons="So.", made_on=date(2011, 11, 21), by=them.recorder)
    assert them.made.it.price == before - 50_000


@pytest.mark.parametrize("who", ["commissioner_signatory", "commissioner_negotiator"])
def test_whoever_took_part_does_not_record_it(browser, them, who):
    dispute = them.written(by=them.made.commissioner_signatory)
    commands.share(dispute, by=them.made.commissioner_signatory)
    commands.comment(dispute, text="No.", by=them.theirs)
    commands.refer(dispute, reason="So.", by=them.theirs)
    db.session.commit()
    answer = browser.as_(getattr(them.made, who)).get(f"/disputes/{dispute.id}/decide")
    assert answer.status_code == (409 if who == "commissioner_signatory" else 404)
    if who == "commissioner_signatory":
        assert "so another signatory must record the decision" in answer.text
    assert browser.as_(them.recorder).get(f"/disputes/{dispute.id}/decide").status_code == 200


def test_the_provider_side_never_records_a_decision(browser, them):
    dispute = them.with_sub_committee()
    for person in (them.theirs, them.made.provider_signatory):
        assert browser.as_(person).get(f"/disputes/{dispute.id}/decide").status_code == 404


def test_a_second_press_records_it_once(browser, them):
    dispute = at_executive(them)
    here = f"/disputes/{dispute.id}/decide"
    browser.as_(them.recorder).submit(here, **{"VT-1-choice": "provider"}, **DECIDED)
    again = browser.press(f"/disputes/{dispute.id}", here)
    assert again.status_code == 409
    assert db.session.query(Ruling).count() == 1


# --- the sub-committee ------------------------------------------------------------------------------------------------


def decided_by_sub_committee(browser, them):
    dispute = them.with_sub_committee()
    browser.as_(them.recorder).submit(f"/disputes/{dispute.id}/decide", **{"VT-1-choice": "commissioner"}, **DECIDED)
    assert dispute.state is DisputeState.SUB_DECIDED
    return dispute


def test_the_sub_committees_decision_waits_ten_working_days(browser, them):
    dispute = decided_by_sub_committee(browser, them)
    assert dispute.due_on == date(2011, 12, 5)
    assert (them.term().state, them.term().fields["target"]) == (TermState.DISPUTED, 70)
    assert (
        "Either side can ask for the executive committee by 5 December 2011."
        in browser.get(f"/disputes/{dispute.id}").text
    )


def test_nobody_took_it_further_so_it_stands(browser, them):
    dispute = decided_by_sub_committee(browser, them)
    make.move_clock(date(2011, 12, 5))
    assert not any("took effect" in words for words in due.run())
    make.move_clock(date(2011, 12, 6))
    assert any("took effect" in words for words in due.run())
    assert due.run() == []
    db.session.refresh(dispute)
    assert (dispute.state, them.term().state, them.term().fields["target"]) == ("decided", "agreed", 90)
    version = db.session.query(AgreementVersion).order_by(AgreementVersion.id.desc()).first()
    assert version.reason == "Decided by the commissioning sub-committee: dispute 1 on VT-1."


def test_either_side_asks_for_the_executive_committee_whose_decision_takes_its_place(browser, them):
    dispute = decided_by_sub_committee(browser, them)
    browser.as_(them.theirs).submit(f"/disputes/{dispute.id}/refer", text="The figures were misread.")
    assert dispute.state is DisputeState.EXECUTIVE
    browser.as_(them.recorder).submit(f"/disputes/{dispute.id}/decide", **{"VT-1-choice": "provider"}, **DECIDED)
    assert them.term().fields["target"] == 70
    page = browser.get(f"/disputes/{dispute.id}").text
    assert "It does not stand: the dispute went on." in page


def test_after_ten_working_days_nobody_can_ask_any_more(browser, them):
    dispute = decided_by_sub_committee(browser, them)
    make.move_clock(date(2011, 12, 6))
    answer = browser.as_(them.theirs).get(f"/disputes/{dispute.id}/refer")
    assert answer.status_code == 409
    assert "ended on 5 December 2011. The decision stands." in answer.text


def test_a_signed_agreement_is_left_to_a_notice_of_change(browser, app):
    them = parties("in force")
    dispute = at_executive(them)
    versions = db.session.query(AgreementVersion).count()
    cells = {**them.term().fields, "target": 60}
    rulings.decide(dispute, values={"VT-1": cells}, reasons="So.", made_on=date(2012, 4, 1), by=them.recorder)
    db.session.commit()
    assert (dispute.state, them.term().state, them.term().fields["target"]) == ("decided", "agreed", 90)
    assert db.session.query(AgreementVersion).count() == versions
    assert "a notice of change carries this into its text" in browser.as_(them.ours).get(f"/disputes/{dispute.id}").text


def test_the_recorder_may_be_any_signatory_who_took_no_part(browser, them):
    dispute = them.with_sub_committee()
    another = make.person(Role.COMMISSIONER_SIGNATORY)
    assert browser.as_(another).get(f"/disputes/{dispute.id}/decide").status_code == 200
