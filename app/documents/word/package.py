"""Open a Word file that somebody brought, safely: what could harm is refused, and nothing in it is fetched or run.

Only four small kinds of part are ever unpacked: the list of types, the relationships, the text and the comments.
"""

import posixpath
import struct
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from lxml import etree

LARGEST = 20 * 1024 * 1024
LARGEST_PART = 8 * 1024 * 1024
LARGEST_UNPACKED = 200 * 1024 * 1024
MOST_PARTS = 2_000
MOST_TAGS = 150_000
"""Five times what an agreement of fifty pages has in it, as LibreOffice saves it."""
MOST_ATTRIBUTES = 300_000
DIRECTORY = 1_000_000
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
RELATED = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
TRANSITIONAL = (b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                b"http://schemas.openxmlformats.org/officeDocument/2006/relationships")  # fmt: skip
STRICT = (b"http://purl.oclc.org/ooxml/wordprocessingml/main",
          b"http://purl.oclc.org/ooxml/officeDocument/relationships")  # fmt: skip
"""Word can save the same markup under these names instead (ISO/IEC 29500-1, "Strict")."""
FORBIDDEN = {"oleobject", "package", "control", "afchunk", "subdocument", "frame", "vbaproject", "attachedtemplate",
             "mailmergesource", "mailmergeheadersource", "activexcontrolbinary", "keymapcustomizations",
             "wordvbadata"}  # fmt: skip

AGAIN = "open it in Word or LibreOffice, save it as a Word document (.docx), and choose that"
TOO_LARGE = "The file holds far more than an agreement does: take out what was added to it, and choose the new file"
BROKEN = f"The file is damaged or not complete: {AGAIN}"
MACROS = "The file holds macros: save it without them, and choose the new file"
EMBEDDED = "The file has another file or object inside it: take that out, save it, and choose the new file"
LINKED = "The file draws on something outside it: break its links in Word, save it, and choose the new file"
ENTITIES = f"The file defines words of its own, which no Word document does: {AGAIN}"
BEGINNINGS = {
    b"%PDF": f"The file is a PDF, from which changes cannot be read: {AGAIN}",
    b"{\\rtf": f"The file is in rich text format: {AGAIN}",
    b"<": f"The file is a web page or XML, not a Word document: {AGAIN}",
}


class NotReadable(Exception):
    """The file was not opened. The message says what to do instead."""


@dataclass(frozen=True, slots=True)
class Package:
    """What of a Word file is read: its text, and its comments where it has any."""

    document: Any
    comments: Any | None


def opened(content: bytes) -> Package:
    """The parts of a Word file that are read. Raises NotReadable with the sentence to show."""
    _check_kind(content)
    _check_directory(content)
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            return _opened(archive)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, OSError, ValueError, RuntimeError) as fault:
        raise NotReadable(BROKEN) from fault
    except (NotImplementedError, MemoryError, struct.error) as fault:
        raise NotReadable(BROKEN) from fault
    except Exception as fault:  # what zlib and its like raise has no base of its own
        if type(fault).__module__ in ("zlib", "lzma", "_lzma", "_bz2"):
            raise NotReadable(BROKEN) from fault
        raise


def _check_kind(content: bytes) -> None:
    if len(content) > LARGEST:
        raise NotReadable("The file must be 20 MB or smaller: take out pictures that were added to it")
    if content.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise NotReadable("The file is locked by a password: take the password off, save it, and choose it again")
        raise NotReadable(f"The file is in the format of Word 2003 or older: {AGAIN}")
    start = content[:200].removeprefix(b"\xef\xbb\xbf").lstrip()
    for beginning, sentence in BEGINNINGS.items():
        if start.startswith(beginning):
            raise NotReadable(sentence)
    if not content.startswith(b"PK\x03\x04"):
        raise NotReadable(f"The file is not a Word document: {AGAIN}")


def _check_directory(content: bytes) -> None:
    """Refuse a list of parts that would itself take too long to read, before it is read."""
    end = content.rfind(b"PK\x05\x06", max(0, len(content) - 66_000))
    if end < 0 or len(content) < end + 22:
        raise NotReadable(BROKEN)
    count, size = struct.unpack("<HI", content[end + 10 : end + 16])
    if count > MOST_PARTS or size > DIRECTORY:
        raise NotReadable(TOO_LARGE)


