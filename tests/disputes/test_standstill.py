"""Terms that stand still are raised by time itself: both negotiators, then signatories, then issue resolution."""

import re
from datetime import date

import pytest

from app import due
from app.agreements import commands as agreements
from app.extensions import db
from app.models import Entry, Letter
from app.people import absences
from tests import make
from tests.disputes.people import parties
from tests.work import do_jobs
from workflows.roles import Role


@pytest.fixture
def them(app):
    made = parties()  # its terms moved on Monday 21 November 2011
    do_jobs(app)
    return made


def raised(them) -> list[str]:
    entries = db.session.query(Entry).filter_by(action="chase", chain=f"agreement {them.made.it.id}")
    return [entry.what for entry in entries.order_by(Entry.seq)]


def letters(app) -> set[tuple[str, str]]:
    do_jobs(app)
    found = db.session.query(Letter).filter(Letter.subject.like("%stand still%"))
    return {(letter.to, letter.body.splitlines()[2]) for letter in found}


def test_nothing_is_raised_before_the_time(app, them):
    make.move_clock(date(2011, 12, 4))
    due.run()
    assert raised(them) == []


def test_after_ten_working_days_both_negotiators_are_reminded_once(app, them):
    make.move_clock(date(2011, 12, 5))
    due.run()
    due.run()
    assert raised(them) == [
        "SV-1, VT-1, PR-1, PR-2, DP-1: unmoved for 10 working days, so both negotiators are reminded"
    ]
    told = {to for to, _ in letters(app)}
    assert told == {them.ours.email, them.theirs.email}


def test_a_deputy_is_reminded_while_they_act_for_a_negotiator(app, them):
    deputy = make.person(Role.COMMISSIONER_NEGOTIATOR)
    absences.name_deputy(them.ours, deputy, first_day=date(2011, 12, 1), last_day=date(2011, 12, 9))
    db.session.commit()
    make.move_clock(date(2011, 12, 5))
    due.run()
    assert deputy.email in {to for to, _ in letters(app)}


def test_after_twenty_the_signatories_and_after_thirty_issue_resolution(app, them):
    make.move_clock(date(2012, 1, 9))
    due.run()
    assert [what.rsplit("so ", 1)[1] for what in raised(them)] == [
        "both negotiators are reminded",
        "the signatories of both sides are told",
        "issue resolution is suggested",
    ]
    told = {to for to, words in letters(app) if "that you sign" in words}
    assert told == {
        them.made.commissioner_signatory.email,
        them.made.provider_signatory.email,
        them.recorder.email,
    }
    assert any(
        f"{them.made.path}/disputes" in letter.body
        for letter in db.session.query(Letter).filter(Letter.body.like("%open a dispute%"))
    )


def test_working_days_skip_christmas(app, them):
    make.move_clock(date(2011, 12, 19))
    due.run()
    assert len(raised(them)) == 2, "20 working days after 21 November is 19 December"
    make.move_clock(date(2012, 1, 4))
    due.run()
    assert len(raised(them)) == 2, "two bank holidays lie between"
    make.move_clock(date(2012, 1, 5))
    due.run()
    assert len(raised(them)) == 3


def test_a_term_that_moves_begins_anew(app, them):
    make.move_clock(date(2011, 12, 5))
    due.run()
    agreements.write_change(them.made.it, them.term(), fields={"target": 80}, reason="Half.", by=them.ours)
    agreements.counter(them.made.it, reason="We meet you.", by=them.ours)
    db.session.commit()
    make.move_clock(date(2011, 12, 19))
    due.run()
    assert all("VT-1" not in what for what in raised(them) if "20 working days" in what)
    assert any(what.startswith("VT-1: unmoved for 10") for what in raised(them))


def test_what_is_agreed_or_disputed_is_not_raised(app, them):
    from app.agreements import standing

    standing.stand(them.made.it, [them.term("SV-1"), them.term("DP-1")], "accept", by=them.ours, whole=True)
    them.shared()
    make.move_clock(date(2011, 12, 5))
    due.run()
    assert raised(them) == ["PR-1, PR-2: unmoved for 10 working days, so both negotiators are reminded"]


def test_a_round_manager_sets_the_days_and_can_leave_a_step_out(app, browser, them):
    here = "/rounds/2012-13/terms-that-stand-still"
    page = browser.as_(them.made.manager).get(here).text
    assert 'value="10"' in page
    browser.submit(here, remind="5", tell_signatories="", suggest_issue_resolution="30")
    make.move_clock(date(2011, 12, 20))
    due.run()
    assert [what.split("so ")[1] for what in raised(them)] == ["both negotiators are reminded"]
    assert "5 working days" in raised(them)[0]


def test_two_round_managers_at_once_are_told(browser, them):
    here = "/rounds/2012-13/terms-that-stand-still"
    typed = {"tell_signatories": "20", "suggest_issue_resolution": "30"}
    seen = re.search(r'name="seen"[^>]*value="([^"]+)"', browser.as_(them.made.manager).get(here).text).group(1)
    browser.submit(here, remind="5", **typed)
    page = browser.submit(here, remind="7", seen=seen, **typed)
    assert "Somebody else saved this while you had it open" in page.text
    assert 'value="7"' in page.text


def test_only_a_round_manager_sets_them(browser, them):
    here = "/rounds/2012-13/terms-that-stand-still"
    for person in (them.ours, them.theirs, them.recorder, make.person(Role.ADMINISTRATOR)):
        assert browser.as_(person).get(here).status_code == 404


def test_days_that_are_no_number_are_named(browser, them):
    here = "/rounds/2012-13/terms-that-stand-still"
    page = browser.as_(them.made.manager).submit(
        here, remind="soon", tell_signatories="20", suggest_issue_resolution="30"
    )
    assert "Enter the days before a reminder" in page.text


def test_both_sides_read_it_on_the_timeline(browser, them):
    make.move_clock(date(2011, 12, 5))
    due.run()
    for person in (them.ours, them.theirs):
        assert "both negotiators are reminded" in browser.as_(person).get(them.made.path).text
