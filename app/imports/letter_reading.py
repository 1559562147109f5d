"""Read an email or a letter: who sent it, when, about what, and its words, whatever wrote them."""

import hashlib
import re
import zipfile
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from email import errors, policy
from email.message import EmailMessage, Message
from email.parser import BytesParser
from email.utils import parseaddr, parsedate_to_datetime
from io import BytesIO
from pathlib import Path

from lxml import etree

from app.imports import html_words, plain_text
from app.imports.cells import clean
from app.imports.dates import read_moment
from workflows.deadline import LONDON

LONGEST = 200_000
"""Characters of a letter: about a hundred pages."""
LARGEST_PART = 60 * 1024 * 1024
ACCEPT = ".eml,.docx,.odt,.txt"
ENCLOSED = (".docx", ".odt", ".txt")
"""Letters that an email may carry: often it says no more than "our response is attached"."""
MOST_ENCLOSED = 10
"""Each may unpack to a great deal; what else is attached stays with the original."""
DATED_WITHIN = 15
"""Lines from the top in which a letter says its date."""
INSTEAD = {
    ".msg": "Outlook’s own files can’t be read here. Open it, choose Save as, and choose .eml or text; or drag it into "
    "another mail program first.",
    ".doc": "Open it in Word, save it as .docx, and drop that in.",
    ".rtf": "Open it in Word, save it as .docx, and drop that in.",
    ".pdf": "Words can’t be taken from a PDF here. Choose “Enter a response”, attach it there as the original, and "
    "type or copy what it says.",
}
OTHERWISE = "Drop in emails saved as .eml, and letters as .docx, .odt or .txt."


class Unreadable(Exception):
    """The letter was not taken. The message says what to do instead."""


@dataclass
class Letter:
    """What a letter says of itself."""

    channel: str
    text: str
    name: str = ""
    email: str = ""
    subject: str = ""
    sent_on: date | None = None
    message_id: str = ""
    attached: list[str] = field(default_factory=list)

    @property
    def digest(self) -> str:
        """The same for the same words, however they are spaced."""
        return hashlib.sha256(" ".join(self.text.lower().split()).encode()).hexdigest()


def read(name: str, content: bytes) -> Letter:
    """The letter in a file. Raises Unreadable."""
    ending = Path(name).suffix.lower()
    reader = READERS.get(ending)
    if reader is None:
        raise Unreadable(INSTEAD.get(ending, OTHERWISE))
    try:
        letter = reader(content)
    except (zipfile.BadZipFile, KeyError, etree.XMLSyntaxError, RecursionError, RuntimeError, OSError) as error:
        raise Unreadable("It could not be read. Open it, save it again, and drop in the new file.") from error
    if not letter.text:
        raise Unreadable("There are no words in it. Enter what it says by hand, with it as the original.")
    if len(letter.text) > LONGEST:
        raise Unreadable(f"It has more than {LONGEST:,} characters. Save the part that answers, and drop that in.")
    letter.sent_on = letter.sent_on or _dated(letter.text)
    return letter


def _dated(text: str) -> date | None:
    """The date at the head of a letter: a line near its top that says nothing else."""
    for line in text.splitlines()[:DATED_WITHIN]:
        words = line.strip().removeprefix("Date:").strip()
        if 6 <= len(words) <= 40 and re.search(r"\d{4}$", words) and (moment := read_moment(words)):
            return moment.date()
    return None


# --- emails -----------------------------------------------------------------------------------------------------------


def _email(content: bytes) -> Letter:
    message = BytesParser(policy=policy.default).parsebytes(content)
    name, address = _sender(message)
    return Letter(
        channel="email",
        text=clean("\n\n".join([_body(message), *_enclosed(message)])),
        name=clean(name)[:200],
        email=clean(address)[:254] if re.fullmatch(r"[^@\s]+@[^@\s]+", address) else "",
        subject=clean(" ".join(_header(message, "Subject").split()))[:300],
        sent_on=_sent_on(message),
        message_id=clean(_header(message, "Message-ID"))[:200],
        attached=[clean(part)[:200] for part in _attached(message)],
    )


def _header(message: Message, name: str) -> str:
    """A header as text; what breaks the rules of mail is taken as it stands."""
    try:
        return str(message[name] or "")
    except (ValueError, IndexError, AttributeError, TypeError, errors.MessageError):
        raw = next((value for key, value in message.raw_items() if key.lower() == name.lower()), "")
        return str(raw)


