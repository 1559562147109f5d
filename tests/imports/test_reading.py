"""Files are read however they were saved: encodings, delimiters, several rows of headings, merged cells, any size."""

import io
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.imports import guessing, layout, plain_text, profiles, tables
from app.imports.cells import clean, letter, unmangle
from app.imports.dates import read_moment
from app.imports.meaning import Meaning
from app.responses import places
from tests.imports import files
from tests.imports.conftest import CONTENT

PLACES = places._read(CONTENT)


def read(name, content):
    """The headings, and the rows beneath them, as they are guessed."""
    sheet = tables.look(name, content)[0]
    found = {"sheet": 0, **{key: sheet[key] for key in ("encoding", "delimiter") if key in sheet}}
    guessed = layout.guess(sheet)
    rows = list(tables.rows(content, found))
    names = layout.headings(rows, guessed["first"], guessed["headings"])
    return names, rows[guessed["first"] - 1 + guessed["headings"] :]


def guessed(rows):
    """What each column seems to hold, by its heading."""
    names, body = read("answers.csv", files.as_csv(*rows[1:], headings=rows[0]))
    columns, _ = profiles.of(body, len(names))
    return {
        name: (one.what, one.place)
        for name, one in zip(names, guessing.guess(names, columns, PLACES), strict=True)
        if one.what != "ignore"
    }


ZOE = ["R1", "Zoë", "", "", "Agree", "It costs £5 – “too little”", ""]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_letters_are_right_whatever_encoding_and_delimiter(encoding, delimiter):
    names, rows = read("answers.csv", files.as_csv(ZOE, encoding=encoding, delimiter=delimiter))
    assert names == files.HEADINGS
    assert rows == [ZOE]


@pytest.mark.parametrize("words", ["Siân", "It’s too dear", "“Quoted” – twice", "Zoë, São Paulo", "Élise"])
@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman"])
def test_windows_and_macintosh_are_told_apart_by_the_letters_that_people_use(words, encoding):
    content = files.as_csv(["R1", words, *[""] * 5], encoding=encoding)
    assert read("answers.csv", content)[1][0][1] == words


def test_text_that_was_once_saved_wrongly_is_put_right():
    mangled = files.as_csv(["R1", "I don’t agree: it’s café".encode().decode("cp1252"), *[""] * 5])
    assert tables.look("a.csv", mangled)[0]["encoding"] == "utf-8 mangled"
    assert read("a.csv", mangled)[1][0][1] == "I don’t agree: it’s café"


def test_what_was_saved_rightly_is_left_alone():
    assert unmangle("Câmara Ângela à Ã") == "Câmara Ângela à Ã"


def test_an_answer_of_several_lines_is_one_cell():
    _, rows = read("a.csv", files.as_csv(["R1", "Ann", "", "", "Agree", 'One\r\ntwo, "three"\n\nfour', ""]))
    assert rows[0][5] == 'One\ntwo, "three"\n\nfour'


def test_merged_headings_stand_for_all_the_columns_beneath_them():
    rows = [["Ref", "Custodial", "", "Other"], ["", "CU-1 view", "CU-1 why", ""], ["R1", "Agree", "Yes.", "x"]]
    names, body = read("a.xlsx", files.as_workbook(*rows, merge=[(0, 1, 0, 2, "Custodial")]))
    assert names == ["Ref", "Custodial: CU-1 view", "Custodial: CU-1 why", "Other"]
    assert body == [["R1", "Agree", "Yes.", "x"]]


def test_what_stands_under_a_heading_that_spans_it_is_known_by_its_own_heading():
    """Else their own numbers are left out, and the same file comes again as other people."""
    found = guessed(
        [
            ["About you", "", "", "", "CU-1", ""],
            ["Ref", "Your name", "Organisation", "Where are you based?", "Do you agree?", "Please say why"],
            ["R1", "Ann Lee", "Lee Trust", "London", "Agree", "At last."],
        ]
    )
    assert found == {
        "About you: Ref": ("own_id", ""),
        "About you: Your name": ("name", ""),
        "About you: Organisation": ("organisation_name", ""),
        "About you: Where are you based?": ("area", ""),
        "CU-1: Do you agree?": ("stance", "CU-1"),
        "CU-1: Please say why": ("comment", "CU-1"),
    }


def test_whether_it_may_be_published_is_no_answer_to_the_questions_that_it_stands_beside():
    """Else a consent is read as a comment on equality, and published as one."""
    names = ["CU-1: Do you agree?", "Equality: What is positive?", "Equality: May we publish?"]
    columns, _ = profiles.of([["Agree", "All of it.", "Yes"]], len(names))
    assert [(one.what, one.place) for one in guessing.guess(names, columns, PLACES)] == [
        ("stance", "CU-1"),
        ("comment", "EQ-1"),
        ("permission", ""),
    ]


