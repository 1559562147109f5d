"""One notice goes to many agreements; each answers by itself; it is undone as a whole while nobody has built on it."""

from datetime import date
from time import monotonic

import pytest

from app.extensions import db
from app.models import AgreementVersion, Entry, Notice, NoticeBatch, NoticeChange, Term
from app.notices import batches, commands
from tests import make, work
from tests.notices.given import JUNE, WORDS, issued, on, term
from tests.notices.test_write import typed
from tests.signing.people import cast
from workflows.engine import Refused
from workflows.roles import Role

VISITS = "?line=services:Visits"
EVERY = "Three times a month"


@pytest.fixture
def two(app):
    """Two agreements in force in one round, and the people who work with both."""
    first = cast("in force")
    make.move_clock(make.NOON)
    second = cast("in force", round_=first.round)
    return first, second


def write(browser, made, by=None, line=VISITS, **changed):
    browser.as_(by or made.manager)
    page = f"/rounds/{made.round.slug}/notices/write{line}"
    return browser.submit(page, **{**typed(title="Visits more often"), "cell_minimum": EVERY, **changed})


def batch():
    return db.session.query(NoticeBatch).one()


def path(made, step=""):
    return f"/rounds/{made.round.slug}/notices/{batch().id}" + (f"/{step}" if step else "")


def issue(browser, made):
    return browser.as_(made.commissioner_signatory).submit(path(made, "issue"))


def undo(browser, made):
    return browser.as_(made.commissioner_signatory).submit(path(made, "undo"), reason="Sent too soon.")


def states():
    return [notice.state for notice in db.session.query(Notice).order_by(Notice.id)]


# --- writing ----------------------------------------------------------------------------------------------------------


def test_a_draft_shows_whom_it_reaches_and_why_not_the_others(browser, two):
    first, second = two
    term(second, "SV-1").fields = {**term(second, "SV-1").fields, "minimum": EVERY}
    db.session.commit()
    write(browser, first)
    page = browser.get(path(first)).text
    assert "On Friday 1 June 2012, 1 agreement changes. 1 agreement stays as it is." in page
    assert "It says so already" in page
    assert db.session.query(Notice).count() == 0


def test_a_negotiator_reaches_only_the_providers_assigned_to_them(browser, two):
    first, second = two
    write(browser, first, by=first.commissioner_negotiator)
    page = browser.get(path(first)).text
    assert first.it.provider.name in page
    assert second.it.provider.name not in page
    assert browser.as_(second.commissioner_negotiator).get(path(first)).status_code == 404
    assert browser.as_(first.provider_negotiator).get(path(first)).status_code == 404
    issue(browser, first)
    assert [notice.provider_id for notice in db.session.query(Notice)] == [first.it.provider_id]


def test_filters_narrow_whom_it_goes_to(browser, two):
    first, second = two
    second.it.provider.region = "Wales"
    db.session.commit()
    write(browser, first, regions="Wales")
    issue(browser, first)
    assert [notice.provider_id for notice in db.session.query(Notice)] == [second.it.provider_id]


def test_something_must_change_and_for_somebody(browser, two):
    first, _ = two
    assert "Enter at least one thing that changes" in write(browser, first, cell_minimum="").text
    write(browser, first, sectors="voluntary")
    page = browser.as_(first.commissioner_signatory).get(path(first))
    assert "It would change no agreement." in page.text


def test_prices_rise_by_a_percentage(browser, two):
    first, _ = two
    write(browser, first, line="?line=price:Custody", percent="1.5")
    issue(browser, first)
    assert db.session.query(NoticeChange).first().after == {"price": 9287250, "change": 287250}


@pytest.mark.parametrize("percent", ["lots", "51", "1.234", "nan"])
def test_a_percentage_that_cannot_be_meant_is_asked_about(browser, two, percent):
    page = write(browser, two[0], line="?line=price:Custody", percent=percent)
    assert "Enter a percentage from -50 to 50, like 1.5" in page.text


def test_a_line_that_no_agreement_has_is_chosen_again(browser, two):
    first, _ = two
    page = browser.as_(first.manager).get(f"/rounds/{first.round.slug}/notices/write?line=services:Nothing")
    assert page.location == f"/rounds/{first.round.slug}/notices"


def test_a_draft_can_be_changed_and_thrown_away(browser, two):
    first, _ = two
    write(browser, first)
    browser.submit(path(first, "edit"), **{**typed(title="Another title"), "cell_minimum": EVERY})
    assert batch().title == "Another title"
    browser.press(path(first), path(first, "discard"))
    assert batch().state == "discarded"


# --- issuing and answering --------------------------------------------------------------------------------------------


def test_each_agreement_gets_a_notice_of_its_own_and_answers_by_itself(browser, two):
    first, _ = two
    write(browser, first)
    issue(browser, first)
    assert (batch().state, states()) == ("issued", ["issued", "issued"])
    answered = browser.as_(first.provider_signatory).submit(f"{first.path}/notices/1/answer", answer="accept", words="")
    assert answered.status_code == 303
    assert sorted(states()) == ["accepted", "issued"]
    on(JUNE)
    assert [term(made, "SV-1").fields["minimum"] for made in two] == [EVERY, EVERY]
    page = browser.as_(first.manager).get(path(first)).text
    assert "2 of 2 notices: in effect" in page


def test_each_provider_is_told_by_mail_of_its_own(browser, two):
    first, second = two
    write(browser, first)
    issue(browser, first)
    work.do_jobs(browser.application)
    page = browser.as_(second.provider_signatory).get("/work").text
    assert "A notice of change waits for your answer by 15 May 2012." in page
    assert first.it.provider.name not in page


