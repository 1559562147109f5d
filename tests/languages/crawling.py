"""What a page shows to somebody who reads: its words outside of what is marked as another language, and its links."""

from html.parser import HTMLParser

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
UNREAD = {"script", "style", "code"}
SAID = {"aria-label", "alt", "title", "placeholder"}
"""Attributes that are read out or shown."""


class Read(HTMLParser):
    """`words`: texts in the page's own `language`, `in_english`: those marked so; `links`: addresses."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.in_english: list[str] = []
        self.links: list[str] = []
        self.language = ""
        self.faults: list[str] = []
        self._open: list[tuple[str, bool, str]] = []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if tag == "html":
            self.language = given.get("lang", "")
        if tag == "a" and given.get("href"):
            self.links.append(given["href"])
        for name, value in attributes:
            if value and "<span" in value:
                self.faults.append(f"{name}={value}")
            if name in SAID and value and not self._is_elsewhere():
                self.words.append(value)
        if tag not in VOID:
            code = given.get("lang", "") if tag != "html" and tag not in UNREAD else ""
            self._open.append((tag, tag in UNREAD or code != "", code))

    def handle_endtag(self, tag):
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, text):
        said = " ".join(text.split())
        if said and not self._is_elsewhere():
            self.words.append(said)
        elif said and self._language() == "en":
            self.in_english.append(said)

    def _language(self):
        """The language that the words here are marked with; none for what nobody reads."""
        return next((code for _, hidden, code in reversed(self._open) if hidden), "")

    def _is_elsewhere(self):
        return any(hidden for _, hidden, _code in self._open)
