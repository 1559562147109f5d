"""Tables as Word writes them, each built as one string: tables made cell by cell take quadratic time."""

from collections.abc import Callable, Sequence

from app.documents.parts import Column, Facts, HeatMap, Signature, Table
from app.documents.word.styles import SHADE
from app.documents.word.xml import escape, field, paragraph, run, text
from app.languages import _
from app.languages.stretches import joined

AFTER_TABLE = 200
"""Twentieths of a point after a table: Word joins two tables that touch."""
LABEL_SHARES = (32, 68)
CELL_STYLE = {"left": "CellText", "right": "CellNumber"}
FIELDS = (
    ("", ""), ("E3EDF6", "000000"), ("B8D4E8", "000000"), ("7FB0D3", "000000"), ("2B6CA3", "FFFFFF"),
    ("12436D", "FFFFFF"),
)  # fmt: skip
"""The fields of a heat map, from none to the darkest, and the colour of what stands on each: those of the pages."""
Cell = Callable[[int, int, str, str], tuple[str, str]]
"""From row, column, words and how they look: a cell's own properties, and what stands in its paragraph."""


def plain(_row: int, _column: int, words: str, looks: str) -> tuple[str, str]:
    """A cell of nothing but words."""
    return "", run(words, looks)


def _shaded(part: HeatMap) -> Cell:
    def cell(row: int, column: int, words: str, looks: str) -> tuple[str, str]:
        fill, colour = FIELDS[part.shades[row][column]]
        if not fill:
            return "", run(words, looks)
        return f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>', run(
            words, f'{looks}<w:color w:val="{colour}"/>'
        )

    return cell


def table(part: Table, width: int, cell: Cell = plain) -> str:
    """A captioned table with a repeated header row, or the sentence that stands for an empty one."""
    if not part.rows:
        return text("Normal", part.empty)
    if isinstance(part, HeatMap):
        cell = _shaded(part)
    widths = shares(tuple(column.share for column in part.columns), width)
    styles = [CELL_STYLE[column.align] for column in part.columns]
    last = len(part.rows) - 1 if part.total else -1
    rows = "".join(
        _row(index, row, widths, styles, "<w:b/><w:bCs/>" if index == last else "", cell)
        for index, row in enumerate(part.rows)
    )
    start = opening(widths, part.caption, part.description or part.caption, header=True)
    return f"{_caption(part)}{start}{_header(part.columns, widths)}{rows}</w:tbl>{after()}"


def facts(part: Facts, width: int) -> str:
    """Labels and values in two columns."""
    return _pairs(part.entries, width, part.caption, ("FactLabel", "FactText"))


def definitions(entries: tuple[tuple[str, str], ...], width: int) -> str:
    """Terms and their meanings, set smaller than a title block."""
    return after() + _pairs(entries, width, _("Terms and what they mean"), ("Term", "CellText"))


def signature(part: Signature, width: int) -> str:
    """One side's signature block, kept on one page; a blank line is tall enough to sign on."""
    heading = paragraph("Strong", run(part.side), "<w:keepNext/>")
    declaration = paragraph("Normal", run(part.declaration), "<w:keepNext/><w:keepLines/>")
    return heading + declaration + _pairs(part.lines, width, f"Signature: {part.side}", ("SignLine", "SignLine"))


def shares(wanted: Sequence[float], width: int) -> list[int]:
    """Column widths in twentieths of a point that add up to the width exactly."""
    whole = sum(wanted)
    widths = [int(width * share / whole) for share in wanted]
    widths[-1] += width - sum(widths)
    return widths


def _pairs(entries: tuple[tuple[str, str], ...], width: int, caption: str, styles: tuple[str, str]) -> str:
    widths = shares(LABEL_SHARES, width)
    rows = "".join(_row(index, entry, widths, list(styles), "") for index, entry in enumerate(entries))
    return f"{opening(widths, caption, caption, header=False)}{rows}</w:tbl>{after()}"


def _caption(part: Table) -> str:
    if not part.number:
        return text("Caption", part.caption)
    number = field("SEQ Table \\* ARABIC", str(part.number))
    return paragraph("Caption", run(f"{_('Table')} ") + number + run(joined(": ", part.caption)))


def opening(widths: list[int], caption: str, description: str, *, header: bool) -> str:
    """The start of a table: its style, its widths and what it is called."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    first = 1 if header else 0
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="HouseTable"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/>'
        f'<w:tblLook w:val="{"0420" if header else "0480"}" w:firstRow="{first}" w:lastRow="0" '
        f'w:firstColumn="{1 - first}" w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>'
        f'<w:tblCaption w:val="{escape(caption)}"/><w:tblDescription w:val="{escape(description)}"/>'
        f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
    )


def _header(columns: tuple[Column, ...], widths: list[int]) -> str:
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:shd w:val="clear" w:color="auto" w:fill="{SHADE}"/>'
        f'<w:vAlign w:val="bottom"/></w:tcPr>{_header_text(column)}</w:tc>'
        for column, width in zip(columns, widths, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{cells}</w:tr>"


def _header_text(column: Column) -> str:
    aligned = '<w:jc w:val="right"/>' if column.align == "right" else ""
    return paragraph("CellHeader", run(column.header), aligned)


def _row(
    index: int, cells: tuple[str, ...], widths: list[int], styles: list[str], looks: str, cell: Cell = plain
) -> str:
    written = "".join(
        _cell(width, style, *cell(index, column, words, looks))
        for column, (words, width, style) in enumerate(zip(cells, widths, styles, strict=True))
    )
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{written}</w:tr>"


def _cell(width: int, style: str, properties: str, content: str) -> str:
    opening = f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{properties}</w:tcPr>'
    return f"{opening}{paragraph(style, content)}</w:tc>"


def after(mark: str = "") -> str:
    """What keeps a table from the next; `mark` says that it came or went with its table."""
    spacing = f'<w:spacing w:before="0" w:after="0" w:line="{AFTER_TABLE}" w:lineRule="exact"/>'
    return f"<w:p><w:pPr>{spacing}{mark}</w:pPr></w:p>"
