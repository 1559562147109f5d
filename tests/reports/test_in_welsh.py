"""The report speaks Welsh under /cy: what it writes itself, what staff put into Welsh, and what stays, marked."""

import io
import re
import zipfile

import pytest

from app.answers import commands as answers
from app.coding import frame
from app.documents.report_tables import kinds
from app.extensions import db
from app.languages import speaking
from app.languages.stretches import Quoted, joined, kept, put_in, read_again
from app.models import Point, ReportVersion, ReportWelsh, Theme
from app.reports import commands, gathering, prose
from app.reports.proposals import proposed
from app.rounds import commands as rounds
from tests.languages.crawling import Read
from tests.published.conftest import respond
from tests.reports.conftest import PUBLIC, STAFF, from_campaign, released, theme_key, words
from workflows.engine import Refused

WELSH = f"/cy{PUBLIC}"
NUMBER = re.compile(r"\[c\]|\d[\d,]*(?: \(\d+%\))?")
CELL = re.compile(r'<td class="govuk-table__cell govuk-table__cell--numeric">(.*?)</td>')


def stands(report, key):
    sections = gathering.sections(report, gathering.figures(report.round))
    return next(each.welsh for each in sections if each.key == key)


def files_of(answer):
    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml")}


@pytest.fixture
def out(report, analyst, director, manager):
    """Released with an introduction that somebody wrote, in English only, and a quotation."""
    commands.quote(report, from_campaign(report), theme_key(), words="It teaches a trade", by=analyst)
    return released(report, author=analyst, approver=director, by=manager)


def test_what_nobody_wrote_over_is_said_in_welsh(browser, out):
    page = " ".join(Read(browser.signed_out().get(WELSH).text).words)
    for said in ("Daeth 9 ymateb.", "Mae'r ymatebion yn gwneud 9 pwynt.", "Barn ar bob bwriad", "Cynnwys",
                 "Tabl 1:", "1 ymgyrch", "Nid oes ail godiwr", "Ein hymateb:", "Rhestr o ymatebwyr"):  # fmt: skip
        assert said in page, said
    assert "responses came" not in page


def test_a_sentence_that_is_not_in_welsh_is_marked_as_english(browser, out):
    page = browser.signed_out().get(WELSH)
    assert '<span lang="en">We asked 9 people.</span>' in page.text
    assert '<span lang="en">There is no room for it.</span>' in page.text
    unmarked = " ".join(Read(page.text).words)
    for english in ("We asked", "There is no room", "It teaches", "Strategic commissioning", "The commissioner"):
        assert english not in unmarked
    assert unmarked.count("Nid yw rhai o'r geiriau") == 1  # the one sentence that says so


def test_the_reason_of_an_answer_is_said_in_its_welsh(browser, report, analyst, director, manager):
    point = next(each for each in db.session.query(Point) if each.reason == "There is no room for it.")
    answers.say_in_welsh([point], {"reason": "Nid oes lle iddo."}, by=analyst)
    released(report, author=analyst, approver=director, by=manager)
    page = " ".join(Read(browser.signed_out().get(WELSH).text).words)
    assert "Ni dderbyniwyd: Nid oes lle iddo." in page
    assert page.count("Nid oes lle iddo.") == 3  # the answer to the theme, and two places
    assert "There is no room for it." not in page
    assert "Nid oes lle iddo." not in browser.get(PUBLIC).text


def test_what_the_round_and_its_themes_are_called_in_welsh_stands_in_the_report_and_in_the_figures(
    browser, report, analyst, director, manager
):
    db.session.query(Theme).one().name_cy = "Gweithdai"
    rounds.edit(report.round, welsh={"title": "Y rownd", "contact team": "Y tîm"}, by=manager)
    released(report, author=analyst, approver=director, by=manager)
    browser.signed_out()
    page = browser.get(WELSH).text
    assert "Gweithdai</h3>" in page
    assert "Workshops" not in " ".join(Read(page).words)
    assert "Cwestiynau am yr adroddiad hwn: Y tîm; 1 High Street" in " ".join(Read(page).words)
    assert "Workshops" in browser.get(PUBLIC).text
    assert "Gweithdai" in browser.get("/cy/rounds/2012-13/in-numbers").text
    assert "Gweithdai" not in browser.get("/rounds/2012-13/in-numbers").text


