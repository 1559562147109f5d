"""Files are taken for what is in them, and kept whole or not at all."""

import zipfile
from io import BytesIO

import docx
import pytest
from werkzeug.datastructures import FileStorage

from app import uploads
from app.extensions import db
from app.file_types import TYPES, check
from app.models import Upload
from tests import make


def brought(name, content):
    return FileStorage(BytesIO(content), filename=name)


def packed(parts):
    held = BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return held.getvalue()


def word():
    held = BytesIO()
    docx.Document().save(held)
    return held.getvalue()


TYPES_XML = {"[Content_Types].xml": "<Types/>"}
EML = b"From: ann@example.test\r\nDate: Mon, 5 Dec 2011 10:00:00 +0000\r\nSubject: My views\r\n\r\nKeep it.\r\n"
WITH_SCRIPT = (
    EML.replace(b"\r\n\r\nKeep it.\r\n", b"\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n")
    + b'--b\r\nContent-Disposition: attachment; filename="run.exe"\r\n\r\nMZ\r\n--b--\r\n'
)
GOOD = {
    "a.pdf": b"%PDF-1.7 ...",
    "a.docx": word(),
    "a.xlsx": packed({**TYPES_XML, "xl/workbook.xml": "<w/>"}),
    "a.pptx": packed({**TYPES_XML, "ppt/presentation.xml": "<p/>"}),
    "a.odt": packed({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<c/>"}),
    "a.ods": packed({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<c/>"}),
    "a.csv": "name,price\nCaerdydd,£5\n".encode(),
    "a.txt": "Ŵyl".encode(),
    "windows.txt": "£5 – a lot".encode("cp1252"),
    "a.png": b"\x89PNG\r\n\x1a\n...",
    "a.jpg": b"\xff\xd8\xff...",
    "a.eml": EML,
}
MACROS = "The file holds macros"
BAD = {
    "script.docx": (b"#!/bin/sh\nrm -rf /", "is not a Word document"),
    "zip.docx": (packed({"readme.txt": "hello"}), "is not a Word document"),
    "sheet.docx": (packed({**TYPES_XML, "xl/workbook.xml": "<w/>"}), "is not a Word document"),
    "macro.docx": (packed({**TYPES_XML, "word/document.xml": "", "word/vbaProject.bin": "x"}), MACROS),
    "template.docx": (packed({"[Content_Types].xml": "macroEnabled", "word/document.xml": ""}), MACROS),
    "basic.odt": (
        packed({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "", "Basic/m.xml": ""}), MACROS,
    ),
    "page.pdf": (b"<html><script>alert(1)</script>", "is not a PDF"),
    "picture.png": (b"GIF89a", "is not a PNG"),
    "program.txt": (b"MZ\x00\x01", "is not plain text"),
    "old.doc": (b"\xd0\xcf\x11\xe0", "The file must be a PDF, Word"),
    "macro.docm": (word(), "The file must be a PDF, Word"),
    "page.html": (b"<html>", "The file must be a PDF, Word"),
    "none": (b"hello", "The file must be a PDF, Word"),
    "empty.pdf": (b"", "The file is empty"),
    "big.pdf": (b"%PDF-" + b"x" * (20 * 1024 * 1024), "20 MB or smaller"),
    "notes.eml": (b"Just some words", "is not an email"),
    "letter.eml": (WITH_SCRIPT, "The email has run.exe attached"),
}  # fmt: skip


@pytest.mark.parametrize("name", GOOD)
def test_a_file_that_is_what_it_says_is_kept(app, name):
    person = make.person()
    kept = uploads.store(brought(name, GOOD[name]), by=person)
    db.session.commit()
    assert (kept.name, kept.size, kept.content) == (name, len(GOOD[name]), GOOD[name])
    assert kept.uploaded_by_id == person.id
    assert kept.media_type == check(name, GOOD[name]).media_type


@pytest.mark.parametrize("name", BAD)
def test_one_that_is_not_is_refused_with_what_to_do_and_nothing_is_kept(app, name):
    content, sentence = BAD[name]
    with pytest.raises(uploads.Rejected, match=sentence):
        uploads.store(brought(name, content), by=None)
    assert db.session.query(Upload).count() == 0


@pytest.mark.parametrize("ending", TYPES)
def test_every_listed_kind_refuses_a_program(ending):
    with pytest.raises(uploads.Rejected):
        check(f"program{ending}", b"\x7fELF\x02\x01\x01\x00\x00")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\Users\\ann\\letter.PDF", "letter.pdf"),
        ('my "views"\r\n.txt', "my _views___.txt"),
        ("x" * 300 + ".pdf", "x" * 120 + ".pdf"),
    ],
)
def test_a_name_cannot_mislead(typed, kept):
    assert uploads.safe_name(typed) == kept


def test_it_comes_back_only_as_a_download(app):
    kept = uploads.store(brought("views.csv", b"=cmd()"), by=None)
    with app.test_request_context():
        answer = uploads.as_download(kept)
        assert answer.headers["Content-Disposition"] == "attachment; filename=views.csv"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.mimetype == "text/csv"
        answer.direct_passthrough = False
        assert answer.get_data() == b"=cmd()"


NEST = b"From: ann@example.test\nDate: Mon, 5 Dec 2011 10:00:00 +0000\n"


@pytest.mark.parametrize("depth", [3_000, 30_000])
@pytest.mark.parametrize(
    "layer", [b"Content-Type: message/rfc822\n\n", b"Content-Type: multipart/mixed; boundary=b\n\n--b\n"]
)
def test_letters_in_letters_without_end_are_refused_in_words(app, layer, depth):
    with pytest.raises(uploads.Rejected, match="is not an email"):
        uploads.store(brought("deep.eml", NEST + layer * depth), by=None)


def test_a_program_with_a_document_behind_it_is_no_document(app):
    with pytest.raises(uploads.Rejected, match="is not a Word document"):
        uploads.store(brought("run.docx", b"MZ" + word()), by=None)
