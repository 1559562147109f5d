"""The house style as Word styles: Arial, A4, dark text, plain rules."""

from app.documents.word.measures import CELL_MARGIN, MEASURES, Measure
from app.documents.word.xml import DECLARATION, NAMESPACES, escape

INK = "1D2B3A"
MUTED = "44525F"
RULE = "9AA5B1"
SHADE = "E9EDF2"
BULLET_HANGS = 425
CONTENTS_HANGS = 709
CENTRED = '<w:jc w:val="center"/>'
RIGHT = '<w:jc w:val="right"/>'


def styles(language: str) -> str:
    """The styles part of the file."""
    return f"""{DECLARATION}<w:styles {NAMESPACES}>
<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Arial" w:eastAsia="Arial" w:hAnsi="Arial" w:cs="Arial"/>\
<w:sz w:val="24"/><w:szCs w:val="24"/><w:lang w:val="{escape(language)}" w:eastAsia="en-GB" w:bidi="ar-SA"/></w:rPr>\
</w:rPrDefault><w:pPrDefault><w:pPr>{_space(MEASURES["Normal"])}</w:pPr></w:pPrDefault>\
</w:docDefaults>{"".join(_all())}</w:styles>"""


def _all() -> list[str]:
    rule = f'<w:pBdr><w:bottom w:val="single" w:sz="8" w:space="4" w:color="{INK}"/></w:pBdr>'
    clause = MEASURES["Clause"].left
    return [
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/></w:style>',
        _table_styles(),
        _style("Normal", "Normal"),
        _style("Title", "Title", colour=INK),
        _style("Subtitle", "Subtitle", rule, colour=MUTED),
        *(_heading(level) for level in (1, 2, 3)),
        _style("FrontHeading", "Front Heading", colour=INK),
        _style("Clause", "Clause", f"<w:tabs>{_stop(clause)}</w:tabs>", _hang(clause, clause)),
        _style(
            "ListBullet",
            "List Bullet",
            '<w:numPr><w:numId w:val="1"/></w:numPr>',
            _hang(MEASURES["ListBullet"].left, BULLET_HANGS),
        ),
        _style("Strong", "Strong Paragraph"),
        _style("Note", "Note", colour=MUTED),
        _style("Caption", "caption", colour=INK),
        _style("CellText", "Cell Text"),
        _style("CellNumber", "Cell Number", after=RIGHT),
        _style("CellHeader", "Cell Header", "<w:keepNext/>", colour=INK),
        _style("Term", "Term"),
        _style("FactLabel", "Fact Label"),
        _style("FactText", "Fact Text"),
        _style("SignLine", "Signature Line", "<w:keepNext/>"),
        _contents(1),
        _contents(2),
        *_frame(),
    ]


def _frame() -> list[str]:
    """Header and footer: the marking, the draft mark, and a line with the page number at its right."""
    line = Measure(17, 0, 40, 240)
    return [
        _style("header", "header", after=CENTRED, measure=line),
        _style("Marking", "Marking", after=CENTRED, measure=Measure(18, 0, 40, 240, bold=True)),
        _style("DraftMark", "Draft Mark", after=CENTRED, measure=Measure(40, 0, 0, 240, bold=True)),
        _style("footer", "footer", f"<w:tabs>{_stop(9638, right=True)}</w:tabs>", measure=line),
        _style("WideFooter", "Wide Footer", f"<w:tabs>{_stop(14570, right=True)}</w:tabs>", measure=line),
    ]


def _style(
    name: str, label: str, before: str = "", after: str = "", *, colour: str = "", measure: Measure | None = None
) -> str:
    """One paragraph style; `before` and `after` stand on each side of its spacing, as the schema orders them."""
    measure = measure or MEASURES[name]
    default = ' w:default="1"' if name == "Normal" else ""
    based = "" if name == "Normal" else '<w:basedOn w:val="Normal"/>'
    kept = "<w:keepNext/><w:keepLines/>" if measure.keep_next else ""
    return (
        f'<w:style w:type="paragraph"{default} w:styleId="{name}"><w:name w:val="{label}"/>{based}<w:qFormat/>'
        f"<w:pPr>{kept}{before}{_space(measure)}{after}</w:pPr><w:rPr>{_font(measure, colour)}</w:rPr></w:style>"
    )


def _heading(level: int) -> str:
    indent = MEASURES[f"Heading{level}"].left
    outline = f'<w:outlineLvl w:val="{level - 1}"/>'
    stops = f"<w:tabs>{_stop(indent)}</w:tabs>"
    return _style(f"Heading{level}", f"heading {level}", stops, _hang(indent, indent) + outline, colour=INK)


def _contents(level: int) -> str:
    """No right indent: LibreOffice hides the page number that stands in it."""
    left = MEASURES[f"TOC{level}"].left
    stops = f"<w:tabs>{_stop(left)}{_stop(9638, right=True, dots=True)}</w:tabs>"
    return _style(f"TOC{level}", f"toc {level}", stops, _hang(left, CONTENTS_HANGS))


def _font(measure: Measure, colour: str) -> str:
    weight = "<w:b/><w:bCs/>" if measure.bold else ""
    ink = f'<w:color w:val="{colour}"/>' if colour else ""
    return f'{weight}{ink}<w:sz w:val="{measure.size}"/><w:szCs w:val="{measure.size}"/>'


def _space(measure: Measure) -> str:
    return (
        f'<w:spacing w:before="{measure.before}" w:after="{measure.after}" w:line="{measure.line}" w:lineRule="auto"/>'
    )


def _hang(left: int, hanging: int) -> str:
    return f'<w:ind w:left="{left}" w:hanging="{hanging}"/>'


def _stop(at: int, *, right: bool = False, dots: bool = False) -> str:
    leader = ' w:leader="dot"' if dots else ""
    return f'<w:tab w:val="{"right" if right else "left"}"{leader} w:pos="{at}"/>'


def _table_styles() -> str:
    line = f'w:val="single" w:sz="4" w:space="0" w:color="{RULE}"'
    inside = f"<w:top {line}/><w:bottom {line}/><w:insideH {line}/>"
    margins = (
        f'<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="{CELL_MARGIN}" w:type="dxa"/>'
        f'<w:bottom w:w="0" w:type="dxa"/><w:right w:w="{CELL_MARGIN}" w:type="dxa"/></w:tblCellMar>'
    )
    return (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        f'<w:tblPr><w:tblInd w:w="0" w:type="dxa"/>{margins}</w:tblPr></w:style>'
        '<w:style w:type="table" w:styleId="HouseTable"><w:name w:val="House Table"/>'
        f'<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>{inside}</w:tblBorders></w:tblPr>'
        '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr>'
        f'<w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{SHADE}"/></w:tcPr></w:tblStylePr></w:style>'
    )


def numbering() -> str:
    """The one list of the house style: bullets."""
    left = MEASURES["ListBullet"].left
    return (
        f"{DECLARATION}<w:numbering {NAMESPACES}>"
        '<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="singleLevel"/>'
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:pStyle w:val="ListBullet"/>'
        f'<w:lvlText w:val="•"/><w:lvlJc w:val="left"/><w:pPr>{_hang(left, BULLET_HANGS)}</w:pPr></w:lvl>'
        '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )
