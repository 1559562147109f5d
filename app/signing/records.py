"""Print a kept text with what has been said about it since: its words stay, only records are written anew."""

from collections.abc import Iterator
from dataclasses import replace

from app.documents.agreement_document import standing
from app.documents.agreement_facts import AgreementFacts
from app.documents.agreement_schedules import version_table
from app.documents.agreement_signatures import approvals, signatures
from app.documents.parts import Document, Facts, Part, Signature, Table


def with_records(kept: Document, facts: AgreementFacts) -> Document:
    """The kept words with today's versions, standing, approvals and signatures. Its fingerprint is the kept text's."""
    return replace(
        kept,
        draft=facts.is_draft,
        version=facts.document_version,
        dated=facts.dated.isoformat(),
        parts=tuple(_written_anew(kept.parts, facts)),
    )


def _written_anew(parts: tuple[Part, ...], facts: AgreementFacts) -> Iterator[Part]:
    signed = False
    for part in parts:
        match part:
            case Signature():
                yield from () if signed else signatures(facts)
                signed = True
            case Table(key="versions"):
                yield version_table(facts.version_rows)
            case Table(key="approvals"):
                yield approvals(facts)
            case Facts(record=True):
                yield standing(facts)
            case _:
                yield part


def version_numbers(document: Document) -> list[str]:
    """The versions that a document lists, the newest first."""
    listed = (part.rows for part in document.parts if isinstance(part, Table) and part.key == "versions")
    return [row[0] for row in reversed(next(listed, ()))]
