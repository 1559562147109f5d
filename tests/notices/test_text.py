"""The text as it stood on any day, on the page and in Word; each changed passage names its notice."""

from io import BytesIO

import pytest
from docx import Document

from app.extensions import db
from app.models import Publication
from tests import make
from tests.notices.given import JUNE, issued, on
from tests.signing.people import cast
from workflows.roles import Role


@pytest.fixture
def varied(app):
    made = cast("in force")
    issued(made)
    on(JUNE)
    return made


def test_the_page_of_a_day_says_which_version_applied(browser, varied):
    browser.as_(varied.provider_negotiator)
    before, after = (browser.get(f"{varied.path}/text?on=2012-{day}").text for day in ("05-31", "06-01"))
    assert "the text on Thursday 31 May 2012" in before
    assert "120 (notice 1)" not in before
    assert "120 (notice 1)" in after
    assert "version 2.0" in after


def test_a_day_is_typed_as_three_numbers(browser, varied):
    page = browser.as_(varied.provider_negotiator).get(f"{varied.path}/text?on-day=31&on-month=5&on-year=2012").text
    assert "the text on Thursday 31 May 2012" in page


@pytest.mark.parametrize("asked", ["on=yesterday", "on-day=31&on-month=2&on-year=2012", "on=2012-13-01"])
def test_what_is_no_day_is_said_and_todays_text_is_shown(browser, varied, asked):
    page = browser.as_(varied.provider_negotiator).get(f"{varied.path}/text?{asked}")
    assert page.status_code == 200
    assert "is not a day that can be read" in page.text
    assert "120 (notice 1)" in page.text


def test_word_has_the_text_of_the_day_too(browser, varied):
    browser.as_(varied.commissioner_signatory)
    cells = {}
    for day in ("2012-05-31", "2012-06-01"):
        answer = browser.get(f"{varied.path}/document?on={day}")
        assert f"on-{day}" in answer.headers["Content-Disposition"]
        tables = Document(BytesIO(answer.data)).tables
        cells[day] = {cell.text for table in tables for row in table.rows for cell in row.cells}
    assert "120 (notice 1)" not in cells["2012-05-31"]
    assert {"120 (notice 1)", "Target: 90", "Target: 120", "2.0"} <= cells["2012-06-01"]


def test_the_page_of_a_version_says_whether_it_counts_now(browser, varied):
    browser.as_(varied.commissioner_signatory)
    assert "is not the text that counts now" in browser.get(f"{varied.path}/versions/1.0").text
    assert "is not the text that counts now" not in browser.get(f"{varied.path}/versions/2.0").text


def test_the_receipt_still_shows_what_was_signed(browser, varied):
    page = browser.as_(varied.provider_signatory).get(f"{varied.path}/signed").text
    assert varied.it.text_digest[:8] in page
    assert "Gary Governor" in page


def test_another_provider_reads_no_text_of_any_day(browser, varied):
    other = make.person(Role.PROVIDER_SIGNATORY, at=make.provider())
    for page in ("text?on=2012-06-01", "document?on=2012-06-01", "versions/2.0"):
        assert browser.as_(other).get(f"{varied.path}/{page}").status_code == 404


def test_what_is_published_after_a_notice_is_the_varied_version(browser, varied):
    browser.as_(varied.manager).submit(f"{varied.path}/publish", then="publish")
    assert db.session.query(Publication).one().agreement_version.number == "2.0"
    public = browser.signed_out().get(f"/published-agreements/{varied.round.slug}/{varied.it.provider.code}").text
    assert "120 (notice 1)" in public
