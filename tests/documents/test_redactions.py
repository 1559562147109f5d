"""A published agreement withholds exactly what it was told to, says why, and gives nothing away elsewhere."""

from dataclasses import replace

import pytest

from app.documents.agreement_document import compose
from app.documents.agreement_facts import Redaction
from app.documents.parts import Document, Table, words_of
from tests.documents import specimen


def published(*redactions: Redaction) -> Document:
    return compose(replace(specimen.agreement("SLA", "signed"), redactions=redactions))


def table_called(document: Document, beginning: str) -> Table:
    return next(part for part in document.parts if isinstance(part, Table) and part.caption.startswith(beginning))


def text_of(document: Document) -> str:
    return "\n".join(words_of(document))


def test_one_cell_is_withheld_with_its_reason_and_the_rest_is_published():
    price = table_called(published(Redaction("price/Price line 2/Price", "a competition")), "Annual operating price")
    assert price.rows[1] == ("Price line 2", "£3,900,000", "£100,000", "Withheld: a competition", "Firm")
    assert price.rows[0][3] == "£4,000,000"


def test_a_whole_row_keeps_the_name_it_is_counted_by():
    partners = table_called(published(Redaction("partners/Northern Learning Trust", "security")), "Delivery partners")
    assert partners.rows[0] == ("Northern Learning Trust", *["Withheld: security"] * 4)


def test_a_row_can_be_named_by_its_number():
    parties = table_called(published(Redaction("parties/#2/Name", "personal data")), "The parties")
    assert parties.rows[1][3] == "Withheld: personal data"
    assert parties.rows[0][3] == "Alex Specimen"


def test_a_withheld_total_is_not_given_away_by_the_text():
    assert "£28,000,000" not in text_of(published(Redaction("price/Annual operating price", "a competition")))
    assert "£28,000,000" not in text_of(published(Redaction("price", "a competition")))


def test_the_list_of_what_is_withheld_does_not_name_it():
    document = published(Redaction("partners/Northern Learning Trust/Partner", "security"))
    assert table_called(document, "What is withheld").rows == (("Delivery partners, row 1, Partner", "security"),)
    assert "Northern Learning Trust" not in "".join(table_called(document, "Delivery partners").rows[0])


def test_a_part_of_the_proposal_and_the_names_of_signatories_can_be_withheld():
    text = text_of(published(Redaction("profile/Rationale", "security"), Redaction("signatures", "personal data")))
    assert "Short courses" not in text
    assert "One in three is on remand." in text
    assert "Name\nWithheld: personal data" in text


@pytest.mark.parametrize("place", ["prices", "price/Price line 99", "price/Price line 1/Cost", "profile/Nothing"])
def test_a_redaction_that_would_hide_nothing_stops_publication(place):
    with pytest.raises(ValueError, match="Nothing stands at"):
        published(Redaction(place, "a slip"))
