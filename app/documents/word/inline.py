"""The words of a paragraph as they would be with every tracked change accepted, and what hangs on them."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from app.documents.field_marks import is_like_one
from app.documents.negotiation_copy import NOTHING
from app.documents.word.package import NotReadable, W

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
ACTING = {"DDE", "DDEAUTO", "LINK", "IMPORT", "INCLUDE", "INCLUDETEXT", "INCLUDEPICTURE", "MACROBUTTON", "DATABASE",
          "EMBED", "CONTROL"}  # fmt: skip
"""Fields that run something or fetch something when they are brought up to date (17.16.5)."""
NOBODY = {"", "Unknown Author"}
"""Who LibreOffice says it was, when nobody has told it a name."""
UNSEEN = re.compile("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
"""Soft hyphens, marks of direction, and spaces without width: nobody typed them as words."""
_SPACES = re.compile(r"[^\S\n]+")


@dataclass(slots=True)
class Words:
    """Text, and what was found on the way through it."""

    raw: list[str] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    by: list[str] = field(default_factory=list)
    boxes: list[Any] = field(default_factory=list)

    @property
    def text(self) -> str:
        return tidy("".join(self.raw))

    @property
    def authors(self) -> tuple[str, ...]:
        """Who changed it with changes tracked."""
        return tuple(name for name in dict.fromkeys(self.by) if name not in NOBODY)

    def add(self, other: "Words", between: str = "") -> None:
        """Run on with other words."""
        self.raw += [between, *other.raw]
        self.marks += other.marks
        self.comments += other.comments
        self.by += other.by
        self.boxes += other.boxes


def tidy(text: str) -> str:
    """Text without what nobody sees, every space a plain one, and no empty lines at its ends."""
    lines = [_SPACES.sub(" ", line).strip() for line in UNSEEN.sub("", text).split("\n")]
    return "\n".join(lines).strip("\n")


class Inline:
    """Reads paragraphs one after another; a complex field may begin in one and end in another."""

    def __init__(self) -> None:
        self.fields: list[list[str]] = []

    @property
    def in_contents(self) -> bool:
        """Whether what comes next is the result of a contents field."""
        return any(code.split()[:1] == ["TOC"] for _, code in self.fields)

    def words(self, paragraph: Any) -> Words:
        """The words of one paragraph. Raises NotReadable for a field that acts."""
        found = Words()
        self._go(paragraph, found)
        return found

    def _go(self, holder: Any, found: Words) -> None:
        for child in holder:
            read = READERS.get(child.tag)
            if read is not None:
                read(self, child, found)

    def _tracked(self, change: Any, found: Words) -> None:
        found.by.append(change.get(f"{W}author", ""))
        self._go(change, found)

    def _gone(self, change: Any, found: Words) -> None:
        found.by.append(change.get(f"{W}author", ""))
        for mark in change.iter(f"{W}commentReference"):
            found.comments.append(mark.get(f"{W}id", ""))

    def _control(self, control: Any, found: Words) -> None:
        """A content control. What it shows while it is empty is not what anybody wrote."""
        tag = control.find(f"{W}sdtPr/{W}tag")
        if tag is not None and is_like_one(tag.get(f"{W}val", "")):
            found.marks.append(tag.get(f"{W}val", ""))
        content = control.find(f"{W}sdtContent")
        if content is None:
            return
        inside = Words()
        self._go(content, inside)
        if control.find(f"{W}sdtPr/{W}showingPlcHdr") is not None and _is_placeholder(content, inside):
            inside.raw.clear()
        found.add(inside)

    def _bookmark(self, bookmark: Any, found: Words) -> None:
        if is_like_one(bookmark.get(f"{W}name", "")):
            found.marks.append(bookmark.get(f"{W}name", ""))

    def _comment(self, mark: Any, found: Words) -> None:
        found.comments.append(mark.get(f"{W}id", ""))

    def _run(self, run: Any, found: Words) -> None:
        if run.find(f"{W}rPr/{W}vanish") is not None and run.find(f"{W}rPr/{W}vanish").get(f"{W}val") not in FALSE:
            return
        text: list[str] = []
        for child in run:
            if child.tag in (f"{W}fldChar", f"{W}instrText"):
                self._field(child)
            elif child.tag in TEXT:
                text.append(TEXT[child.tag](child))
            elif child.tag == f"{W}commentReference":
                self._comment(child, found)
            elif child.tag in DRAWN:
                self._drawn(child, found, text)
        if not any(kind == "code" for kind, _ in self.fields):
            found.raw.append("".join(text))

    def _field(self, mark: Any) -> None:
        kind = mark.get(f"{W}fldCharType")
        if mark.tag == f"{W}instrText":
            if self.fields:
                self.fields[-1][1] += mark.text or ""
                _check_code(self.fields[-1][1])
        elif kind == "begin":
            self.fields.append(["code", ""])
        elif self.fields and kind == "separate":
            self.fields[-1][0] = "result"
        elif self.fields and kind == "end":
            self.fields.pop()

    def _simple_field(self, simple: Any, found: Words) -> None:
        _check_code(simple.get(f"{W}instr", ""))
        self._go(simple, found)

    def _drawn(self, drawn: Any, found: Words, text: list[str]) -> None:
        """A picture, or a box with text in it. Of two ways to say the same, the first counts."""
        first = next(iter(drawn), drawn) if drawn.tag == f"{MC}AlternateContent" else drawn
        boxes = list(first.iter(f"{W}txbxContent"))
        found.boxes += boxes
        if not boxes:
            text.append("[picture]")


def _is_placeholder(content: Any, words: Words) -> bool:
    """Word gives it a style of its own, in whatever language; LibreOffice leaves its flag on what somebody typed."""
    return words.text == NOTHING or content.find(f".//{W}rPr/{W}rStyle") is not None


def _check_code(code: str) -> None:
    first = code.split()[:1]
    if first and first[0].upper() in ACTING:
        raise NotReadable("The file has a field that fetches or runs something: take it out, and choose the new file")


def _symbol(symbol: Any) -> str:
    """A character of a symbol font: what it is in the private area cannot be known, in others it can."""
    try:
        code = int(symbol.get(f"{W}char", ""), 16)
    except ValueError:
        return ""
    return chr(code) if 32 <= code < 0xD800 else ""


FALSE = {"0", "false", "off"}
DRAWN = {f"{W}drawing", f"{W}pict", f"{W}object", f"{MC}AlternateContent"}
TEXT: dict[str, Callable[[Any], str]] = {
    f"{W}t": lambda text: text.text or "",
    f"{W}tab": lambda _: " ",
    f"{W}br": lambda _: "\n",
    f"{W}cr": lambda _: "\n",
    f"{W}noBreakHyphen": lambda _: "-",
    f"{W}sym": _symbol,
}
READERS: dict[str, Callable[[Inline, Any, Words], None]] = {
    f"{W}r": Inline._run,
    f"{W}sdt": Inline._control,
    f"{W}ins": Inline._tracked,
    f"{W}moveTo": Inline._tracked,
    f"{W}del": Inline._gone,
    f"{W}moveFrom": Inline._gone,
    f"{W}bookmarkStart": Inline._bookmark,
    f"{W}commentRangeStart": Inline._comment,
    f"{W}fldSimple": Inline._simple_field,
    f"{W}hyperlink": Inline._go,
    f"{W}smartTag": Inline._go,
    f"{W}customXml": Inline._go,
    f"{W}bdo": Inline._go,
    f"{W}dir": Inline._go,
    f"{W}sdtContent": Inline._go,
}