def test_a_theme_called_otherwise_stands_in_english_and_marked_until_its_welsh_is_written_again(
    browser, report, analyst, director, manager
):
    theme = db.session.query(Theme).one()
    frame.edit_theme(theme, name_cy="Gweithdai", by=analyst)
    frame.edit_theme(theme, name="Places in workshops", by=analyst)
    released(report, author=analyst, approver=director, by=manager)
    page = browser.signed_out().get("/cy/rounds/2012-13/in-numbers").text
    assert "Gweithdai" not in page
    assert '<span lang="en">Places in workshops</span>' in page
    assert "Places in workshops" in browser.get(WELSH).text


def test_figures_are_the_same_in_both_languages_and_as_protected(browser, out):
    browser.signed_out()
    english, welsh = (
        [NUMBER.findall(cell) for cell in CELL.findall(browser.get(page).text)] for page in (PUBLIC, WELSH)
    )
    assert english == welsh
    assert ["[c]"] in english
    assert ["7 (100%)"] in english


def test_what_a_respondent_said_is_marked_with_their_language(browser, report, analyst, director, manager):
    point = from_campaign(report)
    point.response.language = "cy"
    commands.quote(report, point, theme_key(), words="It teaches a trade", by=analyst)
    released(report, author=analyst, approver=director, by=manager)
    browser.signed_out()
    assert '“<span lang="cy">It teaches a trade</span>”' in browser.get(PUBLIC).text
    assert "“It teaches a trade”" in browser.get(WELSH).text


def test_the_word_file_is_in_welsh_and_says_which_words_are_not(browser, out):
    answer = browser.signed_out().get(f"{WELSH}/1/document")
    assert answer.headers["Content-Disposition"].endswith("response-report-2012-13-version-1-cy.docx")
    files = files_of(answer)
    assert '<w:lang w:val="cy-GB"' in files["word/styles.xml"]
    assert "<dc:language>cy-GB</dc:language>" in files["docProps/core.xml"]
    body = files["word/document.xml"]
    assert "Daeth 9 ymateb." in body
    assert "Nid yw rhai o'r geiriau" in body
    assert '<w:lang w:val="en-GB"/></w:rPr><w:t xml:space="preserve">We asked 9 people.' in body
    footers = "".join(text for name, text in files.items() if name.startswith("word/footer"))
    assert "Tudalen" in footers
    assert "Page" not in footers
    assert "Arddangosiad" in files["word/header1.xml"]
    assert 'lang="cy-GB"' in files["word/charts/chart1.xml"]
    assert f"/cy{PUBLIC}/1" in body


def test_the_english_word_file_has_nothing_in_welsh(browser, out):
    files = files_of(browser.signed_out().get(f"{PUBLIC}/1/document"))
    assert "cy-GB" not in "".join(files.values())
    assert "stand in English" not in files["word/document.xml"]
    assert "Page " in files["word/footer1.xml"]


def test_an_analyst_puts_a_section_into_welsh_and_its_figures_follow(browser, report, analyst):
    commands.write(report, "introduction", "We asked {responses} people.", by=analyst)
    db.session.commit()
    page = browser.as_(analyst).get(f"{STAFF}/sections/introduction/in-welsh")
    assert "In English" in words(page)
    assert "We asked {responses} people." in words(page)
    answer = browser.submit(f"{STAFF}/sections/introduction/in-welsh", text="Gofynnwyd i {responses} o bobl.")
    assert answer.status_code == 303
    assert "Gofynnwyd i 9 o bobl." in words(browser.get(f"{STAFF}/preview/in-welsh"))
    assert "Gofynnwyd" not in words(browser.get(f"{STAFF}/preview"))
    assert "We asked 9 people." in words(browser.get(f"{STAFF}/preview"))