def _opened(archive: zipfile.ZipFile) -> Package:
    entries = archive.infolist()
    names = {entry.filename for entry in entries}
    if len(entries) > MOST_PARTS or sum(entry.file_size for entry in entries) > LARGEST_UNPACKED:
        raise NotReadable(TOO_LARGE)
    if any(entry.flag_bits & 1 for entry in entries):
        raise NotReadable("The file is locked by a password: take the password off, save it, and choose it again")
    if len(names) < len(entries):
        raise NotReadable(BROKEN)
    _check_types(archive, names)
    _check_names(names)
    links = {name: list(_links(archive, name)) for name in sorted(names) if name.lower().endswith(".rels")}
    place = _target(links.get("_rels/.rels", ()), "/officeDocument", "")
    if place not in names:
        raise NotReadable(BROKEN)
    folder, name = posixpath.split(place)
    beside = links.get(f"{folder}/_rels/{name}.rels", ())
    comments = _target(beside, "/comments", folder)
    return Package(_parsed(archive, place), _parsed(archive, comments) if comments in names else None)


def _check_types(archive: zipfile.ZipFile, names: set[str]) -> None:
    if "mimetype" in names and "content.xml" in names:
        raise NotReadable(f"The file is an OpenDocument file: {AGAIN}")
    if "[Content_Types].xml" not in names:
        raise NotReadable(f"The file is not a Word document: {AGAIN}")
    types = _read(archive, "[Content_Types].xml", 1_000_000)
    if b"macroEnabled" in types or b"vbaProject" in types:
        raise NotReadable(MACROS)
    if b"spreadsheetml.sheet" in types or b"presentationml.presentation" in types:
        raise NotReadable(f"The file is a workbook or a presentation, not a Word document: {AGAIN}")
    if b"wordprocessingml.template" in types:
        raise NotReadable(f"The file is a template: {AGAIN}")
    if b"wordprocessingml.document.main" not in types:
        raise NotReadable(f"The file is not a Word document: {AGAIN}")


def _check_names(names: set[str]) -> None:
    for name in map(str.lower, names):
        if "vbaproject" in name or "/activex/" in name or "vbadata" in name:
            raise NotReadable(MACROS)
        if "/embeddings/" in name or name.endswith((".ole", ".exe", ".mht", ".html", ".htm", ".rtf")):
            raise NotReadable(EMBEDDED)


def _links(archive: zipfile.ZipFile, name: str) -> Iterator[tuple[str, str]]:
    """The relationships of one part as kind and target. Raises NotReadable for those that lead outside."""
    for link in _parsed(archive, name, 1_000_000).iter(RELATED):
        kind, target = link.get("Type", ""), link.get("Target", "")
        last = kind.rpartition("/")[2].lower()
        outside = link.get("TargetMode", "").lower() == "external"
        if outside and last == "hyperlink" and target.lower().startswith(("http://", "https://", "mailto:")):
            continue  # an address in the text: it is shown nowhere and never opened
        if last in FORBIDDEN:
            raise NotReadable(MACROS if "vba" in last else LINKED if outside else EMBEDDED)
        if outside:
            raise NotReadable(LINKED)
        yield kind, target


def _target(links: Any, kind: str, folder: str) -> str:
    """The part that a relationship of this kind leads to; empty where there is none."""
    for found, target in links:
        if found.endswith(kind):
            return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
    return ""


def _read(archive: zipfile.ZipFile, name: str, most: int = LARGEST_PART) -> bytes:
    with archive.open(name) as part:
        content = part.read(most + 1)
    if len(content) > most:
        raise NotReadable(TOO_LARGE)
    return content


def _parsed(archive: zipfile.ZipFile, name: str, most: int = LARGEST_PART) -> Any:
    """A part's XML, with nothing in it looked up anywhere. Raises NotReadable."""
    raw = _read(archive, name, most)
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raw = _in_utf8(raw)
    head = raw[:200].lower()
    if b"encoding" in head and b"utf-8" not in head and b"us-ascii" not in head:
        raise NotReadable(BROKEN)
    if b"<!DOCTYPE" in raw or b"<!ENTITY" in raw:
        raise NotReadable(ENTITIES)
    if raw.count(b"<") > MOST_TAGS or raw.count(b"=") > MOST_ATTRIBUTES:
        raise NotReadable(TOO_LARGE)
    for strict, transitional in zip(STRICT, TRANSITIONAL, strict=True):
        raw = raw.replace(strict, transitional)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(raw, parser)
    except etree.XMLSyntaxError as fault:
        raise NotReadable(TOO_LARGE if "depth" in str(fault).lower() else BROKEN) from fault


def _in_utf8(raw: bytes) -> bytes:
    """XML that was written in UTF-16, without the line that says so."""
    text = raw.decode("utf-16")
    return (text[text.index("?>") + 2 :] if text.startswith("<?xml") and "?>" in text else text).encode()
