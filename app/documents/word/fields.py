"""Write a document of fields as a Word file: fields one can edit, everything else locked, changes tracked if asked.

A field is a content control whose tag carries the mark (ECMA-376 part 1, 17.5.2.42), inside a bookmark of the same
name (17.13.6.2), because LibreOffice drops tags when it saves. The control cannot be deleted (17.5.2.23,
`sdtLocked`). What stands round the fields is grouped (17.5.2.15): only controls in a group can be edited.
"""

from collections.abc import Iterable
from io import BytesIO
from itertools import count
from typing import Any

from app.documents import word
from app.documents.negotiation_copy import Field, FieldTable
from app.documents.parts import Document, Table
from app.documents.word.base import element, refill
from app.documents.word.frame import settings
from app.documents.word.table import plain, table
from app.documents.word.xml import NAMESPACES, escape, run

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FIRST_ID = 100_000
"""Above the ids of the bookmarks that headings have."""
FIELD_SHADE = "E8F1F8"
TRACKED = (
    '<w:trackRevisions/><w:doNotTrackFormatting/><w:documentProtection w:edit="trackedChanges" w:enforcement="1"/>'
)
"""Tracking is on (17.15.1.90) and cannot be switched off by a slip (17.15.1.29): there is no password."""
_GREY = '<w:color w:val="5A6672"/>'


def as_bytes(document: Document, *, editing: str = TRACKED) -> bytes:
    """The whole Word file. The same copy is always the same bytes. `editing` says how the file may be edited."""
    ids = count(FIRST_ID)

    def fields_of(part: Table, width: int) -> str:
        if not isinstance(part, FieldTable):
            return table(part, width)
        return table(part, width, lambda row, column, words, bold: _cell(part, row, column, words, bold, ids))

    def lock(made: Any) -> None:
        refill(made.settings.element, settings(document.language, editing=editing))
        _group(made.element.body, ids)

    file = BytesIO()
    word.write(document, file, tables=fields_of, finish=lock)
    return file.getvalue()


def _cell(part: FieldTable, row: int, column: int, words: str, bold: str, ids: "count[int]") -> tuple[str, str]:
    """The properties of a cell and what stands in it."""
    field = part.fields[row][column]
    if field is None:
        return plain(row, column, words, bold)
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{FIELD_SHADE}"/>', _field(field, words, next(ids))


def _field(field: Field, words: str, number: int) -> str:
    """A content control inside a bookmark, both with the field's mark."""
    empty = "<w:showingPlcHdr/>" if field.is_empty else ""
    return (
        f'<w:bookmarkStart w:id="{number}" w:name="{field.mark}"/><w:sdt><w:sdtPr>'
        f'<w:alias w:val="{escape(field.title)}"/><w:tag w:val="{field.mark}"/><w:id w:val="{number}"/>'
        f'<w:lock w:val="sdtLocked"/>{empty}{_choices(field.choices)}</w:sdtPr>'
        f"<w:sdtContent>{run(words, _GREY if field.is_empty else '')}</w:sdtContent></w:sdt>"
        f'<w:bookmarkEnd w:id="{number}"/>'
    )


def _choices(choices: Iterable[str]) -> str:
    listed = "".join(f'<w:listItem w:displayText="{escape(c)}" w:value="{escape(c)}"/>' for c in choices)
    return f"<w:dropDownList>{listed}</w:dropDownList>" if listed else ""


def _group(body: Any, ids: "count[int]") -> None:
    """Put what stands between two ends of sections into a group of its own."""
    waiting: list[Any] = []
    for block in list(body):
        if block.tag == f"{W}sectPr" or block.find(f"{W}pPr/{W}sectPr") is not None:
            _wrap(waiting, block, next(ids))
            waiting = []
        else:
            waiting.append(block)


def _wrap(blocks: list[Any], before: Any, number: int) -> None:
    if not blocks:
        return
    group = element(
        f'<w:sdt {NAMESPACES}><w:sdtPr><w:id w:val="{number}"/><w:lock w:val="contentLocked"/><w:group/></w:sdtPr>'
        "<w:sdtContent/></w:sdt>"
    )
    before.addprevious(group)
    content = group.find(f"{W}sdtContent")
    for block in blocks:
        content.append(block)
