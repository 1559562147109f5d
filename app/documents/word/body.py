"""The body of a Word file: each part of a document in turn, and the sections that turn the page."""

from collections.abc import Callable
from typing import assert_never

from app.documents.chart import Chart
from app.documents.parts import (
    Bullets,
    Clause,
    Contents,
    Definitions,
    Document,
    Facts,
    Heading,
    Orientation,
    PageBreak,
    Paragraph,
    Part,
    Signature,
    Table,
    contents,
)
from app.documents.word.chart import Charts, chart
from app.documents.word.frame import Frames
from app.documents.word.measures import MEASURES
from app.documents.word.pages import STYLE, WIDTH, leads, pages
from app.documents.word.styles import CONTENTS_HANGS
from app.documents.word.table import definitions, facts, signature, table
from app.documents.word.xml import NAMESPACES, bookmark, escape, field, paragraph, run, text
from app.languages.stretches import joined

_PAGE: dict[Orientation, str] = {
    "portrait": '<w:pgSz w:w="11906" w:h="16838"/>',
    "landscape": '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>',
}
LONGEST_NUMBER = 5
_SLIVER = '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'


Tables = Callable[[Table, int], str]
"""From a table and the width of the page: the table as Word has it."""


def body(document: Document, frames: Frames, tables: Tables = table, charts: Charts | None = None) -> str:
    """The body of the file. `frames` says what its headers and footers are called, `tables` writes its tables.

    `charts` says what the parts of the file with its charts are called.
    """
    written = Body(document, frames, tables, charts)
    for part in document.parts:
        written.add(part)
    return (
        f"<w:body {NAMESPACES}>{text('Title', document.title)}"
        f"{text('Subtitle', document.subtitle) if document.subtitle else ''}"
        f"{''.join(written.pieces)}{written.section()}</w:body>"
    )


class Body:
    """What has been written so far, and which way up the page is."""

    def __init__(self, document: Document, frames: Frames, tables: Tables, charts: Charts | None = None) -> None:
        self.document = document
        self.charts = charts or {}
        self.table = tables
        self.frames = frames
        self.pieces: list[str] = []
        self.orientation: Orientation = "portrait"
        self.pages = pages(document)
        self.break_before = ""
        self.places = {id(part): number for number, part in enumerate(document.parts) if isinstance(part, Heading)}

    def add(self, part: Part) -> None:
        self.make_room(part)
        self.pieces.append(self._written(part))

    def make_room(self, part: Part) -> None:
        """Turn the page now, before a part that cannot carry the break itself."""
        if self.break_before and not isinstance(part, Heading | Contents | PageBreak):
            self.pieces.append(f"<w:p><w:pPr>{self.pending_break()}{_SLIVER}</w:pPr></w:p>")

    def _written(self, part: Part) -> str:  # noqa: C901 (one branch a kind)
        width = WIDTH[self.orientation]
        match part:
            case Heading():
                return self._heading(part)
            case Clause(number, words):
                return paragraph("Clause", run(f"{number}\t{words}"))
            case Paragraph(words, style):
                return (
                    paragraph(STYLE[style], run(words), "<w:keepNext/>") if leads(words) else text(STYLE[style], words)
                )
            case Bullets(items):
                return "".join(text("ListBullet", item) for item in items)
            case Definitions(entries):
                return definitions(entries, width)
            case Facts():
                return facts(part, width)
            case Table():
                return self.table(part, width)
            case Chart():
                return chart(part, self.charts[id(part)], len(self.pieces), width)
            case Contents():
                return self._contents(part)
            case Signature():
                return signature(part, width)
            case PageBreak(orientation):
                return self._new_page(orientation)
            case _:
                assert_never(part)

    def _heading(self, part: Heading) -> str:
        number = self.places[id(part)]
        words = run(joined(part.number, "\t", part.text) if part.number else part.text)
        style, layout = heading_look(part)
        return paragraph(style, bookmark(number, place_name(number), words), self.pending_break() + layout)

    def _contents(self, part: Contents) -> str:
        """A contents field with its entries already written: Word works the page numbers out on opening."""
        entries = [self._entry(heading) for heading in contents(self.document, part.depth)]
        begin = (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> '
            f'TOC \\o "1-{part.depth}" \\h \\z \\u </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        )
        end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        last = len(entries) - 1
        lines = [
            paragraph(style, (begin if index == 0 else "") + content + (end if index == last else ""), layout)
            for index, (style, content, layout) in enumerate(entries)
        ]
        return paragraph("FrontHeading", run(part.title), self.pending_break()) + "".join(lines)

    def _entry(self, heading: Heading) -> tuple[str, str, str]:
        place = self.places[id(heading)]
        name = place_name(place)
        words = run(joined(heading.number, "\t", heading.text) if heading.number else heading.text)
        link = f'<w:hyperlink w:anchor="{escape(name)}" w:history="1">{words}<w:r><w:tab/></w:r>'
        page = field(f"PAGEREF {name} \\h", str(self.pages[place]))
        style, layout = entry_look(heading)
        return style, f"{link}{page}</w:hyperlink>", layout

    def _new_page(self, orientation: Orientation) -> str:
        """Turn the page; a page that lies the other way is a new section."""
        if orientation == self.orientation:
            self.break_before = "<w:pageBreakBefore/>"
            return ""
        section = self.section()
        self.orientation = orientation
        self.break_before = ""
        return f"<w:p><w:pPr>{_SLIVER}{section}</w:pPr></w:p>"

    def section(self) -> str:
        """The end of a section: its header and footer, and which way up its pages are."""
        header, footer = self.frames[self.orientation]
        return (
            f'<w:sectPr><w:headerReference w:type="default" r:id="{header}"/>'
            f'<w:footerReference w:type="default" r:id="{footer}"/><w:type w:val="nextPage"/>{_PAGE[self.orientation]}'
            '<w:pgMar w:top="1701" w:right="1134" w:bottom="1361" w:left="1134" w:header="567" w:footer="510" '
            'w:gutter="0"/></w:sectPr>'
        )

    def pending_break(self) -> str:
        pending, self.break_before = self.break_before, ""
        return pending


def heading_look(heading: Heading) -> tuple[str, str]:
    """The style of a heading, and what its number asks for beyond it."""
    layout = _long_number(1701) if len(heading.number) > LONGEST_NUMBER else ""
    return f"Heading{min(heading.level, 3)}", layout if heading.number else '<w:ind w:left="0" w:firstLine="0"/>'


def entry_look(heading: Heading) -> tuple[str, str]:
    """The same for its entry in the contents list."""
    style = f"TOC{min(heading.level, 2)}"
    layout = _long_number(1247) if len(heading.number) > LONGEST_NUMBER else ""
    return style, layout if heading.number else _without_number(MEASURES[style].left)


def _long_number(indent: int) -> str:
    """More room for a number such as "Annex A" than the styles give."""
    return f'<w:tabs><w:tab w:val="left" w:pos="{indent}"/></w:tabs><w:ind w:left="{indent}" w:hanging="{indent}"/>'


def _without_number(stop: int) -> str:
    """An entry that starts where the numbers of others start, its tab free for the page number."""
    start = stop - CONTENTS_HANGS
    cleared = f'<w:tabs><w:tab w:val="clear" w:pos="{stop}"/></w:tabs>'
    return f'{cleared}<w:ind w:left="{start}" w:firstLine="0"/>'


def place_name(number: int) -> str:
    return f"_Toc{number:08d}"
