"""A report is approved by somebody who did not write in it, released for good, and overdue after twelve weeks."""

import io
import re
import zipfile

from app.extensions import db
from app.models import Letter, ReportVersion, Response, Subscription
from app.published import commands as published
from app.reports import commands
from tests import make
from tests.reports.conftest import PUBLIC, STAFF, days_after_closing, from_campaign, released, theme_key, words
from tests.work import do_jobs


def test_whoever_wrote_in_it_does_not_approve_it(browser, report, manager, director):
    commands.write(report, "introduction", "Mine.", by=manager)
    db.session.commit()
    page = browser.as_(manager).press(STAFF, f"{STAFF}/approve")
    assert page.status_code == 409
    assert "You wrote in this report" in words(page)
    assert browser.as_(director).press(STAFF, f"{STAFF}/approve").status_code == 303


def test_choosing_a_quotation_is_writing(browser, report, manager):
    commands.quote(report, from_campaign(report), theme_key(), by=manager)
    db.session.commit()
    assert browser.as_(manager).press(STAFF, f"{STAFF}/approve").status_code == 409


def test_it_is_not_approved_before_answers_are_out(browser, closed, analyst, director):
    commands.start(closed, by=analyst)
    db.session.commit()
    page = browser.as_(director).press(STAFF, f"{STAFF}/approve")
    assert "Release the answers first" in words(page)


def test_the_round_manager_releases_it_and_everybody_reads_it(browser, report, analyst, director, manager):
    commands.approve(report, by=director)
    db.session.commit()
    page = browser.as_(manager).submit(f"{STAFF}/release", reason="First published.")
    assert page.status_code == 303
    public = words(browser.signed_out().get(PUBLIC))
    assert "version 1" in public
    assert "Reason for issue: First published." in public
    assert "9 responses came" in public


def test_pressing_release_twice_releases_once(browser, report, analyst, director, manager):
    released(report, author=analyst, approver=director, by=manager)
    assert browser.as_(manager).submit(f"{STAFF}/release", reason="Again.").status_code == 303
    assert db.session.query(ReportVersion).count() == 1


def test_what_changed_after_approval_is_approved_again(browser, report, analyst, director, manager):
    commands.quote(report, from_campaign(report), theme_key(), by=analyst)
    commands.approve(report, by=director)
    published.withhold(report.quotations[0].point.response, reason="Asked for.", by=analyst)
    db.session.commit()
    page = browser.as_(manager).get(f"{STAFF}/release")
    assert page.status_code == 409
    assert "has changed since it was approved" in words(page)


def test_writing_takes_the_approval_back(report, analyst, director):
    commands.approve(report, by=director)
    commands.write(report, "introduction", "Mine.", by=analyst)
    assert (str(report.state), report.approved_digest) == ("drafting", "")


def test_a_new_version_leaves_the_first_at_its_address(browser, report, analyst, director, manager):
    released(report, author=analyst, approver=director, by=manager)
    browser.as_(analyst).submit(f"{STAFF}/revise", reason="A slip.")
    commands.write(report, "introduction", "Other words.", by=analyst)
    commands.approve(report, by=director)
    commands.release(report, reason="A slip in the introduction.", by=manager)
    db.session.commit()
    browser.signed_out()
    first = words(browser.get(f"{PUBLIC}/1"))
    assert "We asked 9 people." in first
    assert "A newer version has taken its place" in first
    assert "Other words." in words(browser.get(PUBLIC))
    assert browser.get(f"{PUBLIC}/3").status_code == 404


def test_a_released_report_keeps_its_words_whatever_happens_to_figures(report, analyst, director, manager):
    version = released(report, author=analyst, approver=director, by=manager)
    before = version.digest
    db.session.query(Response).first().organisation_kind = "department"
    db.session.commit()
    db.session.refresh(version)
    assert version.digest == before


def test_what_is_taken_back_leaves_a_released_report_too(browser, report, analyst, director, manager):
    point = from_campaign(report)
    commands.quote(report, point, theme_key(), words="It teaches a trade", by=analyst)
    released(report, author=analyst, approver=director, by=manager)
    browser.signed_out()
    assert "It teaches a trade" in words(browser.get(PUBLIC))
    assert "Nacro" in words(browser.get(PUBLIC))
    published.take_out(point.response, place="CU-1", words="a trade", kind="personal details", by=analyst)
    nacro = db.session.query(Response).filter_by(organisation_name="Nacro").one()
    published.withhold(nacro, reason="Asked for.", by=analyst)
    db.session.commit()
    page = words(browser.get(PUBLIC))
    assert "a trade" not in page
    assert "It teaches [words taken out: personal details]" in page
    assert "Nacro" not in page
    with zipfile.ZipFile(io.BytesIO(browser.get(f"{PUBLIC}/1/document").data)) as archive:
        assert b"Nacro" not in archive.read("word/document.xml")


def test_no_hidden_word_stands_in_the_word_file_or_what_is_kept(browser, report, analyst, director, manager):
    version = released(report, author=analyst, approver=director, by=manager)
    with zipfile.ZipFile(io.BytesIO(browser.signed_out().get(f"{PUBLIC}/1/document").data)) as archive:
        whole = b"".join(archive.read(name) for name in archive.namelist())
    for hidden in ("harpsichord", "Nola", "No One", "Person 0", "Mr Boss"):
        assert hidden.encode() not in whole
        assert hidden not in str(version.content)


def test_the_draft_and_the_released_word_files_say_so(browser, report, analyst, director, manager):
    commands.write(report, "introduction", "Mine.", by=analyst)
    db.session.commit()
    draft = browser.as_(analyst).get(f"{STAFF}/preview/document")
    assert draft.headers["Content-Disposition"].endswith("response-report-2012-13-draft.docx")
    with zipfile.ZipFile(io.BytesIO(draft.data)) as archive:
        assert b"Demonstration: not a real agreement" in archive.read("word/header1.xml")
        assert "word/charts/chart1.xml" in archive.namelist()


def test_those_who_follow_the_round_are_told(app, report, analyst, director, manager):
    make.add(
        Subscription(round_id=report.round_id, email="fan@example.test", email_key="fan@example.test", language="en",
                     closing_soon=False, asked_at=make.NOON, confirmed_at=make.NOON)
    )  # fmt: skip
    released(report, author=analyst, approver=director, by=manager)
    do_jobs(app)
    (letter,) = db.session.query(Letter).filter_by(to="fan@example.test")
    assert "/rounds/2012-13/response-report/1" in letter.body


def test_it_is_due_twelve_weeks_after_closing_and_then_overdue_for_everyone(browser, report, analyst):
    days_after_closing(84)
    assert "is due by" in words(browser.signed_out().get(PUBLIC))
    days_after_closing(87)
    assert "It is overdue by 3 days." in words(browser.get(PUBLIC))
    assert "overdue by 3 days" in words(browser.as_(analyst).get(STAFF))


def test_a_released_report_is_not_overdue(browser, report, analyst, director, manager):
    released(report, author=analyst, approver=director, by=manager)
    days_after_closing(200)
    assert "verdue" not in words(browser.signed_out().get(PUBLIC))


def test_what_was_written_after_the_page_was_opened_is_not_approved_by_it(browser, report, analyst, director):
    page = browser.as_(director).get(STAFF).text
    offered = re.search(rf'action="({STAFF}/approve[^"]*)"', page).group(1)
    commands.write(report, "introduction", "Other words.", by=analyst)
    db.session.commit()
    answer = browser.post(offered, data={"csrf_token": browser._token()}, follow_redirects=True)
    assert "has been changed since you opened this page" in answer.text
    assert str(report.state) == "drafting"
