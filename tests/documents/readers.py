"""Read the words back: from the XML of a Word file and from a page."""

import io
import re
import zipfile

import lxml.html
from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BLOCKS = "h1|h2|h3|h4|h5|h6|p|li|dt|dd|caption|th|td"


def words_of_word_file(content: bytes) -> list[str]:
    """Each paragraph of the body, without the page numbers of the contents list."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        body = etree.fromstring(package.read("word/document.xml"))
    return _tidy([_paragraph(paragraph) for paragraph in body.iter(f"{W}p")])


def _paragraph(paragraph: etree._Element) -> str:
    words, page_number = [], False
    for element in paragraph.iter():
        if element.tag == f"{W}instrText":
            page_number = "PAGEREF" in (element.text or "")
        elif element.tag == f"{W}fldChar" and element.get(f"{W}fldCharType") == "end":
            page_number = False
        elif element.tag == f"{W}t" and not page_number:
            words.append(element.text or "")
        elif element.tag in {f"{W}br", f"{W}tab"} and element.getparent().tag == f"{W}r":
            words.append(" ")
    return "".join(words)


def words_of_page(html: str) -> list[str]:
    """Each block of text of a page, a line break as a space."""
    page = lxml.html.fromstring(re.sub(r"<br\s*/?>", " ", html))
    found = page.xpath(" | ".join(f"//{block}" for block in BLOCKS.split("|")))
    return _tidy([element.text_content() for element in found])


def _tidy(lines: list[str]) -> list[str]:
    return [" ".join(line.split()) for line in lines if line.strip()]
