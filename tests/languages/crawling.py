"""What a page shows to somebody who reads: its words outside of what is marked as another language, and its links."""

from html.parser import HTMLParser

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
UNREAD = {"script", "style", "svg", "code"}


class Read(HTMLParser):
    """`words`: texts in the language of the page; `links`: addresses; `language`: of the page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.links: list[str] = []
        self.language = ""
        self.faults: list[str] = []
        self._open: list[tuple[str, bool]] = []
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
            if name == "aria-label" and value and not self._is_elsewhere():
                self.words.append(value)
        if tag not in VOID:
            self._open.append((tag, tag in UNREAD or ("lang" in given and tag != "html")))

    def handle_endtag(self, tag):
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, text):
        said = " ".join(text.split())
        if said and not self._is_elsewhere():
            self.words.append(said)

    def _is_elsewhere(self):
        return any(hidden for _, hidden in self._open)
