"""Write a document as a Word file in the house style; the same document is always the same bytes."""

import io
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from typing import IO, Any

import docx
from docx.opc.constants import RELATIONSHIP_TYPE as RT

from app.documents.chart import Chart
from app.documents.parts import Document
from app.documents.word.base import base, put_in, refill
from app.documents.word.body import Tables, body
from app.documents.word.chart import CONTENT_TYPE, Charts, chart_file
from app.documents.word.frame import Frames, footer, header
from app.documents.word.table import table
from app.documents.word.xml import clean
from app.languages import speaking

MIME_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LONGEST_PROPERTY = 255
"""Characters that a property of a Word file may have."""


Written = Callable[[Document, Frames], str]
"""From a document and what its headers and footers are called: the body of its file."""


def write(
    document: Document,
    file: IO[bytes],
    *,
    tables: Tables = table,
    finish: Callable[[Any], None] | None = None,
    written: Written | None = None,
) -> None:
    """Write the document to an open binary file, with what Word says of it ("Table 1", "Page 1 of 9") in its language.

    `tables` writes its tables, `written` its whole body, and `finish` has a last hand in the whole.
    """
    made = docx.Document(io.BytesIO(base(document.language)))
    charts = _add_charts(made.part, document)
    written = written or (lambda document, frames: body(document, frames, tables, charts))
    _set_properties(made.core_properties, document)
    with speaking(document.spoken):
        refill(made.element.body, written(document, _frame(made.part, document)))
    if finish:
        finish(made)
    saved = io.BytesIO()
    made.save(saved)
    _copy_without_dates(saved, file)


def as_bytes(document: Document) -> bytes:
    """The whole Word file."""
    file = io.BytesIO()
    write(document, file)
    return file.getvalue()


def _set_properties(properties: Any, document: Document) -> None:
    """Title, author, language and dates. The dates are the document's own, so the same words are the same bytes."""
    dated = datetime.fromisoformat(document.dated).replace(tzinfo=UTC)
    values = {
        "title": document.title,
        "subject": document.subtitle,
        "author": document.author,
        "keywords": document.reference,
        "last_modified_by": document.author,
        "language": document.language,
        "version": document.version,
        "content_status": "Draft" if document.draft else "Final",
    }
    for name, value in values.items():
        setattr(properties, name, clean(value)[:LONGEST_PROPERTY])
    properties.revision, properties.created, properties.modified = 1, dated, dated


def _add_charts(part: Any, document: Document) -> Charts:
    """Put each chart of the document into its file; what to call them in the body."""
    charts = [each for each in document.parts if isinstance(each, Chart)]
    return {
        id(each): put_in(part, f"/word/charts/chart{at}.xml", RT.CHART, CONTENT_TYPE, chart_file(each, document))
        for at, each in enumerate(charts, start=1)
    }


def _frame(part: Any, document: Document) -> Frames:
    """Add the header and a footer for each way a page can lie; what to call them in the body."""
    above, header_id = part.add_header_part()
    refill(above.element, header(document))
    below, footer_id = part.add_footer_part()
    refill(below.element, footer(document, "portrait"))
    wide, wide_id = part.add_footer_part()
    refill(wide.element, footer(document, "landscape"))
    return {"portrait": (header_id, footer_id), "landscape": (header_id, wide_id)}


def _copy_without_dates(saved: IO[bytes], file: IO[bytes]) -> None:
    """The same members in the same order, as if written at one fixed time on one kind of machine."""
    with zipfile.ZipFile(saved) as package, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as copy:
        for name in package.namelist():
            member = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            member.compress_type = zipfile.ZIP_DEFLATED
            member.create_system = 3
            member.external_attr = 0o644 << 16
            copy.writestr(member, package.read(name))
