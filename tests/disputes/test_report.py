"""The report is written privately, with its evidence, and shared when it is complete."""

from datetime import date, timedelta
from io import BytesIO

import pytest

from app import due
from app.extensions import db
from app.models import Dispute, DisputeEvidence, Letter
from tests import make
from tests.disputes.people import WORDS, parties
from tests.work import do_jobs, waiting_jobs
from workflows.dispute import DisputeState
from workflows.term import TermState


@pytest.fixture
def them(app):
    return parties()


TYPED = {
    "title": "Target for programmes",
    "first_raised_on-day": "14", "first_raised_on-month": "11", "first_raised_on-year": "2011",
    "description": "The target is above what staff can run.", "history": "Raised twice.",
    "implications": "Men wait longer.", "severity": "high", "urgency": "medium", "cost": "£40,000 either way.",
    "in_hand": "Two officers are being trained.", "outcome": "A target of 70.",
}  # fmt: skip


def test_it_is_saved_as_far_as_it_is_written(browser, them):
    dispute = them.opened()
    here = f"/disputes/{dispute.id}"
    browser.as_(them.theirs).submit(f"{here}/write", title="Target", description="Only this so far.", cost="")
    assert (dispute.title, dispute.report.description, dispute.state) == ("Target", "Only this so far.", "opened")
    page = browser.get(here).text
    assert "Write the rest of the report first: when it was first raised, its history" in page
    assert "Only this so far." in page


def test_two_colleagues_who_write_at_once_are_told(browser, them):
    here = f"/disputes/{them.opened().id}/write"
    browser.as_(them.theirs).submit(here, **TYPED)
    page = browser.as_(them.made.provider_signatory).submit(here, **{**TYPED, "cost": "Much more.", "version": "1"})
    assert "Somebody else saved this while you had it open" in page.text
    assert "Much more." in page.text
    assert db.session.query(Dispute).one().report.cost == "£40,000 either way."


def test_it_is_shared_only_when_it_is_complete(browser, them):
    dispute = them.opened()
    answer = browser.as_(them.theirs).submit(f"/disputes/{dispute.id}/share")
    assert answer.status_code == 409
    assert "Write the rest of the report first" in answer.text
    browser.submit(f"/disputes/{dispute.id}/write", **TYPED)
    assert browser.submit(f"/disputes/{dispute.id}/share").status_code == 303
    assert dispute.state is DisputeState.SHARED


def test_sharing_it_disputes_its_terms_and_gives_ten_working_days_to_reply(browser, them):
    dispute = them.written()
    browser.as_(them.theirs).submit(f"/disputes/{dispute.id}/share")
    assert (dispute.number, dispute.due_on) == (1, date(2011, 12, 5))
    assert them.term().state is TermState.DISPUTED
    assert them.made.it.terms_disputed == 1
    page = browser.as_(them.ours).get(f"/disputes/{dispute.id}").text
    assert "Words on description." in page
    assert "It waits for the commissioner to reply by 5 December 2011." in page
    assert "Dispute 1 on VT-1: shared by" in browser.get(them.made.path).text


def test_the_other_side_is_told_by_a_link_and_no_word_of_it(app, browser, them):
    them.shared()
    do_jobs(app)
    letter = db.session.query(Letter).filter_by(to=them.ours.email).filter(Letter.subject.like("A dispute%")).one()
    assert "It is due by 5 December 2011." in letter.body
    assert "/disputes/" in letter.body
    assert "Words on" not in letter.body
    assert "programmes" not in letter.body.lower() + letter.subject.lower()


def test_a_second_press_shares_it_once(browser, them):
    dispute = them.written()
    here = f"/disputes/{dispute.id}/share"
    page = browser.as_(them.theirs).get(here)
    import re

    hidden = dict(re.findall(r'name="(csrf_token|version)"[^>]*value="([^"]*)"', page.text))
    assert browser.post(here, data=hidden).status_code == 303
    again = browser.post(here, data=hidden, follow_redirects=True)
    assert "That was done the first time you pressed. It has not been done twice." in again.text
    assert db.session.query(Dispute).one().number == 1


