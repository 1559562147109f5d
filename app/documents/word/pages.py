"""Work out the page of every heading, so that the contents list is right before Word has laid the file out.

Word and LibreOffice work the numbers out again from the fields; this is what a reader sees who does not
let them, such as one who looks at a downloaded file in Protected View.
"""

from collections.abc import Iterator
from dataclasses import dataclass

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
    caption_of,
    contents,
)
from app.documents.word.chart import height_of
from app.documents.word.measures import CELL_MARGIN, MEASURES, lines_in
from app.documents.word.table import AFTER_TABLE, LABEL_SHARES, shares

HEIGHT: dict[Orientation, int] = {"portrait": 16838 - 1701 - 1361, "landscape": 11906 - 1701 - 1361}
WIDTH: dict[Orientation, int] = {"portrait": 9638, "landscape": 14570}
STYLE = {"body": "Normal", "note": "Note", "strong": "Strong"}
BORDER = 10


@dataclass(slots=True)
class Block:
    """Something that is laid out: a paragraph of some lines, or a row of a table."""

    lines: int
    line_height: float
    before: float = 0
    after: float = 0
    keep_next: bool = False
    heading: int | None = None
    repeat: float = 0

    @property
    def height(self) -> float:
        return self.lines * self.line_height

    @property
    def least(self) -> float:
        """The height of what must stay together: two lines at each end of a paragraph."""
        return self.height if self.lines < 4 or self.heading is not None else 2 * self.line_height


def pages(document: Document) -> dict[int, int]:
    """The page of each heading, by its place among the parts."""
    layout = _Layout()
    front = [_paragraph(document.title, "Title", WIDTH["portrait"])]
    if document.subtitle:
        front.append(_paragraph(document.subtitle, "Subtitle", WIDTH["portrait"], extra=100))
    layout.flow(front)
    flowing: list[Block] = []
    for place, part in enumerate(document.parts):
        if isinstance(part, PageBreak):
            layout.flow(flowing)
            flowing = []
            layout.turn(part.orientation)
        else:
            flowing += _blocks(document, place, part, WIDTH[layout.orientation])
    layout.flow(flowing)
    return layout.found


class _Layout:
    """Where we are: which page, which way up, and how far down it."""

    def __init__(self) -> None:
        self.page = 1
        self.orientation: Orientation = "portrait"
        self.down = 0.0
        self.below = 0.0
        self.found: dict[int, int] = {}

    def turn(self, orientation: Orientation) -> None:
        self.page += 1
        self.orientation = orientation
        self.down = self.below = 0.0

    def flow(self, blocks: list[Block]) -> None:
        start = 0
        while start < len(blocks):
            end = start
            while blocks[end].keep_next and end + 1 < len(blocks):
                end += 1
            self._together(blocks[start : end + 1])
            start = end + 1

    def _together(self, chain: list[Block]) -> None:
        """Place blocks that keep with the next on one page, with the least that may stand of the last."""
        needed, below = 0.0, self.below
        for index, block in enumerate(chain):
            needed += max(below, block.before) + (block.least if index == len(chain) - 1 else block.height)
            below = block.after
        if self.down and self.down + needed > HEIGHT[self.orientation]:
            self._next_page(chain[0])
        for block in chain:
            self._place(block)

    def _next_page(self, block: Block) -> None:
        self.page += 1
        self.down, self.below = block.repeat, 0.0

    def _place(self, block: Block) -> None:
        gap = max(self.below, block.before)
        room = HEIGHT[self.orientation] - self.down - gap
        if block.height > room and block.lines > 1:
            fitting = int(room // block.line_height)
            left = block.lines - min(fitting, block.lines - 2)
            self._next_page(block)
            self.down += left * block.line_height
        else:
            self.down += gap + block.height
        self.below = block.after
        if block.heading is not None:
            self.found[block.heading] = self.page


def _blocks(document: Document, place: int, part: Part, width: int) -> Iterator[Block]:  # noqa: C901 (one branch a kind)
    match part:
        case Heading():
            yield _heading(part, width, place)
        case Clause(_, words):
            yield _paragraph(words, "Clause", width)
        case Paragraph(words, style):
            block = _paragraph(words, STYLE[style], width)
            block.keep_next = block.keep_next or leads(words)
            yield block
        case Bullets(items):
            yield from (_paragraph(item, "ListBullet", width) for item in items)
        case Definitions(entries):
            yield _after_table()
            yield from _pairs(entries, ("Term", "CellText"), width)
        case Facts(entries):
            yield from _pairs(entries, ("FactLabel", "FactText"), width)
        case Table():
            yield from _table(part, width)
        case Chart(title):
            caption = _paragraph(title, "Caption", width)
            caption.keep_next = True
            yield caption
            yield Block(1, height_of(part) / 635)
            yield _after_table()
        case Contents():
            yield from _contents(document, part, width)
        case Signature():
            yield from _signature(part, width)
        case PageBreak():
            return


def leads(words: str) -> bool:
    """Whether a paragraph leads to the next, and stays on its page."""
    return words.endswith(":")


def _paragraph(words: str, style: str, width: float, extra: float = 0) -> Block:
    measure = MEASURES[style]
    lines = lines_in(words, style, width)
    return Block(lines, measure.line_height, measure.before, measure.after + extra, measure.keep_next)


def _heading(part: Heading, width: int, place: int) -> Block:
    block = _paragraph(part.text, f"Heading{min(part.level, 3)}", width)
    block.heading = place
    return block


def _contents(document: Document, part: Contents, width: int) -> Iterator[Block]:
    yield _paragraph(part.title, "FrontHeading", width)
    for heading in contents(document, part.depth):
        yield _paragraph(f"{heading.text} 100", f"TOC{min(heading.level, 2)}", width)


def _table(part: Table, width: int) -> Iterator[Block]:
    if not part.rows:
        yield _paragraph(part.empty, "Normal", width)
        return
    widths = shares(tuple(column.share for column in part.columns), width)
    headers = tuple(column.header for column in part.columns)
    header = _row(headers, ("CellHeader",) * len(widths), widths)
    header.keep_next = True
    yield _paragraph(caption_of(part), "Caption", width)
    yield header
    for row in part.rows:
        block = _row(row, ("CellText",) * len(widths), widths)
        block.repeat = header.height
        yield block
    yield _after_table()


def _pairs(entries: tuple[tuple[str, str], ...], styles: tuple[str, str], width: int) -> Iterator[Block]:
    widths = shares(LABEL_SHARES, width)
    for entry in entries:
        yield _row(entry, styles, widths)
    yield _after_table()


def _signature(part: Signature, width: int) -> Iterator[Block]:
    """A block that stays on one page."""
    blocks = [_paragraph(part.side, "Strong", width), _paragraph(part.declaration, "Normal", width)]
    blocks += list(_pairs(part.lines, ("SignLine", "SignLine"), width))
    for block in blocks[:-1]:
        block.keep_next = True
    yield from blocks


def _row(cells: tuple[str, ...], styles: tuple[str, ...], widths: list[int]) -> Block:
    tallest = 0.0
    for cell, style, width in zip(cells, styles, widths, strict=True):
        measure = MEASURES[style]
        lines = lines_in(cell, style, width - 2 * CELL_MARGIN)
        tallest = max(tallest, measure.before + lines * measure.line_height + measure.after)
    return Block(1, tallest + BORDER)


def _after_table() -> Block:
    return Block(1, AFTER_TABLE)
