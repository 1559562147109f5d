"""Tables, title blocks and signatures of a redline: cells with tracked words, rows that came or went as rows."""

from app.documents.compared import Row, Rows
from app.documents.differences import newer, older
from app.documents.parts import Definitions, Signature, Table
from app.documents.word.revisions import Revisions
from app.documents.word.styles import SHADE
from app.documents.word.table import CELL_STYLE, LABEL_SHARES, after, opening, shares
from app.documents.word.xml import paragraph

_BOLD = "<w:b/><w:bCs/>"
_KEPT = "<w:keepNext/>"
_HEADER_CELL = f'<w:shd w:val="clear" w:color="auto" w:fill="{SHADE}"/><w:vAlign w:val="bottom"/>'


def rows(compared: Rows, width: int, track: Revisions) -> str:
    """What stands above, the table, and the line that keeps it from the next."""
    mark = track.mark(compared.change)
    match compared.part:
        case Table() as part:
            return _captioned(compared, part, width, track)
        case Signature(side=side):
            above, name, styles = _signature(compared, track), f"Signature: {side}", ("SignLine", "SignLine")
        case Definitions():
            above, name, styles = after(mark), "Terms and what they mean", ("Term", "CellText")
        case part:
            above, name, styles = "", part.caption, ("FactLabel", "FactText")
    widths = shares(LABEL_SHARES, width)
    looks = [(style, "") for style in styles]
    body = "".join(_row(row, widths, looks, track) for row in compared.rows)
    return f"{above}{opening(widths, name, name, header=False)}{body}</w:tbl>{after(track.mark(compared.change))}"


def _captioned(compared: Rows, part: Table, width: int, track: Revisions) -> str:
    widths = shares(tuple(column.share for column in part.columns), width)
    aligned = ['<w:jc w:val="right"/>' if column.align == "right" else "" for column in part.columns]
    looks = [(CELL_STYLE[column.align], "") for column in part.columns]
    caption = paragraph("Caption", track.runs(compared.above[0]), track.mark(compared.change))
    header = (
        _row(compared.header, widths, [("CellHeader", look) for look in aligned], track, is_header=True)
        if compared.header
        else ""
    )
    last = len(compared.rows) - 1 if part.total else -1
    body = ""
    for at, row in enumerate(compared.rows):
        with track.of_term(part.key, newer(row.cells[0]) or older(row.cells[0])):
            body += _row(row, widths, looks, track, bold=_BOLD if at == last else "")
    start = opening(widths, part.caption, part.description or part.caption, header=True)
    return f"{caption}{start}{header}{body}</w:tbl>{after(track.mark(compared.change))}"


def _row(
    row: Row,
    widths: list[int],
    looks: list[tuple[str, str]],
    track: Revisions,
    *,
    bold: str = "",
    is_header: bool = False,
) -> str:
    """One row; the mark at the end of a cell goes with its row, and by itself neither comes nor goes."""
    shade = _HEADER_CELL if is_header else ""
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}</w:tcPr>'
        f"{paragraph(style, track.runs(runs, bold), layout + track.mark(row.change))}</w:tc>"
        for runs, width, (style, layout) in zip(row.cells, widths, looks, strict=True)
    )
    repeated = "<w:tblHeader/>" if is_header else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{repeated}{track.row(row.change)}</w:trPr>{cells}</w:tr>"


def _signature(compared: Rows, track: Revisions) -> str:
    side, declaration = compared.above
    heading = paragraph("Strong", track.runs(side), _KEPT + track.mark(compared.change))
    said = paragraph("Normal", track.runs(declaration), f"{_KEPT}<w:keepLines/>" + track.mark(compared.change))
    return heading + said
