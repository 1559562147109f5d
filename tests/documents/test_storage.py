"""The exact text of an agreement is kept, read back and fingerprinted."""

from dataclasses import replace

import pytest

from app.documents.agreement_document import compose
from app.documents.parts import Paragraph
from app.documents.storage import digest, from_json, to_json
from tests.documents import specimen
from tests.documents.editions import edition, equality


@pytest.mark.parametrize(
    "document",
    [compose(specimen.agreement()), compose(specimen.agreement("contract schedule", "signed")), edition(), equality()],
    ids=["SLA", "contract schedule", "edition", "equality"],
)
def test_a_document_that_was_kept_comes_back_the_same(document):
    assert from_json(to_json(document)) == document
    assert to_json(from_json(to_json(document))) == to_json(document)


def test_signing_does_not_change_the_fingerprint_of_what_is_signed():
    unsigned = specimen.agreement("SLA", "approved")
    signed = specimen.agreement("SLA", "signed")
    assert unsigned.document_version != signed.document_version
    assert digest(compose(signed)) == digest(compose(unsigned))


def test_one_changed_word_changes_the_fingerprint():
    document = compose(specimen.agreement())
    changed = replace(document, parts=(*document.parts, Paragraph("and one thing more")))
    assert digest(changed) != digest(document)


def test_a_changed_figure_changes_the_fingerprint():
    facts = specimen.agreement()
    assert digest(compose(replace(facts, price_total="£28,000,001"))) != digest(compose(facts))


def test_something_that_is_not_a_document_is_refused():
    with pytest.raises(ValueError, match="no parts"):
        from_json("[]")
