"""Accept or reject every tracked change of a Word file, as its schema says (ECMA-376 part 1, 17.13.5): no code of ours.

`blocks` then gives what is left: each paragraph, and each table as rows of cells. Lines of a fixed height that keep
tables and pages apart are layout.
"""

import io
import zipfile
from collections.abc import Iterator

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
Block = str | tuple[tuple[str, ...], ...]


def accepted(content: bytes) -> list[Block]:
    """The text with every insertion kept and every deletion carried out."""
    return _resolved(content, keep="ins", drop="del")


def rejected(content: bytes) -> list[Block]:
    """The text with every insertion taken out and every deletion undone."""
    return _resolved(content, keep="del", drop="ins")


def blocks(content: bytes) -> list[Block]:
    """The text of a file without tracked changes."""
    return list(_blocks(_body(content)))


def signed(content: bytes) -> set[tuple[str, str]]:
    """Who made the changes, and when."""
    found = [*_body(content).iter(f"{W}ins", f"{W}del")]
    return {(change.get(f"{W}author"), change.get(f"{W}date")) for change in found}


def signed_words(content: bytes) -> dict[str, set[str]]:
    """Inserted words, each with who inserted them."""
    found: dict[str, set[str]] = {}
    for change in _body(content).iter(f"{W}ins"):
        if words := "".join(change.itertext(f"{W}t")):
            found.setdefault(words, set()).add(change.get(f"{W}author"))
    return found


def _body(content: bytes) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return etree.fromstring(package.read("word/document.xml"))[0]


def _resolved(content: bytes, *, keep: str, drop: str) -> list[Block]:
    body = _body(content)
    for row in [row for row in body.iter(f"{W}tr") if row.find(f"{W}trPr/{W}{drop}") is not None]:
        row.getparent().remove(row)
    for table in [table for table in body.iter(f"{W}tbl") if table.find(f"{W}tr") is None]:
        table.getparent().remove(table)
    for change in [c for c in body.iter(f"{W}{drop}") if c.getparent().tag not in (f"{W}rPr", f"{W}trPr")]:
        change.getparent().remove(change)
    for paragraph in [*body.iter(f"{W}p")]:
        if paragraph.find(f"{W}pPr/{W}rPr/{W}{drop}") is not None:
            _join_to_next(paragraph)
    assert not [*body.iter(f"{W}delText")] or keep == "del"
    return list(_blocks(body))


def _join_to_next(paragraph: etree._Element) -> None:
    """A paragraph without its mark becomes the beginning of the next; one that ends a cell or the text keeps it."""
    following = paragraph.getnext()
    left = [child for child in paragraph if child.find(f".//{W}r") is not None or child.tag == f"{W}r"]
    if following is not None and following.tag == f"{W}p":
        at = 1 if following.find(f"{W}pPr") is not None else 0
        following[at:at] = left
        paragraph.getparent().remove(paragraph)
    elif not left and not (following is None and paragraph.getparent().tag == f"{W}tc"):
        paragraph.getparent().remove(paragraph)


def _blocks(body: etree._Element) -> Iterator[Block]:
    for child in body:
        if child.tag == f"{W}p" and child.find(f"{W}pPr/{W}spacing[@{W}lineRule='exact']") is None:
            yield _words(child)
        elif child.tag == f"{W}tbl":
            yield tuple(
                tuple("\v".join(_words(each) for each in cell.iter(f"{W}p")) for cell in row.iter(f"{W}tc"))
                for row in child.iter(f"{W}tr")
            )


def _words(paragraph: etree._Element) -> str:
    """What can be read in a paragraph, to the letter, but for page numbers that Word works out."""
    words, is_page_number = [], False
    for element in paragraph.iter():
        if element.tag == f"{W}instrText":
            is_page_number = "PAGEREF" in (element.text or "")
        elif element.tag == f"{W}fldChar" and element.get(f"{W}fldCharType") == "end":
            is_page_number = False
        elif element.tag in (f"{W}t", f"{W}delText") and not is_page_number:
            words.append(element.text or "")
        elif element.tag in (f"{W}br", f"{W}tab") and element.getparent().tag == f"{W}r":
            words.append("\n" if element.tag == f"{W}br" else "\t")
    return "".join(words)