def test_each_equality_question_is_known_by_what_it_asks():
    asked = ["What could have a positive impact?", "How could opportunity be advanced?", "What harm do you foresee?"]
    ours = [{"number": number, "text": text} for number, text in enumerate(asked, 1)]
    names = [f"Equality: {text}" for text in asked]
    columns, _ = profiles.of([["One.", "Two.", "Three."]], len(names))
    found = guessing.guess(names, columns, places._read({**CONTENT, "questions": ours}))
    assert [one.place for one in found] == ["EQ-1", "EQ-2", "EQ-3"]


def test_a_cell_merged_over_several_rows_is_said_in_each():
    rows = [["Organisation", "CU-1 comment"], ["Lee Trust", "One."], ["", "Two."], ["Ode Ltd", "Three."]]
    _, body = read("a.xlsx", files.as_workbook(*rows, merge=[(1, 0, 2, 0, "Lee Trust")]))
    assert [row[0] for row in body] == ["Lee Trust", "Lee Trust", "Ode Ltd"]


def test_a_title_above_the_headings_is_passed_over():
    rows = [["Export of answers"], [], ["Ref", "Name", "CU-1 view"], ["R1", "Ann", "Agree"]]
    assert read("a.xlsx", files.as_workbook(*rows))[0] == ["Ref", "Name", "CU-1 view"]


def test_a_sheet_that_begins_somewhere_else_keeps_its_letters_and_numbers():
    rows = [[], [], ["", "", "Ref", "CU-1 view"], ["", "", "R1", "Agree"]]
    names, body = read("a.xlsx", files.as_workbook(*rows))
    assert names == ["Column A", "Column B", "Ref", "CU-1 view"]
    assert body == [["", "", "R1", "Agree"]]


def test_two_columns_of_one_name_are_told_apart():
    names, _ = read("a.csv", files.as_csv(["a", "b", "c"], headings=["Comment", "Comment", ""]))
    assert names == ["Comment", "Comment (2)", "Column C"]


def test_columns_are_lettered_as_in_a_spreadsheet():
    assert [letter(number) for number in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


# --- the exports of survey tools --------------------------------------------------------------------------------------


def test_surveymonkeys_two_rows_of_headings_are_understood():
    found = guessed(files.SURVEYMONKEY)
    assert found["Respondent ID"] == ("own_id", "")
    assert found["First Name"] == found["Last Name"] == ("name", "")
    assert found["End Date"] == ("received", "")
    assert found["How far do you agree with CU-1?: Agree"] == ("stance", "CU-1")
    assert found["How far do you agree with CU-1?: Disagree"] == ("stance", "CU-1")
    assert found["How far do you agree with CU-1?: Other (please specify)"] == ("comment", "CU-1")
    assert found["Reduce short sentences: comments"] == ("comment", "CU-1"), "by its title"
    assert "IP Address" not in found


def test_qualtrics_three_rows_of_headings_are_understood():
    names, body = read("a.csv", files.as_csv(*files.QUALTRICS[1:], headings=files.QUALTRICS[0]))
    assert names[-2:] == ["Q1: Do you agree with CU 1?", "Q2: Why?"]
    assert len(body) == 1
    found = guessed(files.QUALTRICS)
    assert found["ResponseId: Response ID"] == ("own_id", "")
    assert found["Q2: Why?"] == ("comment", "CU-1"), "it follows"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (files.MICROSOFT, {"ID": ("own_id", ""), "Completion time": ("received", ""),
                           "Do you support CU-1?": ("stance", "CU-1"), "What would you change?": ("comment", "CU-1")}),
        (files.GOOGLE, {"Timestamp": ("received", ""), "Email Address": ("email", ""),
                        "CU-1: how far do you agree?": ("stance", "CU-1"), "Comments": ("comment", "CU-1")}),
        (files.CITIZEN_SPACE, {"Response ID": ("own_id", ""), "What is your name?": ("name", ""),
                               "What is your organisation?": ("organisation_name", ""),
                               "CU-1 Please explain": ("comment", "CU-1")}),
        (files.SMARTSURVEY, {"UserID": ("own_id", ""), "Ended": ("received", ""),
                             "1. CU-1: do you agree?": ("stance", "CU-1"), "2. Why?": ("comment", "CU-1")}),
    ],
    ids=["Microsoft Forms", "Google Forms", "Citizen Space", "SmartSurvey"],
)  # fmt: skip
def test_other_tools_exports_are_understood(rows, expected):
    found = guessed(rows)
    assert {name: found.get(name) for name in expected} == expected


# --- what nobody should bring, and some do ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.pdf", b"%PDF-1.4", "Choose a CSV"),
        ("a.csv", b"", "The file is empty"),
        ("a.csv", b" \r\n\r\n", "The file is empty"),
        ("a.csv", b"\0" * 5000, "something other than text"),
        ("a.csv", b"\x1f\x8b\x08\0\0\0\0\0", "The file is packed"),
        ("a.xlsx", b"PK\x03\x04 and no more", "could not be read"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "could not be read"),
        ("a.xls", b"\r\n<HTML><table><tr><td>Ref</td></tr></table></html>", "a web page or XML"),
        ("a.xls", b'\xef\xbb\xbf<?xml version="1.0"?><Workbook/>', "a web page or XML"),
        ("a.csv", b",,,\r\n,,,\r\n", "nothing in the first rows"),
    ],
)
def test_what_cannot_be_read_is_refused_with_what_to_do(name, content, said):
    with pytest.raises(tables.Unreadable, match=said):
        tables.look(name, content)


