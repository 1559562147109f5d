"""From the reply to the committees: each body in its turn, and who may take it there."""

from datetime import date, timedelta

import pytest

from app import due
from app.extensions import db
from app.models import DisputeComment, Letter
from tests import make
from tests.disputes.people import parties
from tests.work import do_jobs
from workflows.dispute import DisputeState
from workflows.term import TermState


@pytest.fixture
def them(app):
    return parties()


def test_the_other_side_replies_and_both_read_it(browser, them):
    here = f"/disputes/{them.shared().id}"
    assert "Reply" in browser.as_(them.ours).get(here).text
    browser.submit(f"{here}/comment", text="The target is what the evidence shows.")
    said = db.session.query(DisputeComment).one()
    assert (said.party, said.text) == ("other", "The target is what the evidence shows.")
    page = browser.as_(them.theirs).get(here).text
    assert "The target is what the evidence shows." in page
    assert "Both sides have said what they have to say." in page


def test_whoever_opened_it_comments_without_replying_to_themselves(browser, them):
    dispute = them.shared()
    browser.as_(them.theirs).submit(f"/disputes/{dispute.id}/comment", text="One more figure.")
    assert dispute.state is DisputeState.SHARED
    page = browser.submit(f"/disputes/{dispute.id}/comment", text="")
    assert "Enter what you want to say" in page.text


def test_without_a_reply_it_waits_for_the_time_to_reply_to_pass(browser, them):
    dispute = them.shared()
    here = f"/disputes/{dispute.id}/refer"
    answer = browser.as_(them.theirs).submit(here, text="They have not replied.")
    assert answer.status_code == 409
    assert "until the end of 5 December 2011 to reply" in answer.text
    make.move_clock(date(2011, 12, 6))
    assert "Overdue" in browser.get(f"/disputes/{dispute.id}").text
    browser.submit(here, text="They have not replied.")
    assert dispute.state is DisputeState.SUB_COMMITTEE


def test_a_reply_that_is_late_shows_and_is_asked_for_once(app, browser, them):
    dispute = them.shared()
    do_jobs(app)
    make.move_clock(date(2011, 12, 6))
    due.run()
    due.run()
    do_jobs(app)
    late = db.session.query(Letter).filter(Letter.body.like("%The time to reply to a report has passed.%")).all()
    assert [letter.to for letter in late] == [them.ours.email]
    assert "Fell overdue" in browser.as_(them.theirs).get(f"/disputes/{dispute.id}").text


def test_it_goes_to_the_sub_committee_with_a_reason_and_both_are_told(app, browser, them):
    dispute = them.commented()
    do_jobs(app)
    page = browser.as_(them.theirs).submit(f"/disputes/{dispute.id}/refer", text="")
    assert "Enter what you want to say" in page.text
    browser.submit(f"/disputes/{dispute.id}/refer", text="We cannot settle it.")
    assert dispute.state is DisputeState.SUB_COMMITTEE
    do_jobs(app)
    told = {
        letter.to
        for letter in db.session.query(Letter).filter(Letter.body.like("%with the commissioning sub-committee%"))
    }
    assert {them.ours.email, them.made.provider_signatory.email, them.recorder.email} <= told
    assert them.theirs.email not in told, "who did it knows"


def test_an_outsider_moves_nothing(browser, them):
    here = f"/disputes/{them.commented().id}"
    for action in ("comment", "refer", "withdraw", "propose-settlement", "accept-settlement", "attach"):
        assert browser.as_(them.outsider).get(f"{here}/{action}").status_code == 404
    assert browser.get(f"{here}/decide").status_code == 404


def test_a_round_manager_reads_it_and_moves_nothing(browser, them):
    here = f"/disputes/{them.commented().id}"
    assert browser.as_(them.made.manager).get(here).status_code == 200
    assert browser.get(f"{here}/refer").status_code == 403
    assert browser.get(f"{here}/decide").status_code == 404


