"""Write an Atom feed (RFC 4287)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from lxml import etree

from app.subscriptions.calendar_feed import uid

NOT_IN_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
ATOM = "http://www.w3.org/2005/Atom"
XML = "http://www.w3.org/XML/1998/namespace"


@dataclass(frozen=True)
class Entry:
    """One thing published, under an id that it keeps. Its summary may be in another language than the feed."""

    id: str
    title: str
    at: datetime
    summary: str
    link: str
    summary_language: str


@dataclass(frozen=True)
class Feed:
    """What is published in one place: `itself` is the feed's own address, `page` the page that says the same."""

    id: str
    title: str
    author: str
    at: datetime
    itself: str
    page: str
    language: str
    entries: Sequence[Entry]


def lasting_id(*parts: str) -> str:
    """An id that stays when the service moves to another address."""
    return f"urn:uuid:{uid(*parts)}"


def write(feed: Feed) -> bytes:
    """The feed as UTF-8."""
    root = etree.Element(f"{{{ATOM}}}feed", nsmap={None: ATOM})
    root.set(f"{{{XML}}}lang", feed.language)
    _says(root, id=feed.id, title=feed.title, updated=_moment(feed.at))
    _says(etree.SubElement(root, f"{{{ATOM}}}author"), name=feed.author)
    _link(root, "self", feed.itself, "application/atom+xml", feed.language)
    _link(root, "alternate", feed.page, "text/html", feed.language)
    for entry in feed.entries:
        made = etree.SubElement(root, f"{{{ATOM}}}entry")
        _says(made, id=entry.id, title=entry.title, published=_moment(entry.at), updated=_moment(entry.at))
        _link(made, "alternate", entry.link, "text/html", feed.language)
        _says(made, summary=entry.summary)
        made[-1].set(f"{{{XML}}}lang", entry.summary_language)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True))


def _says(parent: etree._Element, **words: str) -> None:
    for name, text in words.items():
        etree.SubElement(parent, f"{{{ATOM}}}{name}").text = NOT_IN_XML.sub("", text)


def _link(parent: etree._Element, rel: str, href: str, kind: str, language: str) -> None:
    etree.SubElement(parent, f"{{{ATOM}}}link", rel=rel, href=href, type=kind, hreflang=language)


def _moment(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
