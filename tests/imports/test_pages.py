"""The pages on which staff say what a file holds; nothing that a file holds breaks them."""

import re

import pytest

from app.extensions import db
from app.models import Response
from tests.imports import files

HOSTILE = [
    ["=cmd|' /C calc'!A0", "<script>alert(1)</script>", "a@b.c", "1/1/2011", "Agree", "\0\x07 bell", "@SUM(1)"],
    ["", "", "", "", "", "", ""],
    ["R3", "’; DROP TABLE response; --", "", "99/99/9999", "“”", "\u202eright to left", "%s %(a)s {{ 7*7 }}"],
]


def test_each_guess_stands_beside_its_column_with_its_reason(importer):
    one = importer.brought(files.ANN, files.BEN)
    page = importer.browser.get(importer.at(one, "/columns")).text
    assert "These are guesses, each with its reason: check them." in page
    assert "E: CU-1 Do you agree?" in page
    assert "It names CU-1" in page
    assert re.search(r'id="place-4".*?value="CU-1" selected', page, re.DOTALL)


def test_a_view_without_its_place_is_sent_back_with_what_to_do(importer):
    one = importer.brought(files.ANN)
    answer = importer.form_of(importer.at(one, "/columns"), **{"what-1": "stance", "place-1": ""})
    assert answer.status_code == 200
    assert "B: Select what the view is about" in answer.text
    answer = importer.form_of(importer.at(one, "/columns"), **{"what-1": "stance", "place-1": "general"})
    assert "general takes comments only" in answer.text


def test_a_file_in_which_nothing_is_said_is_sent_back(importer):
    one = importer.brought(files.ANN)
    ignored = {f"what-{n}": "ignore" for n in range(7)}
    answer = importer.form_of(importer.at(one, "/columns"), **ignored)
    assert "Say of at least one column that it holds a view or a comment" in answer.text


def test_headings_that_were_guessed_wrongly_are_put_right(importer):
    content = files.as_csv(["Name", "CU-1 view"], ["Ann", "Agree"], headings=["Our survey", "of 2011"])
    importer.bring(content)
    one = importer.newest()
    importer.form_of(importer.at(one, "/rows"), first="2", headings="1")
    assert importer.newest().names == ["Name", "CU-1 view"]


def test_a_wrong_encoding_is_seen_and_put_right(importer):
    importer.bring(files.as_csv(["R1", "Zoë", "", "", "Agree", "", ""], encoding="mac_roman"))
    one = importer.newest()
    assert "Zoë" not in importer.browser.get(importer.at(one, "/rows")).text
    importer.form_of(importer.at(one, "/rows"), encoding="mac_roman")
    assert "Zoë" in importer.browser.get(importer.at(one, "/rows")).text


def test_rows_that_leave_no_headings_are_sent_back(importer):
    one = importer.brought(files.ANN)
    answer = importer.form_of(importer.at(one, "/rows"), first="2", headings="1")
    assert "There are no rows below the headings" in answer.text


def test_two_who_map_the_same_file_at_once_are_told(importer):
    one = importer.brought(files.ANN)
    path = importer.at(one, "/columns")
    page = importer.browser.get(path).text
    importer.form_of(path, **{"what-5": "ignore", "place-5": ""})
    hidden = dict(re.findall(r'type="hidden"[^>]*name="([^"]+)"[^>]*value="([^"]*)"', page))
    answer = importer.browser.post(path, data={**hidden, "what-4": "stance", "place-4": "CU-2"})
    assert "Somebody else saved this while you had it open" in answer.text


def test_an_answer_is_matched_and_unmatched(importer):
    one = importer.brought(files.ANN, files.BEN)
    answer = importer.form_of(importer.at(one, "/answers"), **{"answer-stance-0": "", "answer-stance-1": "-"})
    assert answer.status_code == 303
    importer.work()
    one = importer.newest()
    assert [problem[:2] for problem in one.problems] == [[2, 4]]
    importer.start(one)
    ben = db.session.query(Response).one()
    assert [view.place for view in ben.views] == ["general"], "as if it had been left empty"


def test_who_gives_no_name_is_called_so_and_no_permission_is_no(importer):
    importer.imported(["R1", "", "", "", "Agree", "", ""])
    response = db.session.query(Response).one()
    assert (response.name, response.permission, response.language) == ("Name not given", "no", "en")


def test_a_checked_file_that_has_begun_can_no_longer_be_mapped(importer):
    one = importer.imported(files.ANN)
    answer = importer.browser.get(importer.at(one, "/columns"))
    assert "has been checked or imported meanwhile" in importer.browser.get(answer.location).text


def test_nothing_in_a_cell_is_run_or_breaks_a_page(importer):
    one = importer.brought(*HOSTILE)
    for end in ("", "/rows", "/columns", "/answers", "/file"):
        answer = importer.browser.get(importer.at(one, end))
        assert answer.status_code == 200
        assert end == "/file" or "<script>alert" not in answer.text
    importer.press(one, "/check")
    for end in ("", "/left-out"):
        assert importer.browser.get(importer.at(one, end)).status_code == 200
    importer.start(importer.newest())
    assert db.session.query(Response).one().views[0].place == "CU-1"


def test_three_hundred_columns_are_one_page(importer):
    wide = [f"CU-1 comment {n}" for n in range(300)]
    importer.bring(files.as_csv(["x"] * 300, headings=wide))
    page = importer.browser.get(importer.at(importer.newest(), "/columns")).text
    assert page.count('name="what-') == 300


def test_more_columns_than_anybody_asks_are_refused(importer):
    answer = importer.bring(files.as_csv(["x"] * 500, headings=[f"C{n}" for n in range(500)]))
    assert "It has 500 columns, and 400 is the most" in answer.text


@pytest.mark.parametrize("name", ["answers.pdf", "answers", "answers.docx", ".csv.exe"])
def test_a_file_of_another_kind_is_sent_back_with_what_to_do(importer, name):
    assert "Choose a CSV, TSV, Excel" in importer.bring(b"abc", name).text


def test_no_file_at_all_is_sent_back(importer):
    assert "Choose the file of answers" in importer.browser.submit(importer.all).text


def test_a_workbook_is_brought_like_a_table(importer):
    rows = [files.HEADINGS, files.ANN, files.BEN]
    importer.bring(files.as_workbook(*rows), "Answers to us.xlsx")
    importer.press(importer.newest(), "/check")
    one = importer.newest()
    assert one.found["counts"]["new"] == 2
    assert one.survey == "Answers to us"
    importer.start(one)
    assert db.session.query(Response).count() == 2


def test_a_surveymonkey_export_is_imported_from_its_two_rows_of_headings(importer):
    importer.bring(files.as_csv(*files.SURVEYMONKEY[1:], headings=files.SURVEYMONKEY[0]))
    one = importer.newest()
    assert one.tool == "SurveyMonkey"
    importer.press(one, "/check")
    importer.start(importer.newest())
    ann, ben = db.session.query(Response).order_by(Response.id)
    assert [(v.place, v.stance, v.comment) for v in ann.views] == [("CU-1", "agree", "with money\n\nNone.")]
    assert [(v.place, v.stance) for v in ben.views] == [("CU-1", "disagree")]
    assert (ann.name, f"{ann.received_at:%Y-%m-%d %H:%M}") == ("Ann Lee", "2011-11-20 10:20")