def test_welsh_is_set_aside_when_its_english_changes_and_comes_back_with_it(report, analyst):
    commands.write(report, "introduction", "One.", by=analyst)
    commands.translate(report, "introduction", "Un.", english="One.", by=analyst)
    assert (stands(report, "introduction").stands, stands(report, "introduction").text) == ("written", "Un.")
    commands.write(report, "introduction", "Two.", by=analyst)
    aside = stands(report, "introduction")
    assert (aside.stands, aside.text, aside.earlier) == ("english", "", "Un.")
    commands.write(report, "introduction", "One.", by=analyst)
    assert stands(report, "introduction").text == "Un."


def test_the_proposal_in_welsh_stands_while_the_english_is_as_proposed(report, analyst):
    assert stands(report, "introduction").stands == "proposed"
    commands.translate(
        report,
        "introduction",
        "Gwell Cymraeg.",
        english=proposed("introduction", gathering.figures(report.round)),
        by=analyst,
    )
    assert stands(report, "introduction").filled == "Gwell Cymraeg."
    commands.translate(report, "introduction", "", english="", by=analyst)
    assert stands(report, "introduction").filled.startswith("Dyma ymateb")
    commands.write(report, "introduction", "Mine.", by=analyst)
    assert stands(report, "introduction").stands == "english"
    commands.propose_again(report, "introduction", by=analyst)
    assert stands(report, "introduction").stands == "proposed"


def test_english_that_a_translator_leaves_as_proposed_stays_marked(report, analyst, browser):
    here = f"{STAFF}/sections/{theme_key()}/in-welsh"
    browser.as_(analyst)
    with speaking("cy"):
        text = str(proposed(theme_key(), gathering.figures(report.round)))
    browser.submit(here, text=f"Yn gryno.\n\n{text}")
    said = kept(stands(report, theme_key()).filled)
    assert said[0][1].startswith("Yn gryno.")
    assert ["en", "There is no room for it."] in said


def test_whoever_translates_is_shown_what_the_english_became_meanwhile(browser, report, analyst):
    here = f"{STAFF}/sections/introduction/in-welsh"
    opened = browser.as_(analyst).get(here).text
    commands.write(report, "introduction", "Other words.", by=analyst)
    db.session.commit()
    hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', opened))
    page = browser.post(here, data={**hidden, "text": "Hen eiriau."})
    assert "Somebody else changed the English" in words(page)
    assert "Hen eiriau." in page.text
    assert "Other words." in words(page)
    assert not db.session.query(ReportWelsh).count()


def test_two_who_translate_at_once_do_not_undo_each_other(browser, report, analyst):
    here = f"{STAFF}/sections/introduction/in-welsh"
    opened = browser.as_(analyst).get(here).text
    english = proposed("introduction", gathering.figures(report.round))
    commands.translate(report, "introduction", "Eiriau rhywun arall.", english=english, by=analyst)
    db.session.commit()
    hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', opened))
    page = browser.post(here, data={**hidden, "text": "Fy ngeiriau i."})
    assert "Somebody else saved this" in words(page)
    assert "Fy ngeiriau i." in page.text
    assert db.session.query(ReportWelsh).one().text == "Eiriau rhywun arall."


def test_a_figure_that_does_not_exist_is_asked_about_in_welsh_too(browser, report, analyst):
    page = browser.as_(analyst).submit(f"{STAFF}/sections/introduction/in-welsh", text="{pobl}")
    assert "No figure is called {pobl}" in words(page)
    with pytest.raises(Refused):
        commands.translate(report, "introduction", "{pobl}", english="", by=analyst)


def test_whoever_wrote_its_welsh_does_not_approve_it(browser, report, manager):
    commands.translate(report, "introduction", "Un.", english="One.", by=manager)
    db.session.commit()
    assert browser.as_(manager).press(STAFF, f"{STAFF}/approve").status_code == 409


def test_writing_welsh_takes_the_approval_back(report, analyst, director):
    commands.approve(report, by=director)
    commands.translate(report, "introduction", "Un.", english="One.", by=analyst)
    assert (str(report.state), report.approved_digest) == ("drafting", "")


def test_welsh_goes_out_of_date_with_its_figures(browser, closed, round_, analyst):
    report = commands.start(closed, by=analyst)
    commands.write(report, "summary", "Many wrote.", by=analyst)
    commands.translate(report, "summary", "Ysgrifennodd llawer.", english="Many wrote.", by=analyst)
    db.session.commit()
    respond(round_, {"CU-1": ("agree", "One more.")})
    assert "1 section is out of date" in words(browser.as_(analyst).get(STAFF))
    browser.press(STAFF, f"{STAFF}/sections/summary/still-holds")
    assert "ut of date" not in words(browser.get(STAFF))
    assert db.session.query(ReportWelsh).one().text == "Ysgrifennodd llawer."


def test_a_released_report_keeps_both_languages_as_they_stood(browser, report, analyst, director, manager):
    rounds.edit(report.round, welsh={"title": "Y rownd"}, by=manager)
    commands.translate(
        report, "introduction", "Gofynnwyd i {responses}.", english="We asked {responses} people.", by=analyst
    )
    version = released(report, author=analyst, approver=director, by=manager)
    assert version.content["welsh"]["sections"]["introduction"] == [["", "Gofynnwyd i 9."]]
    before = browser.signed_out().get(WELSH).text
    assert "Gofynnwyd i 9." in before
    commands.revise(report, reason="A slip.", by=analyst)
    commands.translate(report, "introduction", "Arall.", english="We asked {responses} people.", by=analyst)
    rounds.edit(report.round, welsh={"title": "Enw arall"}, by=manager)
    db.session.commit()
    after = browser.get(WELSH).text
    assert "Gofynnwyd i 9." in after
    assert "Ymateb i'r adborth: Y rownd" in files_of(browser.get(f"{WELSH}/1/document"))["word/document.xml"]


def test_a_report_that_was_released_before_there_was_welsh_is_marked_whole(browser, out):
    version = db.session.get(ReportVersion, out.id)
    content = {name: value for name, value in version.content.items() if name not in ("welsh", "days")}
    content["method"] = {name: value for name, value in content["method"].items() if name != "welsh"}
    content["quotations"] = [{**each, "language": "en"} for each in content["quotations"]]
    version.content = content
    db.session.commit()
    page = browser.signed_out().get(WELSH)
    unmarked = " ".join(Read(page.text).words)
    assert "Crynodeb o'r ymatebion" in unmarked
    for english in ("responses came", "No second coder", "Feedback was open", "from Friday"):
        assert english not in unmarked


def test_counts_take_the_form_that_their_number_asks_for(report):
    content = gathering.figures(report.round)
    said = {}
    with speaking("cy"):
        for number in (1, 2, 3, 6, 10):
            summary = proposed("summary", {**content, "points": number, "texts": number})
            said[number] = prose.filled(
                summary, "summary", {**content, "named": {**content["named"], "points": number, "texts": number}}
            )
    assert "gwneud 2 bwynt." in said[2]
    assert "mae 2 destun gwahanol" in said[2]
    assert "gwneud 3 phwynt." in said[3]
    assert "mae 6 thestun gwahanol" in said[6]
    assert "gwneud 10 pwynt." in said[10]
    assert "The responses make {points} point." in proposed("summary", {**content, "points": 1})


def test_days_are_in_the_language_of_the_report(report):
    content = gathering.figures(report.round)
    with speaking("cy"):
        filled = prose.filled(proposed("background", content), "background", content)
    assert "i ddydd Gwener 9 Rhagfyr 2011." in filled


def test_kinds_of_respondent_are_named_in_welsh(report):
    content = gathering.figures(report.round)
    with speaking("cy"):
        chart, table, *_rest = kinds(content)
    assert chart.title == "Daeth 9 ymateb"
    assert "Aelodau o'r cyhoedd" in [row[0] for row in table.rows] + list(chart.labels)


def test_a_text_keeps_which_stretch_is_in_which_language():
    text = put_in("Meddai: %(said)s. Dyna ni.\n\nA mwy.", said=Quoted("bonjour\n\nma chère", "fr"))
    assert str(text) == "Meddai: bonjour\n\nma chère. Dyna ni.\n\nA mwy."
    assert [getattr(part, "pieces", part) for part in text.split("\n\n")] == [
        ("Meddai: ", "bonjour"), ("ma chère", ". Dyna ni."), "A mwy.",
    ]  # fmt: skip
    assert kept(read_again(kept(text))) == kept(text)
    assert type(joined("a", "b")) is str
