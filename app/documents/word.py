"""Write a document as a Word file in the house style; the same document is always the same bytes."""

import io
import zipfile
from typing import IO

from app.documents.parts import Document
from app.documents.word_body import body
from app.documents.word_frame import core_properties, footer, header, settings
from app.documents.word_styles import numbering, styles
from app.documents.word_theme import fonts, theme
from app.documents.word_xml import DECLARATION

MIME_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_PARTS = {
    "rIdS1": ("styles", "styles.xml"),
    "rIdS2": ("numbering", "numbering.xml"),
    "rIdS3": ("settings", "settings.xml"),
    "rIdS4": ("fontTable", "fontTable.xml"),
    "rIdH1": ("header", "header1.xml"),
    "rIdH2": ("header", "header2.xml"),
    "rIdF1": ("footer", "footer1.xml"),
    "rIdF2": ("footer", "footer2.xml"),
}


def write(document: Document, file: IO[bytes]) -> None:
    """Write the document to an open binary file."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in _members(document):
            member = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            member.compress_type = zipfile.ZIP_DEFLATED
            member.create_system = 3
            member.external_attr = 0o644 << 16
            package.writestr(member, content.encode())


def as_bytes(document: Document) -> bytes:
    """The whole Word file."""
    file = io.BytesIO()
    write(document, file)
    return file.getvalue()


def _members(document: Document) -> list[tuple[str, str]]:
    framed = header(document)
    return [
        ("[Content_Types].xml", _content_types()),
        ("_rels/.rels", _package_relationships()),
        ("docProps/core.xml", core_properties(document)),
        ("word/document.xml", body(document)),
        ("word/_rels/document.xml.rels", _document_relationships()),
        ("word/styles.xml", styles(document.language)),
        ("word/numbering.xml", numbering()),
        ("word/settings.xml", settings(document)),
        ("word/fontTable.xml", fonts()),
        ("word/theme/theme1.xml", theme()),
        ("word/header1.xml", framed),
        ("word/header2.xml", framed),
        ("word/footer1.xml", footer(document, "portrait")),
        ("word/footer2.xml", footer(document, "landscape")),
    ]


def _content_types() -> str:
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    overrides = "".join(
        f'<Override PartName="/word/{name}" ContentType="{word}.{kind}+xml"/>' for kind, name in _PARTS.values()
    )
    return (
        f'{DECLARATION}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{word}.document.main+xml"/>{overrides}'
        '<Override PartName="/word/theme/theme1.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.theme+xml"/>'
        '<Override PartName="/docProps/core.xml" '
        'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
    )


def _package_relationships() -> str:
    core = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
    return (
        f'{DECLARATION}<Relationships xmlns="{_PACKAGE}">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
        f'<Relationship Id="rId2" Type="{core}" Target="docProps/core.xml"/></Relationships>'
    )


def _document_relationships() -> str:
    links = "".join(
        f'<Relationship Id="{key}" Type="{_OFFICE}/{kind}" Target="{name}"/>' for key, (kind, name) in _PARTS.items()
    )
    links += f'<Relationship Id="rIdS5" Type="{_OFFICE}/theme" Target="theme/theme1.xml"/>'
    return f'{DECLARATION}<Relationships xmlns="{_PACKAGE}">{links}</Relationships>'
