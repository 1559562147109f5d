"""The house style as an empty Word file, which every document starts from."""

import io
from functools import lru_cache
from typing import Any

import docx
from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.parser import parse_xml

from app.documents.word.frame import settings
from app.documents.word.styles import numbering, styles
from app.documents.word.theme import fonts, theme

KEPT = {RT.STYLES, RT.SETTINGS, RT.NUMBERING}
"""What stays of python-docx's own template, emptied and filled with ours; the rest of it is taken out."""


@lru_cache(maxsize=4)
def base(language: str) -> bytes:
    """The empty file of one language."""
    empty = docx.Document()
    _take_out(empty.part.rels, keep=KEPT)
    _take_out(empty.part.package.rels, keep={RT.OFFICE_DOCUMENT, RT.CORE_PROPERTIES})
    refill(empty.styles.element, styles(language))
    refill(empty.settings.element, settings(language))
    refill(empty.part.numbering_part.element, numbering())
    refill(empty.core_properties._element, _NO_PROPERTIES)
    put_in(empty.part, "/word/fontTable.xml", RT.FONT_TABLE, CT.WML_FONT_TABLE, fonts())
    put_in(empty.part, "/word/theme/theme1.xml", RT.THEME, CT.OFC_THEME, theme())
    file = io.BytesIO()
    empty.save(file)
    return file.getvalue()


def refill(holder: Any, xml: str) -> None:
    """Put the children of `xml` in place of everything that `holder` holds.

    Child by child: lxml takes ten times as long to move one element that holds all of them.
    """
    holder.clear()
    holder.extend(parse_xml(xml.encode()))


def element(xml: str) -> Any:
    """One element of our own, to put into a file."""
    return parse_xml(xml.encode())


def _take_out(relationships: Any, *, keep: set[str]) -> None:
    for key in [key for key, relationship in relationships.items() if relationship.reltype not in keep]:
        del relationships[key]


def put_in(document: Any, name: str, kind: str, content_type: str, xml: str) -> str:
    """Add a part to a file; what it is called there."""
    part = Part(PackURI(name), content_type, xml.encode(), document.package)
    return str(document.relate_to(part, kind))


_NO_PROPERTIES = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>'
)
