"""Every kind of file opens: each instrument in each state, each edition, and the equality document."""

import re

import pytest

from app.documents import word
from app.documents.agreement_document import compose
from app.documents.parts import Document, Heading, heading_text
from app.documents.word.pages import pages as worked_out
from tests.documents import specimen, tools
from tests.documents.editions import edition, equality

AGREEMENTS = {
    f"{instrument} {state}".replace(" ", "-"): compose(specimen.agreement(instrument, state))
    for instrument in specimen.FILES
    for state in specimen.STATES
}
OTHERS = {f"edition-{kind}": edition(kind) for kind in ("draft", "discussion", "revised", "final")}
KINDS: dict[str, Document] = {**AGREEMENTS, **OTHERS, "equality": equality()}
pytestmark = pytest.mark.xdist_group("office")
every_kind = pytest.mark.parametrize("kind", KINDS)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("files")
    for kind, document in KINDS.items():
        (made / f"{kind}.docx").write_bytes(word.as_bytes(document))
    return made


@pytest.fixture(scope="module")
def printed(folder):
    """The text of every page of every kind, as LibreOffice lays it out."""
    return tools.as_pdfs([folder / f"{kind}.docx" for kind in KINDS], folder)


@every_kind
def test_the_open_xml_validator_finds_nothing_wrong(kind, folder):
    assert tools.complaints(folder / f"{kind}.docx") == []


@pytest.mark.parametrize("kind", ["SLA-with-provider", "contract-schedule-in-force", "edition-final", "equality"])
def test_a_second_validator_finds_nothing_wrong(kind, folder):
    assert tools.second_opinion(folder / f"{kind}.docx") == ""


@every_kind
def test_libreoffice_opens_it_and_every_page_is_marked_and_numbered(kind, printed):
    document, pages = KINDS[kind], printed[kind]
    for number, page in enumerate(pages, start=1):
        assert page.count("NOT PROTECTIVELY MARKED") == 2
        assert f"Page {number} of {len(pages)}" in page
        assert specimen.DEMONSTRATION in page
        assert ("DRAFT" in page.split()) is document.draft


@every_kind
def test_the_contents_list_names_the_page_on_which_each_heading_stands(kind, printed):
    document, pages = KINDS[kind], [" ".join(page.split()) for page in printed[kind]]
    expected = worked_out(document)
    for place, part in enumerate(document.parts):
        if isinstance(part, Heading):
            assert heading_text(part) in pages[expected[place] - 1], f"{heading_text(part)} is not on its page"
            if part.level <= 2:
                entry = rf"{re.escape(heading_text(part))}\s?\.*\s?{expected[place]}\b"
                assert re.search(entry, " ".join(pages[1:4])), f"{heading_text(part)} has no page in the contents"


def test_an_agreement_of_forty_terms_is_a_real_document_of_some_forty_pages(printed):
    assert 38 <= len(printed["SLA-in-force"]) <= 55