def test_a_workbook_whose_cells_stand_at_the_ends_of_the_world_is_refused():
    far = files.as_workbook(["x"])
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(far)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename == "xl/worksheets/sheet1.xml":
                cell = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
                content = content.replace(b"</sheetData>", cell)
            new.writestr(entry.filename, content)
    with pytest.raises(tables.Unreadable, match="spans more cells"):
        tables.look("a.xlsx", out.getvalue())


def test_a_workbook_that_unpacks_to_too_much_is_refused(monkeypatch):
    monkeypatch.setattr(tables, "LARGEST_UNPACKED", 100_000)
    with pytest.raises(tables.Unreadable, match="unpacks to too much"):
        tables.look("a.xlsx", files.as_workbook(*[["the same words again"] * 20] * 500))


def test_a_workbook_that_needs_too_much_memory_ends_its_reader_and_nothing_else(monkeypatch):
    monkeypatch.setattr(tables, "MEGABYTES", 1)
    with pytest.raises(tables.Unreadable, match="unpacks to too much"):
        list(tables.rows(files.as_workbook(["Ref"], ["R1"]), {"sheet": 0}))


def test_what_no_database_can_hold_is_left_away():
    assert clean("a\0b\x07c\ud800d\r\ne\r") == "abcd\ne"


@pytest.mark.parametrize(
    "cell", ["-", ".", "n/a", "N/A.", "NA", "Not applicable", "No comment", "No further comments."]
)
def test_a_cell_that_says_nothing_is_no_point_to_answer(cell):
    meaning = Meaning({"columns": [["comment", "CU-1"], ["comment", "CU-2"]]}, now=read_moment("2011-11-21"))
    assert meaning.read(2, [cell, "Go further."]).views == {"CU-2": ["", "Go further.", "", ""]}


def test_nobody_is_at_an_address_that_a_tool_writes_for_none():
    meaning = Meaning({"columns": [["email", ""], ["comment", "CU-1"]]}, now=read_moment("2011-11-21"))
    said = meaning.read(2, ["anonymous", "Go further."])
    assert said.problems == []
    assert "email" not in said.about


@pytest.mark.parametrize("cell", ["No.", "None of it", "Na zdrowie", "NA prisons need more", "👍"])
def test_however_short_what_is_said_is_kept(cell):
    meaning = Meaning({"columns": [["comment", "CU-1"]]}, now=read_moment("2011-11-21"))
    assert meaning.read(2, [cell]).views == {"CU-1": ["", cell, "", ""]}


def test_a_very_long_cell_is_named_and_others_are_read():
    meaning = Meaning({"columns": [["comment", "CU-1"], ["comment", "CU-2"]]}, now=read_moment("2011-11-21"))
    said = meaning.read(2, ["x" * 10_000_000, "Short."])
    assert said.problems == [(0, "Shorten it to 60,000 characters: it has 10,000,000.")]


def test_a_row_with_more_cells_than_headings_is_named():
    meaning = Meaning({"columns": [["comment", "CU-1"]]}, now=read_moment("2011-11-21"))
    assert "Close the quote" in meaning.read(2, ["One", "two"]).problems[0][1]


TEXT = st.text(max_size=40)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.binary(max_size=400))
def test_no_bytes_break_the_reading_of_text(content):
    try:
        sheets = tables.look("a.csv", content)
    except tables.Unreadable:
        return
    for sheet in sheets:
        layout.headings(sheet["first"], layout.guess(sheet)["first"], 1)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.lists(TEXT, min_size=3, max_size=3), min_size=1, max_size=6))
def test_every_cell_comes_back_as_it_was_written(rows):
    content = files.as_csv(*rows, headings=["a", "b", "c"])
    found = list(plain_text.records(content, "utf-8", "comma"))
    assert found[1:] == [[clean(cell.replace("\r\n", "\n").replace("\r", "\n")) for cell in row] for row in rows]


@settings(max_examples=200, deadline=None)
@given(
    st.one_of(TEXT, st.from_regex(r"\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}( \d{1,2}:\d\d)?", fullmatch=True)),
    st.sampled_from(["day", "month"]),
)
def test_no_words_break_the_reading_of_dates(words, order):
    found = read_moment(words, order)
    assert found is None or found.tzinfo is not None


@settings(max_examples=200, deadline=None)
@given(st.lists(TEXT, max_size=12))
def test_no_row_breaks_its_reading(cells):
    columns = [["name", ""], ["email", ""], ["received", ""], ["own_id", ""], ["stance", "CU-1"], ["comment", "CU-1"],
               ["permission", ""], ["ignore", ""], ["wording", "CU-1"]]  # fmt: skip
    said = Meaning({"columns": columns, "values": {"stance": {"yes": "agree"}}}, now=read_moment("2011-11-21")).read(
        2, cells
    )
    assert said.problems or said.views
    assert len(said.content) == 64
