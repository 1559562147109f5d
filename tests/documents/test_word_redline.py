"""The Word redline: reject all its changes and it is the older text, accept all and it is the newer, to the letter."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings

from app.documents import word
from app.documents.agreement_document import compose
from app.documents.agreement_facts import AgreementFacts, ScheduleFacts
from app.documents.parts import Contents, Document
from app.documents.redline import compare
from app.documents.word.redline import as_bytes
from tests.documents import revisions, specimen, tools
from tests.documents.drafts import two_drafts
from tests.documents.office_changes import ACCEPT, REJECT, Office

AT = datetime(2012, 2, 20, 16, 5, tzinfo=UTC)
AUTHOR = "Nora Neighbour, HMP Durham"


def redline_of(old: Document, new: Document) -> bytes:
    return as_bytes(compare(old, new), author=AUTHOR, at=AT, version="0.4 compared with 0.1")


def renegotiated(facts: AgreementFacts) -> AgreementFacts:
    """The same agreement after an offer: values, a row less and one more, words in a cell, a schedule emptied."""
    return replace(
        facts,
        schedules=tuple(_renegotiated(schedule) for schedule in facts.schedules),
        price_total="£28,500,000",
        ends_on=facts.ends_on.replace(day=30),
        profile=facts.profile[:-1],
        template=replace(facts.template, version="2012-13 v1.1", sections=facts.template.sections[:-1]),
    )


def _renegotiated(schedule: ScheduleFacts) -> ScheduleFacts:
    rows = list(schedule.rows)
    match schedule.key:
        case "volumes":
            rows[2] = (*rows[2][:4], "999", *rows[2][5:])
            rows[5:6] = [("V-99", "A new programme", "Everyone", "50", "20", "5, 5, 5, 5", "None given")]
        case "services":
            rows[3] = (rows[3][0], rows[3][1].replace("every day", "each weekday"), *rows[3][2:])
        case "exceptions":
            rows = []
    return replace(schedule, rows=tuple(rows))


OLD = specimen.agreement("SLA", "with provider")
PAIRS = {
    "offer": (compose(OLD), compose(renegotiated(OLD))),
    "signed": (compose(OLD), compose(renegotiated(specimen.agreement("SLA", "in force")))),
    "other-instrument": (compose(OLD), compose(specimen.agreement("contract schedule", "signed"))),
    "nothing-changed": (compose(OLD), compose(OLD)),
}
every_pair = pytest.mark.parametrize("name", PAIRS)


@given(drafts=two_drafts())
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_accepting_all_is_the_newer_text_and_rejecting_all_the_older(drafts):
    old, new = drafts
    redline = redline_of(old, new)
    assert revisions.rejected(redline) == revisions.blocks(word.as_bytes(old))
    assert revisions.accepted(redline) == revisions.blocks(word.as_bytes(new))


@every_pair
def test_the_same_holds_of_whole_agreements(name):
    old, new = PAIRS[name]
    redline = redline_of(old, new)
    assert revisions.rejected(redline) == revisions.blocks(word.as_bytes(old))
    assert revisions.accepted(redline) == revisions.blocks(word.as_bytes(new))


@every_pair
def test_the_same_two_texts_are_always_the_same_bytes(name):
    assert redline_of(*PAIRS[name]) == redline_of(*PAIRS[name])


def test_every_change_says_who_made_it_and_when():
    assert revisions.signed(redline_of(*PAIRS["offer"])) == {(AUTHOR, "2012-02-20T16:05:00Z")}


def test_two_equal_texts_have_no_tracked_change():
    assert revisions.signed(redline_of(*PAIRS["nothing-changed"])) == set()


# --- files that other programs open ---


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("redlines")
    for name, (old, new) in PAIRS.items():
        (made / f"{name}.docx").write_bytes(redline_of(old, new))
    return made


@pytest.mark.xdist_group("office")
@every_pair
def test_the_open_xml_validator_finds_nothing_wrong(name, folder):
    assert tools.complaints(folder / f"{name}.docx") == []


@pytest.mark.xdist_group("office")
def test_a_second_validator_finds_nothing_wrong(folder):
    assert tools.second_opinion(folder / "signed.docx") == ""


@pytest.mark.xdist_group("office")
def test_libreoffice_shows_what_came_and_what_went_on_pages_that_say_what_is_compared(folder):
    pages = tools.as_pdfs([folder / f"{name}.docx" for name in PAIRS], folder)
    text = " ".join(" ".join(pages["offer"]).split())
    for words in ("72999", "A new programme", "V-6", "every dayeach weekday", "No exceptions are agreed"):
        assert words in text
    assert all("Version 0.4 compared with 0.1" in page for page in pages["offer"])


@pytest.mark.xdist_group("office")
def test_libreoffice_too_accepts_to_the_newer_text_and_rejects_to_the_older(tmp_path):
    office = Office(tmp_path)
    old, new = (without_contents(document) for document in PAIRS["other-instrument"])
    redline = redline_of(old, new)
    for command, document in ((ACCEPT, new), (REJECT, old)):
        left = revisions.blocks(office.saved(redline, command))
        assert words_in(left) == words_in(revisions.blocks(office.saved(word.as_bytes(document))))


def without_contents(document: Document) -> Document:
    """LibreOffice wraps the contents list of an ordinary file, which makes other blocks of it."""
    return replace(document, parts=tuple(part for part in document.parts if not isinstance(part, Contents)))


def words_in(found: list[revisions.Block]) -> list[revisions.Block]:
    """Blocks with words, without the breaks that LibreOffice moves into paragraphs."""
    tidy = [block.strip() if isinstance(block, str) else block for block in found]
    return [block for block in tidy if block]