def test_a_draft_waits_for_a_signatory_who_did_not_write_it(browser, two):
    first, _ = two
    write(browser, first)
    assert "Notice to many: Visits more often" in browser.as_(first.commissioner_signatory).get("/work").text
    assert "Notice to many" not in browser.as_(first.manager).get("/work").text


def test_issuing_twice_issues_once(browser, two):
    first, _ = two
    write(browser, first)
    issue(browser, first)
    assert "It has not been issued twice." in browser.get(path(first, "issue"), follow_redirects=True).text
    assert db.session.query(Notice).count() == 2


def test_whoever_wrote_it_does_not_issue_it(browser, two):
    first, _ = two
    both = make.person(Role.ROUND_MANAGER, Role.COMMISSIONER_SIGNATORY)
    write(browser, first, by=both)
    page = browser.get(path(first, "issue"))
    assert page.status_code == 409
    assert "You wrote this notice, so another signatory must issue it." in page.text


# --- undoing ----------------------------------------------------------------------------------------------------------


def test_it_is_undone_as_a_whole(browser, two):
    first, _ = two
    write(browser, first)
    issue(browser, first)
    undo(browser, first)
    assert (batch().state, states()) == ("undone", ["withdrawn", "withdrawn"])
    assert on(JUNE) == []
    assert term(first, "SV-1").fields["minimum"] == "Twice a month"


def test_once_somebody_has_answered_it_stays_and_says_who(browser, two):
    first, second = two
    write(browser, first)
    issue(browser, first)
    commands.accept(db.session.query(Notice).filter_by(provider_id=second.it.provider_id).one(),
                    by=second.provider_signatory)  # fmt: skip
    db.session.commit()
    page = undo(browser, first)
    assert page.status_code == 409
    said = f"{second.it.provider.name} accepted it on 1 April 2012 ({second.provider_signatory.name})"
    assert said in browser.get(path(first)).text
    assert batch().state == "issued"


def test_after_its_time_it_is_too_late(browser, two):
    first, _ = two
    write(browser, first)
    issue(browser, first)
    make.move_clock(date(2012, 4, 11))
    assert "It could be undone until the end of 10 April 2012." in browser.get(path(first)).text
    with pytest.raises(Refused):
        batches.undo(batch(), reason="Late.", by=first.commissioner_signatory)


def test_undone_after_its_effect_the_terms_go_back_in_a_version_that_says_so(browser, two):
    first, _ = two
    soon = {"answer_by": date(2012, 4, 3), "effective_on": date(2012, 4, 3), "sooner_reason": "Safety."}
    write(browser, first, **typed(title="Visits", **soon))
    issue(browser, first)
    on(date(2012, 4, 3))
    assert term(first, "SV-1").fields["minimum"] == EVERY
    undo(browser, first)
    assert (term(first, "SV-1").fields["minimum"], states()) == ("Twice a month", ["withdrawn", "withdrawn"])
    found = db.session.query(AgreementVersion).filter_by(agreement_id=first.it.id).order_by(AgreementVersion.id.desc())
    assert (found[0].number, found[0].reason) == ("3.0", "Notice of change 1 undone.")
    assert "Twice a month (notice 1, undone)" in browser.get(f"{first.path}/text").text


def test_changed_again_since_it_cannot_be_undone(browser, two):
    first, _ = two
    soon = {"answer_by": date(2012, 4, 3), "effective_on": date(2012, 4, 3), "sooner_reason": "Safety."}
    write(browser, first, **typed(title="Visits", **soon))
    issue(browser, first)
    on(date(2012, 4, 3))
    issued(first, changes={"SV-1": {"minimum": "Daily"}}, **soon)
    on(date(2012, 4, 4))
    page = undo(browser, first)
    assert page.status_code == 409
    assert f"notice 2 to {first.it.provider.name} has changed SV-1 again" in page.text


# --- 166 --------------------------------------------------------------------------------------------------------------


def test_a_mandatory_notice_goes_to_166_agreements_and_is_undone(app):
    """Issue 166, count them; undo them; within the time that people wait at a page."""
    made = cast("in force")
    for number in range(165):
        other = make.agreement(made.round, make.provider(name=f"HMP Number {number}"), state="in force")
        db.session.add(Term(agreement_id=other.id, schedule="services", ref="SV-1", position=1, title="Visits",
                            fields={"minimum": "Twice a month"}, intentions=[]))  # fmt: skip
    db.session.commit()
    words = WORDS | {"schedule": "services", "line": "Visits", "cells": {"minimum": EVERY}, "whom": {}}
    sent = batches.draft(made.round, words=words, by=made.manager)
    db.session.commit()
    before = monotonic()
    assert batches.issue(sent, by=made.commissioner_signatory) == 166
    db.session.commit()
    issued_in = monotonic() - before
    assert db.session.query(Notice).filter_by(batch_id=sent.id, state="issued", number=1).count() == 166
    before = monotonic()
    assert batches.undo(sent, reason="Sent too soon.", by=made.commissioner_signatory) == 166
    db.session.commit()
    undone_in = monotonic() - before
    assert db.session.query(Notice).filter_by(batch_id=sent.id, state="withdrawn").count() == 166
    assert db.session.query(Entry).filter_by(subject_type="notice", action="undo").count() == 166
    assert max(issued_in, undone_in) < 10
