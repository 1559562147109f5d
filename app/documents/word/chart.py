"""Charts as Word draws them itself: sharp at any size, printed in black and white, with what they show in words.

The numbers stand in the chart's own part, so that no workbook goes along. They are those of the table beside it.
"""

from app.documents.chart import Chart, Series
from app.documents.parts import Document
from app.documents.word.xml import DECLARATION, escape, run
from app.documents.word.xml import paragraph as paragraph_of

Charts = dict[int, str]
"""What the part with a chart is called in the body, by the chart."""
CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
EMU = 635  # in a twentieth of a point
ROW, FRAME, COLUMNS = 260_000, 700_000, 2_500_000
TALLEST = 7_000_000
"""With its heading and title, a page."""
COLOURS = {"agree": "12436D", "partly": "D9D9D9", "disagree": "801650", "plain": "12436D", "late": "7FB0D3"}
DARK = {"agree", "disagree", "plain"}
HIDES_NOUGHT = "#,##0;#,##0;;"
"""Disagreement is drawn to the left as a number below nought, and read as it is."""


def chart(part: Chart, called: str, number: int, width: int) -> str:
    """A chart in the text, under its title."""
    described = f'id="{9000 + number}" name="{escape(part.title[:60])}" descr="{escape(part.description)}"'
    inline = (
        f'<w:r><w:drawing><wp:inline xmlns:wp="{DRAWING}/wordprocessingDrawing" distT="0" distB="0" distL="0" '
        'distR="0">'
        f'<wp:extent cx="{width * EMU}" cy="{height_of(part)}"/><wp:docPr {described}/><wp:cNvGraphicFramePr/>'
        f'<a:graphic xmlns:a="{DRAWING}/main"><a:graphicData uri="{DRAWING}/chart">'
        f'<c:chart xmlns:c="{DRAWING}/chart" r:id="{called}"/></a:graphicData></a:graphic></wp:inline></w:drawing>'
        "</w:r>"
    )
    title = paragraph_of("Caption", run(part.title), "<w:keepNext/>")
    return title + paragraph_of("Normal", inline)


def height_of(part: Chart) -> int:
    """How tall a chart is, in English metric units: a row for each bar, up to a page."""
    return COLUMNS if part.shape == "columns" else min(FRAME + ROW * len(part.labels), TALLEST)


def chart_file(part: Chart, document: Document) -> str:
    """The part of the file that holds one chart, in the language of its document."""
    return DECLARATION + _chart(part).replace('lang="en-GB"', f'lang="{escape(document.language)}"')


def _chart(part: Chart) -> str:
    bars = part.shape == "bars"
    series = "".join(_series(index, each, part) for index, each in enumerate(part.series))
    legend = _LEGEND if len(part.series) > 1 else ""
    return (
        f'<c:chartSpace xmlns:c="{DRAWING}/chart" xmlns:a="{DRAWING}/main">'
        '<c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/><c:plotArea><c:layout/><c:barChart>'
        f'<c:barDir val="{"bar" if bars else "col"}"/><c:grouping val="stacked"/><c:varyColors val="0"/>{series}'
        '<c:gapWidth val="40"/><c:overlap val="100"/><c:axId val="111"/><c:axId val="222"/></c:barChart>'
        f'{_axes(part)}</c:plotArea>{legend}<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        f"<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>{_text(900)}</c:chartSpace>"
    )


def _series(index: int, series: Series, part: Chart) -> str:
    sign = -1 if series.look == "disagree" else 1
    points = "".join(
        f'<c:pt idx="{at}"><c:v>{sign * value}</c:v></c:pt>'
        for at, value in enumerate(series.values)
        if value is not None and not any(each.values[at] is None for each in part.series)
    )
    names = "".join(f'<c:pt idx="{at}"><c:v>{escape(name)}</c:v></c:pt>' for at, name in enumerate(part.labels))
    count = f'<c:ptCount val="{len(part.labels)}"/>'
    colour = COLOURS[series.look]
    return (
        f'<c:ser><c:idx val="{index}"/><c:order val="{index}"/><c:tx><c:v>{escape(series.name)}</c:v></c:tx>'
        f'<c:spPr><a:solidFill><a:srgbClr val="{colour}"/></a:solidFill><a:ln w="6350"><a:solidFill>'
        f'<a:srgbClr val="484949"/></a:solidFill></a:ln></c:spPr><c:invertIfNegative val="0"/>'
        f"{_labels(series, part)}<c:cat><c:strLit>{count}{names}</c:strLit></c:cat>"
        f"<c:val><c:numLit><c:formatCode>{escape(HIDES_NOUGHT)}</c:formatCode>{count}{points}</c:numLit></c:val></c:ser>"
    )


def _labels(series: Series, part: Chart) -> str:
    """The number on each bar; on many narrow columns none, for they would cover one another."""
    shown = part.shape == "bars" or len(part.labels) <= 20
    colour = "FFFFFF" if series.look in DARK else "000000"
    return (
        f'<c:dLbls><c:numFmt formatCode="{escape(HIDES_NOUGHT)}" sourceLinked="0"/><c:spPr><a:noFill/></c:spPr>'
        f'{_text(800, colour)}<c:showLegendKey val="0"/><c:showVal val="{int(shown)}"/><c:showCatName val="0"/>'
        '<c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>'
    )


def _axes(part: Chart) -> str:
    """Names beside bars stand at the edge, not at nought, where a bar to the left would cover them."""
    bars = part.shape == "bars"
    names, numbers = ("l", "b") if bars else ("b", "l")
    order = "maxMin" if bars else "minMax"
    line = '<c:spPr><a:ln w="6350"><a:solidFill><a:srgbClr val="484949"/></a:solidFill></a:ln></c:spPr>'
    grid = (
        '<c:majorGridlines><c:spPr><a:ln w="3175"><a:solidFill><a:srgbClr val="D9D9D9"/></a:solidFill></a:ln></c:spPr>'
    )
    return (
        f'<c:catAx><c:axId val="111"/><c:scaling><c:orientation val="{order}"/></c:scaling><c:delete val="0"/>'
        f'<c:axPos val="{names}"/><c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/>'
        f'<c:minorTickMark val="none"/><c:tickLblPos val="low"/>{line}{_text(800)}<c:crossAx val="222"/>'
        '<c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="50"/>'
        '<c:noMultiLvlLbl val="1"/></c:catAx>'
        '<c:valAx><c:axId val="222"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/>'
        f'<c:axPos val="{numbers}"/>{grid}</c:majorGridlines><c:numFmt formatCode="#,##0;#,##0" sourceLinked="0"/>'
        f'<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>{_text(800)}'
        f'<c:crossAx val="111"/><c:crosses val="{"max" if bars else "autoZero"}"/><c:crossBetween val="between"/>'
        "</c:valAx>"
    )


def _text(size: int, colour: str = "000000") -> str:
    return (
        f'<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="{size}"><a:solidFill><a:srgbClr val="{colour}"/>'
        '</a:solidFill><a:latin typeface="Arial"/></a:defRPr></a:pPr><a:endParaRPr lang="en-GB"/></a:p></c:txPr>'
    )


_LEGEND = f'<c:legend><c:legendPos val="t"/><c:overlay val="0"/>{_text(900)}</c:legend>'