def test_a_term_agreed_meanwhile_stops_the_report(browser, them):
    dispute = them.written()
    from app.agreements import standing

    standing.stand(them.made.it, [them.term()], "accept", by=them.ours)
    db.session.commit()
    answer = browser.as_(them.theirs).submit(f"/disputes/{dispute.id}/share")
    assert answer.status_code == 409
    assert "Agreed since, or in another dispute: VT-1." in answer.text


def test_nothing_is_shared_about_a_text_that_is_agreed_in_principle(browser, them):
    dispute = them.written()
    from app.agreements import commands as agreements

    agreements.accept(them.made.it, by=them.ours)
    db.session.commit()
    answer = browser.as_(them.theirs).submit(f"/disputes/{dispute.id}/share")
    assert answer.status_code == 409
    assert "Agreed since, or in another dispute: VT-1." in answer.text


def test_a_term_is_in_one_dispute_at_a_time(browser, them):
    mine = them.written(by=them.ours)
    them.shared()
    answer = browser.as_(them.ours).submit(f"/disputes/{mine.id}/share")
    assert answer.status_code == 409
    assert "in another dispute: VT-1." in answer.text


def test_evidence_is_private_with_the_report_and_shared_with_it(browser, them):
    dispute = them.written()
    here = f"/disputes/{dispute.id}"
    file = (BytesIO(b"Attendance by month."), "attendance.txt")
    answer = browser.as_(them.theirs).submit(f"{here}/attach", title="Attendance", file=file)
    assert answer.status_code == 303
    evidence = db.session.query(DisputeEvidence).one()
    fetch = f"{here}/evidence/{evidence.id}"
    assert browser.get(fetch).data == b"Attendance by month."
    assert browser.as_(them.ours).get(fetch).status_code == 404
    browser.as_(them.theirs).submit(f"{here}/share")
    answer = browser.as_(them.ours).get(fetch)
    assert answer.data == b"Attendance by month."
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert browser.as_(them.outsider).get(fetch).status_code == 404


def test_evidence_can_be_taken_out_until_it_is_shared(browser, them):
    dispute = them.written()
    here = f"/disputes/{dispute.id}"
    file = (BytesIO(b"Attendance by month."), "attendance.txt")
    browser.as_(them.theirs).submit(f"{here}/attach", title="Attendance", file=file)
    evidence = db.session.query(DisputeEvidence).one()
    browser.press(here, f"{here}/evidence/{evidence.id}/detach")
    assert db.session.query(DisputeEvidence).count() == 0
    browser.submit(f"{here}/attach", title="Attendance", file=(BytesIO(b"Again."), "attendance.txt"))
    browser.submit(f"{here}/share")
    kept = db.session.query(DisputeEvidence).one()
    assert browser.press(here, f"{here}/evidence/{kept.id}/detach").status_code == 409
    assert db.session.query(DisputeEvidence).count() == 1


def test_a_report_not_shared_in_time_shows_as_overdue_to_its_own_side_who_are_told_once(app, browser, them):
    dispute = them.opened()
    do_jobs(app)
    make.move_clock(dispute.share_by + timedelta(days=1))
    assert any("fell overdue" in words for words in due.run())
    assert due.run() == []
    assert "Overdue" in browser.as_(them.theirs).get(f"/disputes/{dispute.id}").text
    told = {job.arguments["to"] for job in waiting_jobs() if "dispute" in job.arguments.get("subject", "")}
    assert told == {them.theirs.email, them.made.provider_signatory.email}


def test_a_report_that_is_withdrawn_unshared_stays_private_for_good(browser, them):
    dispute = them.written()
    browser.as_(them.theirs).submit(f"/disputes/{dispute.id}/withdraw", text="It was settled on the phone.")
    assert dispute.state is DisputeState.WITHDRAWN
    assert "Nobody else ever will." in browser.get(f"/disputes/{dispute.id}").text
    assert browser.as_(them.ours).get(f"/disputes/{dispute.id}").status_code == 404
    assert "phone" not in browser.get(them.made.path).text
    assert them.term().state is not TermState.DISPUTED


def test_what_a_report_must_say_is_what_a_complete_one_says():
    assert all(WORDS.values())
