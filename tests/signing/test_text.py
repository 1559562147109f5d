"""The exact text as a page and as a Word file, for those who may see the agreement."""

import io
import zipfile

import pytest
import sqlalchemy as sa

from app.extensions import db
from tests import make
from tests.signing.people import cast
from workflows.roles import Role


def word(answer):
    with zipfile.ZipFile(io.BytesIO(answer.data)) as package:
        return {name: package.read(name).decode() for name in package.namelist()}


def test_both_sides_read_the_same_words(browser):
    made = cast()
    pages = [
        browser.as_(p).get(f"{made.path}/text").text for p in (made.provider_negotiator, made.commissioner_negotiator)
    ]
    for page in pages:
        assert "Run visits" in page
        assert made.it.text_digest[:8] in page


def test_a_draft_says_that_it_may_still_change(browser):
    made = cast("with provider")
    page = browser.as_(made.provider_negotiator).get(f"{made.path}/text")
    assert "It may still change, so it has no fingerprint yet." in page.text


def test_the_provider_does_not_see_what_has_not_been_sent(browser):
    made = cast("drafting")
    assert browser.as_(made.provider_negotiator).get(f"{made.path}/text").status_code == 404
    assert browser.as_(made.provider_negotiator).get(f"{made.path}/document").status_code == 404
    assert browser.as_(made.commissioner_negotiator).get(f"{made.path}/text").status_code == 200


@pytest.mark.parametrize("role", [Role.ANALYST, Role.EQUALITY_LEAD, Role.ADMINISTRATOR, Role.ASSURER])
def test_staff_without_a_part_in_it_find_nothing_before_signature(browser, role):
    made = cast()
    someone = make.person(role)
    for page in ("text", "document", "signed", "approve"):
        assert browser.as_(someone).get(f"{made.path}/{page}").status_code == 404


def test_an_assurer_reads_it_once_it_is_signed(browser):
    made = cast("signed")
    assert browser.as_(make.person(Role.ASSURER)).get(f"{made.path}/document").status_code == 200


def test_a_negotiator_of_other_providers_finds_nothing(browser):
    made = cast()
    other = make.person(Role.COMMISSIONER_NEGOTIATOR, works_with=[make.provider()])
    assert browser.as_(other).get(f"{made.path}/document").status_code == 404


def test_signed_out_one_is_asked_to_sign_in(browser):
    made = cast()
    assert "/sign-in" in browser.signed_out().get(f"{made.path}/document").location


def test_a_draft_in_word_says_draft_and_demonstration_on_every_page(browser):
    made = cast()
    answer = browser.as_(made.provider_negotiator).get(f"{made.path}/document")
    assert f"filename=2012-13-{made.it.provider.code}-sla-v0.3-draft.docx" in answer.headers["Content-Disposition"]
    parts = word(answer)
    assert "DRAFT" in parts["word/header1.xml"]
    assert "Demonstration: not a real agreement" in "".join(parts.values())


def test_a_signed_one_in_word_does_not_say_draft_and_names_who_signed(browser):
    made = cast("signed")
    answer = browser.as_(made.provider_negotiator).get(f"{made.path}/document")
    parts = word(answer)
    assert "DRAFT" not in parts["word/header1.xml"]
    assert "Gary Governor" in parts["word/document.xml"]
    assert "sla-v1.0.docx" in answer.headers["Content-Disposition"]


def test_the_same_agreement_downloaded_twice_is_the_same_bytes(browser):
    made = cast("signed")
    browser.as_(made.manager)
    assert browser.get(f"{made.path}/document").data == browser.get(f"{made.path}/document").data


@pytest.mark.parametrize("state", ["with provider", "signed"])
def test_the_page_asks_the_database_little(browser, state):
    made = cast(state)
    browser.as_(made.commissioner_negotiator)
    path, asked = f"{made.path}/text", []
    db.session.expunge_all()

    def count(*event):
        asked.append(event[2])

    sa.event.listen(db.engine, "before_cursor_execute", count)
    browser.get(path)
    sa.event.remove(db.engine, "before_cursor_execute", count)
    selects = [line for line in asked if line.lstrip().upper().startswith("SELECT")]
    assert len(selects) <= 8, selects


def test_an_earlier_version_is_read_as_it_was_issued(browser):
    made = cast("approved")
    page = browser.as_(made.provider_negotiator).get(f"{made.path}/text")
    assert f'href="{made.path}/versions/0.1"' in page.text
    first = browser.get(f"{made.path}/versions/0.1")
    assert "First draft for this provider." in first.text
    assert "is not the text that counts now" in first.text
    assert "Words on rationale." not in first.text
    assert "Words on rationale." in browser.get(f"{made.path}/versions/0.3").text
    assert browser.get(f"{made.path}/versions/7.0").status_code == 404


def test_a_stranger_finds_no_version(browser):
    made = cast("approved")
    stranger = make.person(Role.PROVIDER_NEGOTIATOR, at=make.provider())
    assert browser.as_(stranger).get(f"{made.path}/versions/0.1").status_code == 404
