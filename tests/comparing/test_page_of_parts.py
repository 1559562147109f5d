"""What the page shows of a redline: without what went it is the newer text, without what came the older."""

from pathlib import Path

import lxml.html
import pytest
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from app.comparing import marking
from app.documents.compared import Entries, Turn
from app.documents.parts import Contents, Document, lines_of
from app.documents.redline import compare
from tests.documents.readers import words_of_page
from tests.documents.test_word_redline import PAIRS

TEMPLATES = Path(__file__).parents[2] / "templates"
PAGE = "{% from 'comparing/_parts.html' import parts %}{{ parts(every, marked, as_row) }}"


def page_of(old: Document, new: Document) -> str:
    environment = Environment(loader=FileSystemLoader(TEMPLATES), undefined=StrictUndefined, autoescape=True)
    every = [part for part in compare(old, new).parts if not isinstance(part, Turn | Entries)]
    return environment.from_string(PAGE).render(every=every, marked=marking.marked, as_row=marking.as_row)


def without(page: str, gone: str) -> set[str]:
    """The blocks of the page as one reads them who leaves out what is marked as `gone`, and the words about marks."""
    document = lxml.html.fromstring(f"<div>{page}</div>")
    said = "contains(@class, 'govuk-visually-hidden') or contains(@class, 'govuk-tag')"
    for element in document.xpath(f"//{gone} | //ins//span[{said}] | //del//span[{said}] | //strong[{said}]"):
        element.drop_tree()
    return set(words_of_page(lxml.html.tostring(document, encoding="unicode")))


def words(document: Document) -> set[str]:
    lines = [line for part in document.parts if not isinstance(part, Contents) for line in lines_of(part)]
    return {" ".join(line.split()) for line in lines if line.strip()}


@pytest.mark.parametrize("name", PAIRS)
def test_both_texts_can_be_read_from_the_page(name):
    old, new = PAIRS[name]
    page = page_of(old, new)
    assert words(new) - without(page, "del") == set()
    assert words(old) - without(page, "ins") == set()


def test_every_insertion_and_deletion_is_named_for_who_cannot_see_it():
    page = lxml.html.fromstring(f"<div>{page_of(*PAIRS['offer'])}</div>")
    for mark, name in (("ins", "[inserted: "), ("del", "[deleted: ")):
        for element in page.xpath(f"//{mark}"):
            row = next((one for one in element.iterancestors("tr")), None)
            in_whole_row = row is not None and row.xpath(".//strong[contains(@class, 'govuk-tag')]")
            assert in_whole_row or element.text_content().startswith(name)
