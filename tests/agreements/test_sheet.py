"""The list of agreements as CSV and Excel: the same agreements, for the same people, with nothing in it that runs."""

import csv
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
from python_calamine import CalamineWorkbook

from tests import make
from workflows.roles import Role
from workflows.round import RoundState

FORMULA = '=HYPERLINK("http://example.test","HMP Press Me")'


@pytest.fixture
def round_(app):
    return make.round_(RoundState.NEGOTIATING)


@pytest.fixture
def two(round_):
    north, south = make.provider(name="HMP North"), make.provider(name="HMP South")
    make.agreement(round_, north, state="with provider", price=1100, last_year_price=1000, terms_total=41,
                   terms_agreed=37)  # fmt: skip
    make.agreement(round_, south, state="drafting", price=2000)
    return north, south


def rows_of_csv(answer):
    text = answer.data.decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text)))


def rows_of_excel(answer):
    book = CalamineWorkbook.from_filelike(BytesIO(answer.data))
    heads, *rows = book.get_sheet_by_name("List").to_python()
    return [dict(zip(heads, row, strict=True)) for row in rows]


READ = {"csv": rows_of_csv, "xlsx": rows_of_excel}


@pytest.fixture(params=READ)
def fetch(request, round_):
    """Fetch the list in one of the two forms, and read it as a spreadsheet would."""
    kind = request.param
    return lambda browser, asked="": READ[kind](browser.get(f"/rounds/{round_.slug}/agreements.{kind}{asked}"))


def test_it_holds_what_the_list_shows(browser, fetch, two):
    rows = fetch(browser.as_(make.person(Role.ROUND_MANAGER)))
    assert [row["Provider"] for row in rows] == ["HMP North", "HMP South"]
    first = rows[0]
    assert [float(first[each]) for each in ("Price", "Terms", "Terms agreed")] == [1100, 41, 37]
    assert float(first["Against last year"]) == pytest.approx(0.1)
    assert first["State"] == "With provider"


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("?state=drafting", ["HMP South"]),
        ("?sort=-price", ["HMP South", "HMP North"]),
        ("?q=north&sort=-price", ["HMP North"]),
        ("?q=nobody", []),
    ],
)
def test_it_respects_filters_and_order(browser, fetch, two, asked, found):
    rows = fetch(browser.as_(make.person(Role.ROUND_MANAGER)), asked)
    assert [row["Provider"] for row in rows] == found


def test_it_holds_for_a_provider_only_what_is_theirs_and_no_negotiators(browser, fetch, two):
    make.person(Role.COMMISSIONER_NEGOTIATOR, works_with=two, name="Ada Zebra")
    rows = fetch(browser.as_(make.person(Role.PROVIDER_NEGOTIATOR, at=two[0])))
    assert [row["Provider"] for row in rows] == ["HMP North"]
    assert "Negotiator" not in rows[0]
    assert "Ada Zebra" not in str(rows)
    assert fetch(browser.as_(make.person(Role.PROVIDER_NEGOTIATOR, at=two[1]))) == [], "it is not sent yet"


def test_it_holds_for_a_negotiator_only_what_is_assigned(browser, fetch, two):
    rows = fetch(browser.as_(make.person(Role.COMMISSIONER_NEGOTIATOR, works_with=[two[1]], name="Ada Zebra")))
    assert [(row["Provider"], row["Negotiator"]) for row in rows] == [("HMP South", "Ada Zebra")]


def test_the_list_leads_to_both_with_its_filters(browser, round_, two):
    page = browser.as_(make.person(Role.ROUND_MANAGER)).get(f"/rounds/{round_.slug}/agreements?q=north&sort=price")
    for kind in READ:
        assert f'href="/rounds/{round_.slug}/agreements.{kind}?q=north&amp;sort=price"' in page.text


def test_a_name_that_looks_like_a_formula_is_text_in_both(browser, round_):
    make.agreement(round_, make.provider(name=FORMULA), state="signed")
    browser.as_(make.person(Role.ROUND_MANAGER))
    [row] = rows_of_csv(browser.get(f"/rounds/{round_.slug}/agreements.csv"))
    assert row["Provider"] == f"'{FORMULA}"
    answer = browser.get(f"/rounds/{round_.slug}/agreements.xlsx")
    assert rows_of_excel(answer)[0]["Provider"] == FORMULA
    with ZipFile(BytesIO(answer.data)) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
        assert "<f>" not in sheet
        assert "hyperlink" not in sheet


def test_what_comes_from_a_rehearsal_says_so(browser, round_, two):
    browser.as_(make.person(Role.ROUND_MANAGER))
    answer = browser.get(f"/rounds/{round_.slug}/agreements.xlsx")
    assert "demonstration-agreements" in answer.headers["Content-Disposition"]
    about = CalamineWorkbook.from_filelike(BytesIO(answer.data)).get_sheet_by_name("About this list").to_python()
    assert ["Demonstration: not a real agreement."] in about


def test_other_forms_and_strangers_find_nothing(browser, round_, two):
    assert browser.as_(make.person(Role.ROUND_MANAGER)).get(f"/rounds/{round_.slug}/agreements.exe").status_code == 404
    assert browser.as_(make.person(Role.ADMINISTRATOR)).get(f"/rounds/{round_.slug}/agreements.csv").status_code == 404
