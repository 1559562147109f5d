"""No cell of a sheet is anything that a spreadsheet would run."""

import csv
from io import BytesIO, StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from app.sheets import RUN_AS_FORMULA, Heading, Sheet, as_csv, as_workbook, harmless


@pytest.mark.parametrize("start", RUN_AS_FORMULA)
def test_words_that_begin_like_a_formula_are_made_text(start):
    assert harmless(f"{start}1+1") == f"'{start}1+1"
    assert harmless(f"  {start}1+1") == f"'  {start}1+1"


@pytest.mark.parametrize("cell", ["HMP Durham", "A-1", "x=1", -5, 0, 3.5])
def test_everything_else_stays_as_it_is(cell):
    assert harmless(cell) == cell


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_whatever_is_typed_a_spreadsheet_reads_words(words):
    text = as_csv(Sheet("T", [Heading("A")], [[words]])).decode("utf-8-sig")
    rows = list(csv.reader(StringIO(text, newline="")))
    assert rows[0] == ["A"]
    read = rows[1][0] if rows[1] else ""
    assert read.removeprefix("'") == words.removeprefix("'")
    assert not read.lstrip(" ").startswith(RUN_AS_FORMULA)


def test_a_workbook_keeps_words_and_numbers_apart():
    made = as_workbook(Sheet("T", [Heading("A"), Heading("B", "pounds")], [["007", 7], ["=1+1", None]], ["Note"]))
    assert CalamineWorkbook.from_filelike(BytesIO(made)).get_sheet_by_name("List").to_python()[1:] == [
        ["007", 7.0],
        ["=1+1", ""],
    ]
