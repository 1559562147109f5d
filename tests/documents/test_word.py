"""The Word file: same words as the page, same bytes every time, and readable by the libraries people use."""

import io
import itertools
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from lxml import etree

from app.documents import word
from app.documents.agreement_document import compose
from app.documents.parts import Clause, Column, Document, Heading, Table, words_of
from tests.documents import specimen
from tests.documents.editions import edition, equality
from tests.documents.readers import W, words_of_page, words_of_word_file

TEMPLATES = Path(__file__).parents[2] / "templates"
DOCUMENTS = {
    "SLA draft": compose(specimen.agreement("SLA", "with provider")),
    "SLA in force": compose(specimen.agreement("SLA", "in force")),
    "contract schedule draft": compose(specimen.agreement("contract schedule", "drafting")),
    "contract schedule signed": compose(specimen.agreement("contract schedule", "signed")),
    "discussion edition": edition("discussion"),
    "final edition": edition("final"),
    "equality": equality(),
}
every_document = pytest.mark.parametrize("document", DOCUMENTS.values(), ids=DOCUMENTS.keys())


def page_of(document: Document) -> str:
    environment = Environment(loader=FileSystemLoader(TEMPLATES), undefined=StrictUndefined, autoescape=True)
    page = "{% from '_macros/parts.html' import document_parts %}{{ document_parts(document) }}"
    return environment.from_string(page).render(document=document)


def part_of(document: Document, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(word.as_bytes(document))) as package:
        return package.read(name).decode()


@every_document
def test_the_word_file_says_what_the_document_says(document):
    assert words_of_word_file(word.as_bytes(document)) == words_of(document)


@every_document
def test_the_page_says_what_the_word_file_says(document):
    assert words_of_page(page_of(document)) == words_of_word_file(word.as_bytes(document))[2:]


@every_document
def test_the_same_document_is_the_same_bytes(document):
    assert word.as_bytes(document) == word.as_bytes(replace(document))


@every_document
def test_the_page_has_no_two_things_with_one_name_and_no_link_that_leads_nowhere(document):
    page = etree.HTML(page_of(document))
    names = page.xpath("//@id")
    assert len(names) == len(set(names))
    assert {link.removeprefix("#") for link in page.xpath("//nav//@href")} <= set(names)


def test_the_page_never_skips_a_level_of_heading():
    for document in DOCUMENTS.values():
        levels = [int(element.tag[1]) for element in etree.HTML(page_of(document)).xpath("//h2|//h3|//h4")]
        assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def test_python_docx_reads_the_file_and_finds_real_headings_and_its_properties():
    read = docx.Document(io.BytesIO(word.as_bytes(DOCUMENTS["SLA in force"])))
    assert any(p.style.name == "Heading 1" and p.text == "7\tGovernance" for p in read.paragraphs)
    properties = read.core_properties
    assert properties.title == "Service level agreement 2012-13"
    assert properties.subject == "National Offender Management Service and HMP Durham"
    assert properties.author == "National Offender Management Service"
    assert properties.language == "en-GB"
    assert f"{properties.created:%Y-%m-%d}" == "2012-02-20"


def test_tables_repeat_their_header_row_and_never_break_inside_a_row():
    body = etree.fromstring(part_of(DOCUMENTS["SLA in force"], "word/document.xml").encode())
    rows = body.findall(f".//{W}tr")
    assert rows
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
    captioned = [p for p in body.iter(f"{W}instrText") if "SEQ Table" in p.text]
    unnumbered = [part for part in DOCUMENTS["SLA in force"].parts if isinstance(part, Table) and part.record]
    assert len(captioned) + len(unnumbered) == len(body.findall(f".//{W}tblHeader")) > 10
    assert all(table.find(f"{W}tblPr/{W}tblDescription") is not None for table in body.iter(f"{W}tbl"))


def test_the_contents_list_has_its_entries_and_asks_word_to_fill_it_on_opening():
    document = DOCUMENTS["SLA in force"]
    body = part_of(document, "word/document.xml")
    shown = [part for part in document.parts if isinstance(part, Heading) and part.level <= 2]
    assert 'TOC \\o "1-2"' in body
    assert body.count(" PAGEREF ") == len(shown)
    assert '<w:updateFields w:val="true"/>' in part_of(document, "word/settings.xml")


def test_the_file_holds_our_parts_in_a_fixed_order_and_nothing_of_the_librarys_own_template():
    with zipfile.ZipFile(io.BytesIO(word.as_bytes(DOCUMENTS["SLA in force"]))) as package:
        assert sorted(package.namelist()) == [
            "[Content_Types].xml", "_rels/.rels", "docProps/core.xml", "word/_rels/document.xml.rels",
            "word/document.xml", "word/fontTable.xml", "word/footer1.xml", "word/footer2.xml", "word/header1.xml",
            "word/numbering.xml", "word/settings.xml", "word/styles.xml", "word/theme/theme1.xml",
        ]  # fmt: skip
        assert {member.date_time for member in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert all(b"python-docx" not in package.read(name) for name in package.namelist())


def test_a_title_longer_than_a_property_may_be_is_whole_in_the_text():
    long = "A very long title " * 20
    document = Document(title=long, parts=(Clause("1", "Words"),))
    assert words_of_word_file(word.as_bytes(document))[0] == long.strip()
    assert len(docx.Document(io.BytesIO(word.as_bytes(document))).core_properties.title) == word.LONGEST_PROPERTY


def test_only_the_word_writer_imports_python_docx():
    found = {
        path.parent.name
        for path in (TEMPLATES.parent / "app").rglob("*.py")
        if re.search(r"^\s*(import|from) docx\b", path.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert found == {"word"}


def test_a_name_with_markup_or_control_characters_is_text_and_nothing_else():
    nasty = 'Bread & <w:br/> "wine"\x00\x0b\ud800'
    document = Document(title=nasty, parts=(Heading(nasty, anchor="a"), Clause("1", nasty), _table_of(nasty)))
    assert words_of_word_file(word.as_bytes(document)) == ['Bread & <w:br/> "wine"'] * 2 + [
        '1 Bread & <w:br/> "wine"',
        *['Bread & <w:br/> "wine"'] * 3,
    ]


def _table_of(words: str) -> Table:
    return Table(words, (Column(words),), ((words,),))
