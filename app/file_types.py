"""Which files people may bring, checked by what is in them: a name proves nothing."""

import re
import zipfile
from collections.abc import Callable
from email import errors, message_from_bytes, policy
from io import BytesIO
from pathlib import PurePath
from typing import NamedTuple

LARGEST = 20 * 1024 * 1024
LARGEST_UNPACKED = 400 * 1024 * 1024
MOST_PARTS = 10_000
MOST_LETTER_PARTS = 500
LISTED = "a PDF, Word, Excel, PowerPoint, OpenDocument, CSV, text, PNG, JPEG or EML file"


class Rejected(Exception):
    """The file was not taken. The message says what to do instead."""


class FileType(NamedTuple):
    """How files with one ending are called, served and recognised."""

    title: str
    media_type: str
    is_one: Callable[[bytes], bool]


def check(name: str, content: bytes) -> FileType:
    """The type of a file that may be kept. Raises Rejected with the sentence to show."""
    found = TYPES.get(PurePath(name).suffix.lower())
    if found is None:
        raise Rejected(f"The file must be {LISTED}")
    if not content:
        raise Rejected("The file is empty: choose one with something in it")
    if len(content) > LARGEST:
        raise Rejected("The file must be 20 MB or smaller: send it in parts, or save it with smaller pictures")
    if not found.is_one(content):
        raise Rejected(f"The file is called {PurePath(name).suffix.lower()} but what is in it is not {found.title}: "
                       "open it, save it again as that kind, and choose the new file")  # fmt: skip
    return found


# --- what is in them -----------------------------------------------------------------------------------------------


def _starts(*signatures: bytes) -> Callable[[bytes], bool]:
    return lambda content: content.startswith(signatures)


def _office(part: str) -> Callable[[bytes], bool]:
    """A zip that holds what Office needs: Word on the web may call its text `document2.xml`.

    Raises Rejected for macros, which may do anything on a reader's machine.
    """

    def is_one(content: bytes) -> bool:
        parts = _parts(content)
        if "[Content_Types].xml" not in parts or not any(re.fullmatch(part, name) for name in parts):
            return False
        if any("vbaproject" in name.lower() or "/activex/" in name.lower() for name in parts) or (
            b"macroEnabled" in parts["[Content_Types].xml"]
        ):
            raise Rejected("The file holds macros: save it without them, and choose the new file")
        return True

    return is_one


def _open_document(media_type: str) -> Callable[[bytes], bool]:
    def is_one(content: bytes) -> bool:
        parts = _parts(content)
        if parts.get("mimetype", b"").strip() != media_type.encode() or "content.xml" not in parts:
            return False
        if any(name.startswith(("Basic/", "Scripts/")) for name in parts):
            raise Rejected("The file holds macros: save it without them, and choose the new file")
        return True

    return is_one


READ = {"[Content_Types].xml", "mimetype"}


def _parts(content: bytes) -> dict[str, bytes]:
    """The names in a zip, with the words of the two that say what it is; empty for what is not a sound, modest zip."""
    if not content.startswith(b"PK"):  # a zip behind something else is read by some programs as that
        return {}
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            entries = archive.infolist()
            if len(entries) > MOST_PARTS or sum(entry.file_size for entry in entries) > LARGEST_UNPACKED:
                return {}
            return {e.filename: archive.open(e).read(1_000_000) if e.filename in READ else b"" for e in entries}
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, ValueError, EOFError):
        return {}


def _is_text(content: bytes) -> bool:
    """Readable as UTF-8 or as Windows wrote it, and without the characters that only programs use."""
    if set(content) & (set(range(32)) - set(b"\t\n\r\f")):
        return False
    for encoding in ("utf-8", "cp1252"):
        try:
            content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return True
    return False


def _is_letter(content: bytes) -> bool:
    """An e-mail with a sender and a date. What is attached to it must be of a listed kind as well."""
    if content.lower().count(b"content-type:") > MOST_LETTER_PARTS:
        return False
    try:
        return _is_sound_letter(content)
    except (RecursionError, ValueError, LookupError, AttributeError, TypeError, errors.MessageError):
        return False  # letters in letters without end, and what else no mail program writes


def _is_sound_letter(content: bytes) -> bool:
    letter = message_from_bytes(content, policy=policy.default)
    if not _is_text(content) or letter["From"] is None or letter["Date"] is None:
        return False
    for part in letter.walk():
        name = part.get_filename()
        if name:
            _check_attached(name, part.get_payload(decode=True))
    return True


def _check_attached(name: str, content: object) -> None:
    if PurePath(name).suffix.lower() == ".eml" or not isinstance(content, bytes):
        raise Rejected(f"The email has {name} attached, which cannot be checked: take it out, or save it apart")
    try:
        check(name, content)
    except Rejected as why:
        raise Rejected(f"The email has {name} attached. {why}") from why


WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SLIDES = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
ODT = "application/vnd.oasis.opendocument.text"
ODS = "application/vnd.oasis.opendocument.spreadsheet"

TYPES = {
    ".pdf": FileType("a PDF", "application/pdf", _starts(b"%PDF-")),
    ".docx": FileType("a Word document", WORD, _office(r"word/document\d*\.xml")),
    ".xlsx": FileType("an Excel workbook", EXCEL, _office(r"xl/workbook\.xml")),
    ".pptx": FileType("a PowerPoint presentation", SLIDES, _office(r"ppt/presentation\.xml")),
    ".odt": FileType("an OpenDocument text", ODT, _open_document(ODT)),
    ".ods": FileType("an OpenDocument spreadsheet", ODS, _open_document(ODS)),
    ".csv": FileType("a table of plain text", "text/csv", _is_text),
    ".txt": FileType("plain text", "text/plain", _is_text),
    ".png": FileType("a PNG picture", "image/png", _starts(b"\x89PNG\r\n\x1a\n")),
    ".jpg": FileType("a JPEG picture", "image/jpeg", _starts(b"\xff\xd8\xff")),
    ".jpeg": FileType("a JPEG picture", "image/jpeg", _starts(b"\xff\xd8\xff")),
    ".eml": FileType("an email", "message/rfc822", _is_letter),
}
ACCEPT = ",".join(TYPES)