def test_a_comment_on_a_page_that_is_out_of_date_is_kept_and_the_change_named(browser, them):
    dispute = them.commented()
    here = f"/disputes/{dispute.id}/comment"
    import re

    page = browser.as_(them.theirs).get(here)
    hidden = dict(re.findall(r'name="(csrf_token|version)"[^>]*value="([^"]*)"', page.text))
    browser.as_(them.ours).submit(here, text="Ours, first.")
    stale = browser.as_(them.theirs).submit(here, text="Theirs, written meanwhile.", version=hidden["version"])
    assert "Nick Negotiator has moved this dispute on since you opened this page." in stale.text
    assert "Theirs, written meanwhile." in stale.text
    assert db.session.query(DisputeComment).filter_by(text="Theirs, written meanwhile.").count() == 0


def test_only_the_side_that_opened_it_withdraws_it_and_its_terms_go_back(browser, them):
    dispute = them.commented()
    here = f"/disputes/{dispute.id}/withdraw"
    answer = browser.as_(them.ours).get(here)
    assert answer.status_code == 409
    assert "Only the side that opened it can do this." in answer.text
    browser.as_(them.theirs).submit(here, text="We have found staff.")
    assert (dispute.state, dispute.due_on) == (DisputeState.WITHDRAWN, None)
    assert them.term().state is TermState.PROPOSED
    assert them.made.it.terms_disputed == 0
    assert "We have found staff." in browser.as_(them.ours).get(f"/disputes/{dispute.id}").text


def test_a_disputed_term_blocks_acceptance_and_everything_else_goes_on(browser, them):
    from app.agreements import commands as agreements

    them.shared()
    answer = browser.as_(them.ours).get(f"{them.made.path}/accept")
    assert "VT-1: in issue resolution. It is decided or withdrawn first." in answer.text
    agreements.write_change(them.made.it, them.term("PR-2"), fields={"price": 1}, reason="Cheaper.", by=them.ours)
    agreements.counter(them.made.it, reason="The rest.", by=them.ours)
    db.session.commit()
    assert them.term("PR-2").fields["price"] == 1
    assert them.term().state is TermState.DISPUTED


def test_the_offer_that_a_dispute_answers_is_not_taken_back(browser, them):
    them.shared(by=them.ours)
    answer = browser.as_(them.theirs).get(f"{them.made.path}/withdraw")
    assert answer.status_code == 409
    assert them.term().state is TermState.DISPUTED


def test_a_contract_goes_to_senior_people_and_then_by_its_own_procedure(browser, app):
    them = parties(provider=make.provider(sector="contracted prison", instrument="contract schedule"))
    dispute = them.commented()
    here = f"/disputes/{dispute.id}/refer"
    for state, words in (
        (DisputeState.SENIOR, "Take it further"),
        (DisputeState.EXPERT, "Call on a mediator or an expert"),
        (DisputeState.TRIBUNAL, "Take it to an arbitrator or a court"),
    ):
        assert words in browser.as_(them.theirs).get(f"/disputes/{dispute.id}").text
        browser.submit(here, text="Not settled.")
        assert dispute.state is state
    assert "sub-committee" not in browser.get(f"/disputes/{dispute.id}").text


def test_an_assurer_reads_it_once_the_agreement_is_signed(browser, app):
    them = parties("in force")
    from workflows.roles import Role

    assurer = make.person(Role.ASSURER)
    dispute = them.shared()
    assert browser.as_(assurer).get(f"/disputes/{dispute.id}").status_code == 200
    dispute.agreement.state = "with commissioner"
    db.session.commit()
    assert browser.get(f"/disputes/{dispute.id}").status_code == 404


def test_ten_days_are_working_days(them):
    make.move_clock(date(2012, 4, 5))
    assert them.shared().due_on == date(2012, 4, 23)
    assert timedelta(days=18) == date(2012, 4, 23) - date(2012, 4, 5)


def test_a_dispute_ends_even_when_its_agreement_is_over(browser, app):
    them = parties("in force")
    dispute = them.commented()
    them.made.it.state = "superseded"
    db.session.commit()
    browser.as_(them.theirs).submit(f"/disputes/{dispute.id}/withdraw", text="Last year is over.")
    assert dispute.state is DisputeState.WITHDRAWN