def _sender(message: Message) -> tuple[str, str]:
    for name in ("Reply-To", "From") if not _header(message, "From") else ("From",):
        found = parseaddr(_header(message, name))
        if found[1]:
            return found[0].strip('" '), found[1]
    return "", ""


def _sent_on(message: Message) -> date | None:
    try:
        moment = parsedate_to_datetime(_header(message, "Date"))
        return moment.astimezone(LONDON).date() if moment.tzinfo else moment.date()
    except (ValueError, TypeError, OverflowError, IndexError):
        return None


def _body(message: EmailMessage) -> str:
    """The words: those written as plain text; else those of the HTML."""
    found: dict[str, list[str]] = {"plain": [], "html": []}
    for part in message.walk():
        if part.get_content_maintype() == "text" and not part.get_filename():
            kind = part.get_content_subtype()
            if kind in found:
                found[kind].append(_words(part))
    plain = clean("\n\n".join(text for text in found["plain"] if text.strip()))
    return plain or clean("\n\n".join(html_words.read(text) for text in found["html"]))


def _enclosed(message: EmailMessage) -> list[str]:
    """The words of letters attached to it, each under its name; what cannot be read stays with the original."""
    found, tried = [], 0
    for part in message.walk():
        name, content = part.get_filename() or "", part.get_payload(decode=True)
        if Path(name).suffix.lower() in ENCLOSED and isinstance(content, bytes) and tried < MOST_ENCLOSED:
            tried += 1
            with suppress(Unreadable):
                found.append(f"Attached, {clean(name)[:200]}:\n\n{read(name, content).text}")
    return found


def _words(part: Message) -> str:
    """A part's text: in the encoding it says, or the likeliest when it says a wrong one or none."""
    payload = part.get_payload(decode=True)
    content = payload if isinstance(payload, bytes) else b""
    said = part.get_content_charset() or ""
    try:
        return content.decode(said or "utf-8")
    except (LookupError, UnicodeDecodeError):
        return plain_text.read(content)


def _attached(message: Message) -> list[str]:
    return [name for part in message.walk() if (name := part.get_filename())]


# --- letters ----------------------------------------------------------------------------------------------------------


def _plain(content: bytes) -> Letter:
    return Letter("paper", clean(plain_text.read(content)))


def _word(content: bytes) -> Letter:
    """What Word shows: words inserted by tracked changes count, deleted ones do not."""
    return Letter(
        "paper", _paragraphs(content, "word/document.xml", {"p"}, {"t"}, {"tab": "\t", "br": "\n", "cr": "\n"})
    )


def _open_document(content: bytes) -> Letter:
    return Letter(
        "paper", _paragraphs(content, "content.xml", {"p", "h"}, set(), {"tab": "\t", "line-break": "\n", "s": " "})
    )


def _paragraphs(content: bytes, part: str, blocks: set[str], words: set[str], marks: dict[str, str]) -> str:
    """The text of a document's paragraphs, a line each; in `words` only, or anywhere where none are named."""
    with zipfile.ZipFile(BytesIO(content)) as archive, archive.open(_part(archive, part)) as file:
        source = file.read(LARGEST_PART + 1)
    if len(source) > LARGEST_PART:
        raise Unreadable("It unpacks to too much for a letter. Save it without pictures, and drop in the new file.")
    root = etree.fromstring(source, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))
    found: list[str] = []
    for node in root.iter():
        name = etree.QName(node).localname if isinstance(node.tag, str) else ""
        if name in blocks:
            found.append("\n")
        if name in marks:
            found.append(marks[name])
        elif node.text and (name in words or (not words and found)):
            found.append(node.text)
        if not words and node.tail and found and node.tail.strip():
            found.append(node.tail)
    return clean(re.sub(r"\n{3,}", "\n\n", "".join(found)))


def _part(archive: zipfile.ZipFile, part: str) -> str:
    """Word on the web may call its text `document2.xml`."""
    if part in archive.namelist():
        return part
    return next((name for name in archive.namelist() if re.fullmatch(r"word/document\d*\.xml", name)), part)


READERS = {".eml": _email, ".docx": _word, ".odt": _open_document, ".txt": _plain}
