"""The report writes itself; staff write over it, and it says when what they wrote is out of date."""

import pytest

from app.extensions import db
from app.models import Report, ReportQuotation, ReportSection
from app.published import commands as published
from app.reports import commands, gathering
from tests import make
from tests.published.conftest import respond
from tests.reports.conftest import STAFF, from_campaign, theme_key, words
from workflows.engine import Refused
from workflows.roles import Role


def test_one_press_writes_the_whole_report(browser, answered, analyst):
    assert "Begin the report" in browser.as_(analyst).get(STAFF).text
    browser.press(STAFF, f"{STAFF}/start")
    page = words(browser.get(f"{STAFF}/preview"))
    for title in (
        "Introduction",
        "Background",
        "Summary of responses",
        "Responses to each theme",
        "Changes made",
        "Points not accepted, and why",
        "List of respondents",
        "Alternative formats",
        "complaints",
    ):
        assert title in page
    assert "9 responses came" in page
    assert "There is no room for it." in page
    assert "CU-2 now says weekly." in page
    assert "Nacro" in page


def test_beginning_twice_begins_one(browser, answered, analyst):
    for _ in range(2):
        browser.as_(analyst).press(STAFF, f"{STAFF}/start")
    assert db.session.query(Report).count() == 1


def test_numbers_stand_beside_percentages_and_no_view_apart(browser, report, analyst):
    page = words(browser.as_(analyst).get(f"{STAFF}/preview"))
    assert "7 (100%)" in page
    assert "No view" in page


def test_small_numbers_are_held_back_for_staff_too_as_they_will_be_in_public(report):
    content = gathering.gathered(report)
    cells = {line["key"]: line["cells"] for line in content["tables"]["stances"]["lines"]}
    assert cells["CU-2"]["agree"] is None
    assert content["threshold"] == 5


def test_themes_are_counted_as_responses_and_as_distinct_texts(report):
    (theme,) = gathering.gathered(report)["themes"]
    assert (theme["name"], theme["responses"], theme["texts"]) == ("Workshops", 7, 2)
    assert theme["decided"] == [["not accepted", "There is no room for it."]]


def test_popular_refusals_stand_first_with_how_many_they_answer(report):
    refused = gathering.gathered(report)["refusals"]
    assert refused[0] == {"place": "CU-1", "reason": "There is no room for it.", "responses": 7}
    assert refused[1]["responses"] is None


def test_the_method_says_what_was_not_done(report):
    said = " ".join(gathering.gathered(report)["method"]["paragraphs"])
    assert "No second coder has coded a sample" in said
    assert "1 campaign of near-identical texts" in said
    assert "no view" in said


def test_an_analyst_writes_a_section_and_its_figures_follow(browser, report, analyst):
    page = browser.as_(analyst).submit(f"{STAFF}/sections/introduction", text="We asked {responses} people.")
    assert page.status_code == 303
    assert "We asked 9 people." in words(browser.get(f"{STAFF}/preview"))


def test_a_figure_that_does_not_exist_is_asked_about(browser, report, analyst):
    page = browser.as_(analyst).submit(f"{STAFF}/sections/introduction", text="We asked {persons} people.")
    assert page.status_code == 200
    assert "No figure is called {persons}" in words(page)
    with pytest.raises(Refused):
        commands.write(report, "introduction", "{persons}", by=analyst)


def test_what_somebody_else_saved_meanwhile_is_shown(browser, report, analyst):
    here = f"{STAFF}/sections/introduction"
    commands.write(report, "introduction", "Theirs.", by=analyst)
    db.session.commit()
    opened = browser.as_(analyst).get(here).text
    commands.write(report, "introduction", "Theirs again.", by=analyst)
    db.session.commit()
    token = opened.split('name="csrf_token"')[1].split('value="')[1].split('"')[0]
    page = browser.post(here, data={"csrf_token": token, "version": "1", "text": "Mine."})
    assert "Somebody else saved this" in words(page)
    assert "Mine." in page.text


def test_a_section_says_when_the_figures_have_changed_since(browser, round_, closed, analyst):
    report = commands.start(closed, by=analyst)
    commands.write(report, "summary", "Many wrote.", by=analyst)
    db.session.commit()
    respond(round_, {"CU-1": ("agree", "One more.")})
    page = words(browser.as_(analyst).get(STAFF))
    assert "Written when there were 9 responses; there are 10 now." in page
    assert "1 section is out of date" in page
    browser.press(STAFF, f"{STAFF}/sections/summary/still-holds")
    assert "Out of date" not in words(browser.get(STAFF))
    assert db.session.query(ReportSection).one().text == "Many wrote."


def test_the_proposed_text_can_stand_again(browser, report, analyst):
    commands.write(report, "introduction", "Mine.", by=analyst)
    db.session.commit()
    browser.as_(analyst).press(f"{STAFF}/sections/introduction", f"{STAFF}/sections/introduction/propose-again")
    assert not db.session.query(ReportSection).count()


def test_only_points_whose_senders_allow_it_are_offered_for_quoting(browser, report, analyst):
    page = browser.as_(analyst).get(f"{STAFF}/sections/{theme_key()}/quotations").text
    assert "number 0" in page
    assert "number 1" not in page  # of one campaign, one
    assert "harpsichord" not in page
    assert "Nola" not in page


def test_an_analyst_quotes_a_passage(browser, report, analyst):
    here = f"{STAFF}/sections/{theme_key()}/quotations"
    point = from_campaign(report)
    browser.as_(analyst).submit(here, point=str(point.id), words="It teaches a trade")
    assert db.session.query(ReportQuotation).one().words == "It teaches a trade"
    assert "“It teaches a trade”" in words(browser.get(f"{STAFF}/preview"))
    browser.press(here, f"{STAFF}/quotations/{db.session.query(ReportQuotation).one().id}/leave-out")
    assert not db.session.query(ReportQuotation).count()


def test_words_that_are_taken_out_cannot_be_quoted_and_leave_the_report(report, analyst):
    point = from_campaign(report)
    published.take_out(point.response, place="CU-1", words="a trade", kind="personal details", by=analyst)
    with pytest.raises(Refused, match="may not be quoted"):
        commands.quote(report, point, theme_key(), words="It teaches a trade", by=analyst)
    commands.quote(report, point, theme_key(), by=analyst)
    published.withhold(point.response, reason="Asked for.", by=analyst)
    db.session.commit()
    assert gathering.gathered(report)["quotations"] == []


def test_signatories_read_it_and_do_not_write_in_it(browser, report, director):
    assert browser.as_(director).get(STAFF).status_code == 200
    assert browser.get(f"{STAFF}/sections/introduction").status_code == 404


def test_for_everyone_else_the_draft_does_not_exist(browser, report):
    for who in (make.person(Role.COMMISSIONER_NEGOTIATOR), make.person(Role.ADMINISTRATOR)):
        for page in (STAFF, f"{STAFF}/preview", f"{STAFF}/preview/document"):
            assert browser.as_(who).get(page).status_code == 404
