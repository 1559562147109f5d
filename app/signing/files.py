"""Agreements as Word files: what each is called, and its bytes."""

from io import BytesIO

from flask import send_file
from flask.typing import ResponseReturnValue

from app.documents import word
from app.documents.parts import Document
from app.models import Agreement
from workflows.instrument import Instrument

KIND = {Instrument.SLA: "sla", Instrument.CONTRACT_SCHEDULE: "contract-schedule"}


def file_name(agreement: Agreement, document: Document, mark: str = "") -> str:
    """A name that can be read and sorted: "2012-13-hmp-durham-sla-v0.3-draft.docx"."""
    mark = mark or ("draft" if document.draft else "")
    parts = (agreement.round.slug, agreement.provider.code, KIND[agreement.instrument], f"v{document.version}", mark)
    return "-".join(part for part in parts if part) + ".docx"


def download(document: Document, name: str) -> ResponseReturnValue:
    """The document as a Word file to keep, never shown in the browser."""
    return send_file(
        BytesIO(word.as_bytes(document)), mimetype=word.MIME_TYPE, as_attachment=True, download_name=name, max_age=0
    )
