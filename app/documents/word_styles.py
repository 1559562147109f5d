"""The house style as Word styles: Arial, A4, dark text, plain rules."""

from app.documents.word_xml import DECLARATION, NAMESPACES, escape

INK = "1D2B3A"
RULE = "9AA5B1"
SHADE = "E9EDF2"


def styles(language: str) -> str:
    """The styles part of the file."""
    return f"""{DECLARATION}<w:styles {NAMESPACES}>
<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Arial" w:eastAsia="Arial" w:hAnsi="Arial" w:cs="Arial"/>\
<w:sz w:val="24"/><w:szCs w:val="24"/><w:lang w:val="{escape(language)}" w:eastAsia="en-GB" w:bidi="ar-SA"/></w:rPr>\
</w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="140" w:line="276" w:lineRule="auto"/></w:pPr></w:pPrDefault>\
</w:docDefaults>{"".join(_all())}</w:styles>"""


def _style(name: str, label: str, p: str = "", r: str = "", *, after: str = "", primary: bool = True) -> str:
    default = ' w:default="1"' if name == "Normal" else ""
    based = "" if name == "Normal" else '<w:basedOn w:val="Normal"/>'
    following = f'<w:next w:val="{after}"/>' if after else ""
    shown = "<w:qFormat/>" if primary else ""
    return (
        f'<w:style w:type="paragraph"{default} w:styleId="{name}"><w:name w:val="{label}"/>{based}{following}{shown}'
        f"<w:pPr>{p}</w:pPr><w:rPr>{r}</w:rPr></w:style>"
    )


def _font(size: int, *, bold: bool = False, colour: str = "") -> str:
    weight = "<w:b/><w:bCs/>" if bold else ""
    ink = f'<w:color w:val="{colour}"/>' if colour else ""
    return f'{weight}{ink}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'


def _space(before: int, after: int, line: int = 276) -> str:
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="auto"/>'


def _hang(left: int, hanging: int) -> str:
    return f'<w:ind w:left="{left}" w:hanging="{hanging}"/>'


def _stop(at: int, *, right: bool = False, dots: bool = False) -> str:
    leader = ' w:leader="dot"' if dots else ""
    return f'<w:tab w:val="{"right" if right else "left"}"{leader} w:pos="{at}"/>'


def _all() -> list[str]:
    keep = "<w:keepNext/><w:keepLines/>"
    rule = f'<w:pBdr><w:bottom w:val="single" w:sz="8" w:space="4" w:color="{INK}"/></w:pBdr>'
    return [
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/></w:style>',
        _table_styles(),
        _style("Normal", "Normal"),
        _style("Title", "Title", f"{keep}{_space(1200, 120, 240)}", _font(56, bold=True, colour=INK), after="Normal"),
        _style("Subtitle", "Subtitle", f"{rule}{_space(0, 480)}", _font(28, colour="44525F"), after="Normal"),
        _heading(1, 36, _space(0, 200, 240), 851),
        _heading(2, 28, _space(320, 120, 240), 851),
        _heading(3, 24, _space(240, 80, 240), 851),
        _style("FrontHeading", "Front Heading", f"{keep}{_space(360, 160, 240)}", _font(32, bold=True, colour=INK)),
        _style("Clause", "Clause", f"<w:tabs>{_stop(851)}</w:tabs>{_hang(851, 851)}"),
        _style("ListBullet", "List Bullet", _bullet()),
        _style("Strong", "Strong Paragraph", "", "<w:b/><w:bCs/>"),
        _style("Note", "Note", _space(60, 160), _font(21, colour="44525F")),
        _style("Caption", "caption", f"{keep}{_space(280, 100, 240)}", _font(22, bold=True, colour=INK)),
        _style("CellText", "Cell Text", _space(60, 60, 252), _font(20)),
        _style("CellHeader", "Cell Header", f"<w:keepNext/>{_space(80, 80, 240)}", _font(20, bold=True, colour=INK)),
        _style("CellNumber", "Cell Number", f'{_space(60, 60, 252)}<w:jc w:val="right"/>', _font(20)),
        _style("Term", "Term", _space(60, 60, 252), _font(20, bold=True)),
        _style("FactLabel", "Fact Label", _space(80, 80, 264), _font(22, bold=True)),
        _style("FactText", "Fact Text", _space(80, 80, 264), _font(22)),
        _style("SignLine", "Signature Line", f"<w:keepNext/>{_space(120, 120, 264)}", _font(22)),
        _style("header", "header", f'{_space(0, 40, 240)}<w:jc w:val="center"/>', _font(17, colour="44525F")),
        _style("Marking", "Marking", f'{_space(0, 40, 240)}<w:jc w:val="center"/>', _font(18, bold=True)),
        _style("DraftMark", "Draft Mark", f'{_space(0, 0, 240)}<w:jc w:val="center"/>', _font(40, bold=True)),
        _style("footer", "footer", f"<w:tabs>{_stop(9638, right=True)}</w:tabs>{_space(0, 40, 240)}", _font(17)),
        _style("WideFooter", "Wide Footer", f"<w:tabs>{_stop(14570, right=True)}</w:tabs>{_space(0, 40, 240)}", _font(17)),
        _contents(1, 0, _space(120, 40, 240), bold=True),
        _contents(2, 567, _space(0, 30, 240), bold=False),
    ]


def _heading(level: int, size: int, space: str, indent: int) -> str:
    outline = f'<w:outlineLvl w:val="{level - 1}"/>'
    layout = f"<w:keepNext/><w:keepLines/><w:tabs>{_stop(indent)}</w:tabs>{space}{_hang(indent, indent)}{outline}"
    return _style(f"Heading{level}", f"heading {level}", layout, _font(size, bold=True, colour=INK), after="Normal")


def _contents(level: int, indent: int, space: str, *, bold: bool) -> str:
    kept = "<w:keepNext/>" if level == 1 else ""
    stops = f"{kept}<w:tabs>{_stop(indent + 709)}{_stop(9638, right=True, dots=True)}</w:tabs>"
    layout = f'{stops}{space}<w:ind w:left="{indent + 709}" w:right="567" w:hanging="709"/>'
    return _style(f"TOC{level}", f"toc {level}", layout, _font(22, bold=bold), primary=False)


def _bullet() -> str:
    return f'<w:numPr><w:numId w:val="1"/></w:numPr>{_space(0, 80)}{_hang(1276, 425)}'


def _table_styles() -> str:
    line = f'w:val="single" w:sz="4" w:space="0" w:color="{RULE}"'
    inside = f"<w:top {line}/><w:bottom {line}/><w:insideH {line}/>"
    margins = (
        '<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="100" w:type="dxa"/>'
        '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="100" w:type="dxa"/></w:tblCellMar>'
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
    return (
        f"{DECLARATION}<w:numbering {NAMESPACES}>"
        '<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="singleLevel"/>'
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:pStyle w:val="ListBullet"/>'
        '<w:lvlText w:val="•"/><w:lvlJc w:val="left"/>'
        '<w:pPr><w:ind w:left="1276" w:hanging="425"/></w:pPr></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )
