"""The analysts' list: a page at a time, numbers both ways, and what is filtered taken as a sheet."""

import csv
from io import StringIO

import pytest

from app.extensions import db
from app.models import Campaign, CodingSample, FrameVersion, PointSheet, PointTheme, SamplePoint, Theme
from app.searching import pages, sheets
from tests import make
from tests.searching.conftest import HERE, say, say_all
from tests.work import do_jobs
from workflows.roles import Role


def test_numbers_are_given_as_points_responses_and_distinct_texts(browser, round_, analyst):
    campaign = make.add(Campaign(round_id=round_.id, title="Postcard", text="Text", found_at=make.NOON))
    for _ in range(3):
        say(round_, "Save it.", campaign_id=campaign.id)
    response = make.response(round_)
    say(round_, "One.", response=response)
    say(round_, "Two.", "CU-2", response=response)
    page = browser.as_(analyst).get(HERE).text
    assert "5 points" in page
    assert "From 4 responses; 3 distinct texts, as a campaign counts as one" in page
    assert "Campaign: Postcard" in page


def test_a_long_list_is_shown_a_page_at_a_time(browser, round_, analyst, monkeypatch):
    monkeypatch.setattr(pages, "AT_ONCE", 2)
    say_all(round_, ["First.", "Second.", "Third."])
    page = browser.as_(analyst).get(HERE).text
    assert "Second." in page
    assert "Third." not in page
    following = page.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    page = browser.get(following).text
    assert "Third." in page
    assert "Previous page" in page
    assert 'rel="next"' not in page


def test_withdrawn_and_replaced_points_are_in_no_count(browser, round_, analyst):
    say(round_, "Here.")
    say(round_, "Gone.", state="withdrawn")
    say(round_, "Split.", state="replaced")
    page = browser.as_(analyst).get(HERE).text
    assert "1 point is left to answer" in page
    assert "Gone." not in page
    assert "Split." not in page
    assert "Split." in browser.get(f"{HERE}?state=replaced").text


def coded_blind(round_, person):
    """A point with a theme that `person` has still to code without seeing it."""
    theme = make.add(Theme(round_id=round_.id, name="Workshops"))
    point = say(round_, "Keep the workshop.")
    frame = make.add(
        FrameVersion(round_id=round_.id, number=1, content=[], issued_by_id=person.id, issued_at=make.NOON)
    )
    sample = make.add(
        CodingSample(round_id=round_.id, number=1, seed=1, size=1, population=1, population_digest="0" * 64,
                     frame_version_id=frame.id, coder_id=person.id, drawn_by_id=person.id, drawn_at=make.NOON)
    )  # fmt: skip
    make.add(
        PointTheme(point_id=point.id, theme_id=theme.id, at=make.NOON),
        SamplePoint(sample_id=sample.id, point_id=point.id, position=1, first=[theme.id], first_by_id=person.id),
    )
    return theme


def test_a_second_coder_does_not_find_the_firsts_codes_by_searching(browser, round_, analyst):
    second = make.person(Role.ANALYST)
    theme = coded_blind(round_, second)
    for narrowed, seen, hidden in ((f"theme={theme.id}", 1, 0), ("coded=coded", 1, 0), ("coded=uncoded", 0, 1)):
        for person, number in ((analyst, seen), (second, hidden)):
            assert ("Keep the workshop." in browser.as_(person).get(f"{HERE}?{narrowed}").text) == bool(number)
    assert " Workshops." in browser.as_(analyst).get(HERE).text
    for page in (HERE, f"{HERE}.csv"):
        assert "Workshops" not in browser.as_(second).get(page).text.replace(f'value="{theme.id}">Workshops', "")


def read(answer):
    return list(csv.DictReader(StringIO(answer.data.decode("utf-8-sig"))))


def test_what_is_filtered_is_taken_as_a_sheet(browser, round_, analyst):
    response = make.response(round_, organisation_name="Nacro", organisation_kind="voluntary body", area="London")
    say(round_, "=Keep it.", "CU-2", response=response, characteristics=["age", "sex"])
    say(round_, "Close it.")
    answer = browser.as_(analyst).get(f"{HERE}.csv?words=keep")
    rows = read(answer)
    assert "demonstration-points-2012-13" in answer.headers["Content-Disposition"]
    assert [(row["About"], row["What they say"], row["From"], row["Area"]) for row in rows] == [
        ("CU-2", "'=Keep it.", "Nacro", "London")
    ]
    assert rows[0]["Concerns"] == "age; sex"
    assert rows[0]["Arrived"] == "21 November 2011"
    assert browser.get(f"{HERE}.xlsx?kind=public").data[:2] == b"PK"


@pytest.fixture
def many(round_, monkeypatch):
    monkeypatch.setattr(sheets, "AT_ONCE", 2)
    return say_all(round_, ["One.", "Two.", "Three."])


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_long_sheet_is_made_in_the_background_for_whoever_asked(app, browser, many, analyst, colleague, kind):
    asked = browser.as_(analyst).get(f"{HERE}.{kind}?state=unanswered")
    assert asked.status_code == 302
    made = browser.submit(asked.location)
    assert "It waits for its turn" in browser.get(made.location).text
    assert do_jobs(app) == ["make_point_sheet"]
    assert "It has 3 points" in browser.get(made.location).text
    file = browser.get(f"{made.location}/file")
    assert file.data.startswith(b"PK") if kind == "xlsx" else len(read(file)) == 3
    assert browser.as_(colleague).get(made.location).status_code == 404
    assert browser.get(f"{made.location}/file").status_code == 404


def test_an_excel_file_of_too_many_points_is_refused_with_the_way_out(browser, many, analyst, monkeypatch):
    monkeypatch.setattr(sheets, "MOST_IN_EXCEL", 2)
    page = browser.as_(analyst).get(f"{HERE}.xlsx", follow_redirects=True).text
    assert "Take them as CSV" in page
    assert "Make the Excel file" not in page


def test_files_are_removed_after_a_week(app, browser, many, analyst):
    made = browser.as_(analyst).submit(f"{HERE}/sheets/csv")
    do_jobs(app)
    sheet = db.session.query(PointSheet).one()
    sheet.upload.uploaded_at = sheet.upload.uploaded_at.replace(year=2000)
    db.session.commit()
    sheets.remove_files(None)
    db.session.commit()
    assert "has been removed" in browser.get(made.location).text
    assert browser.get(f"{made.location}/file").status_code == 404
