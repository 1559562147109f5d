"""What an agreement says, in the order in which a director reads it."""

from dataclasses import replace

import pytest

from app.documents.agreement_document import compose
from app.documents.agreement_facts import schedule
from app.documents.parts import Clause, Definitions, Document, Heading, Paragraph, Signature, Table, words_of
from app.documents.schedules import SCHEDULES
from tests.documents import specimen


def text_of(document: Document) -> str:
    return "\n".join(words_of(document))


def table_called(document: Document, beginning: str) -> Table:
    return next(part for part in document.parts if isinstance(part, Table) and part.caption.startswith(beginning))


@pytest.mark.parametrize("instrument", ["SLA", "contract schedule"])
@pytest.mark.parametrize("state", ["with provider", "in force"])
def test_an_agreement_says_this(instrument, state, snapshot):
    assert words_of(compose(specimen.agreement(instrument, state))) == snapshot


def test_the_sections_are_those_of_a_real_agreement_in_their_order():
    document = compose(specimen.agreement())
    titles = [f"{part.number} {part.text}" for part in document.parts if isinstance(part, Heading) and part.level == 1]
    assert titles[:9] == [
        "1 Glossary",
        "2 Form of agreement",
        "3 Responsibilities and delivery partners",
        "4 Service requirements",
        "5 Operational interfaces",
        "6 Performance management, audit and inspection",
        "7 Governance",
        "8 Notice of change",
        "9 Finance",
    ]
    assert all(title.startswith("Annex") for title in titles[9:])


@pytest.mark.parametrize("instrument", ["SLA", "contract schedule"])
def test_a_national_template_has_a_place_for_every_schedule(instrument):
    placed = {key for section in specimen.template(instrument).sections for key in section.schedules}
    assert placed >= set(SCHEDULES) | {"glossary", "approvals", "signatures", "intentions", "profile"}


@pytest.mark.parametrize("instrument", ["SLA", "contract schedule"])
def test_no_placeholder_is_left_in_an_agreement(instrument):
    text = text_of(compose(specimen.agreement(instrument)))
    assert not {"{", "}", "[", "]"} & set(text)


def test_an_unknown_placeholder_stops_the_document_rather_than_printing_a_gap():
    facts = specimen.agreement()
    section = facts.template.sections[1]
    broken = replace(section, clauses=(replace(section.clauses[0], text="Pay {whatever}."),))
    with pytest.raises(KeyError, match="whatever"):
        compose(replace(facts, template=replace(facts.template, sections=(broken,))))


def test_an_sla_says_that_it_is_not_legally_binding_and_ends_disputes_in_the_executive_committee():
    text = text_of(compose(specimen.agreement("SLA")))
    assert "not legally binding" in text
    assert "decision of the executive committee is final" in text
    assert "arbitration" not in text


def test_a_contract_schedule_says_that_it_binds_and_leaves_disputes_to_the_contract():
    text = text_of(compose(specimen.agreement("contract schedule")))
    assert "is legally binding" in text
    assert "not legally binding" not in text
    assert "executive committee" not in text
    assert "dispute resolution procedure of the contract" in text


def test_an_issue_report_is_shared_within_10_working_days():
    for instrument in specimen.FILES:
        assert "shared with the other party within 10 working days" in text_of(compose(specimen.agreement(instrument)))


def test_a_figure_to_follow_is_printed_in_one_wording():
    volumes = table_called(compose(specimen.agreement()), "Volumes and targets")
    assert volumes.rows[7][4] == "Figure to follow"


def test_the_price_schedule_ends_with_its_total():
    price = table_called(compose(specimen.agreement()), "Annual operating price")
    assert price.rows[-1] == ("Annual operating price", "", "", "£28,000,000", "")
    assert price.total


def test_a_price_that_is_not_known_is_a_figure_to_follow_in_the_text_as_well():
    facts = replace(specimen.agreement(), price_total="Figure to follow")
    clause = next(
        p for p in compose(facts).parts if isinstance(p, Clause) and p.text.startswith("The annual operating")
    )
    assert "add up to it: Figure to follow." in clause.text


def test_invented_figures_are_called_illustrative_where_they_show():
    document = compose(specimen.agreement())
    assert table_called(document, "Volumes").caption.endswith("(illustrative figures)")
    assert any("illustrative" in part.text for part in document.parts if isinstance(part, Paragraph))
    assert "llustrative" not in text_of(compose(replace(specimen.agreement(), illustrative=False)))


def test_tables_are_numbered_in_order_and_empty_ones_are_sentences():
    tables = [part for part in compose(specimen.agreement()).parts if isinstance(part, Table)]
    numbers = [table.number for table in tables if table.rows and not table.record]
    assert numbers == list(range(1, len(numbers) + 1))
    assert "No notice of change has been given." in text_of(compose(specimen.agreement()))


def test_an_unsigned_agreement_has_lines_to_sign_on_and_a_signed_one_says_who_signed():
    blank = [part for part in compose(specimen.agreement()).parts if isinstance(part, Signature)]
    assert [side.side for side in blank] == [
        "To be signed for HMP Durham",
        "To be signed for National Offender Management Service",
    ]
    assert all(not value for side in blank for _, value in side.lines)
    signed = [part for part in compose(specimen.agreement("SLA", "signed")).parts if isinstance(part, Signature)]
    assert dict(signed[0].lines)["Signed"] == "29 February 2012 at 3:30pm"
    assert dict(signed[0].lines)["Fingerprint of the text signed"].startswith("ab12ab12 ab12ab12")


def test_the_glossary_is_in_alphabetical_order_and_the_template_wins():
    facts = replace(specimen.agreement(), glossary=(("Provider", "Somebody else"), ("Wing", "A part of a prison")))
    glossary = next(part for part in compose(facts).parts if isinstance(part, Definitions))
    terms = [term for term, _ in glossary.entries]
    assert terms == sorted(terms, key=str.casefold)
    assert dict(glossary.entries)["Provider"] == "HMP Durham, including everyone who acts for it."
    assert "Wing" in terms


def test_a_schedule_that_the_template_does_not_place_is_printed_all_the_same():
    facts = specimen.agreement()
    short = replace(facts.template, sections=facts.template.sections[:2])
    assert "Further schedules" in text_of(compose(replace(facts, template=short)))


def test_a_ragged_row_is_refused():
    with pytest.raises(ValueError, match="5 are needed"):
        schedule("price", (("Line", "£1"),))


def test_every_heading_can_be_linked_to():
    for instrument in specimen.FILES:
        parts = compose(specimen.agreement(instrument)).parts
        anchors = [part.anchor for part in parts if isinstance(part, Heading)]
        assert all(anchors)
        assert len(anchors) == len(set(anchors))
