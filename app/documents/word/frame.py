"""What stands round the text: headers, footers, the draft mark and settings."""

from collections.abc import Mapping

from app.documents.parts import Document, Orientation
from app.documents.word.xml import DECLARATION, NAMESPACES, escape, field, paragraph, run, text
from app.languages import _
from app.languages.stretches import VALUE

_FOOTER: dict[Orientation, str] = {"portrait": "footer", "landscape": "WideFooter"}


Frames = Mapping[Orientation, tuple[str, str]]
"""What the header and footer of a page are called in the file, for each way it can lie."""


def header(document: Document) -> str:
    """The header of every page: the marking, then what kind of text this is not."""
    lines = [text("Marking", document.marking)] if document.marking else []
    if document.demonstration:
        lines.append(text("Marking", document.demonstration))
    if document.draft:
        lines.append(paragraph("DraftMark", run(_("DRAFT")) + _watermark(_("DRAFT"))))
    return f"{DECLARATION}<w:hdr {NAMESPACES}>{''.join(lines) or text('header', document.title)}</w:hdr>"


def footer(document: Document, orientation: Orientation) -> str:
    """The footer of every page: which document, which page, and the marking again."""
    version = _("Version %(number)s", number=document.version) if document.version else ""
    which = " · ".join(word for word in (document.reference, version) if word)
    pages = _counted_pages(_("Page %(page)s of %(pages)s"))
    line = paragraph(_FOOTER[orientation], f"{run(which)}<w:r><w:tab/></w:r>{pages}", _rule_above())
    marking = text("Marking", document.marking) if document.marking else ""
    return f"{DECLARATION}<w:ftr {NAMESPACES}>{line}{marking}</w:ftr>"


def _counted_pages(words: str) -> str:
    """ "Page 1 of 9", with numbers that Word works out."""
    fields = {"page": field("PAGE", "1"), "pages": field("NUMPAGES", "1")}
    pieces = VALUE.split(words)
    return "".join(fields[piece] if at % 2 else run(piece) for at, piece in enumerate(pieces) if piece)


def _rule_above() -> str:
    return '<w:pBdr><w:top w:val="single" w:sz="4" w:space="6" w:color="9AA5B1"/></w:pBdr>'


def _watermark(word: str) -> str:
    """A pale word across the page, behind the text."""
    shape = (
        "position:absolute;margin-left:0;margin-top:0;width:430pt;height:160pt;rotation:315;z-index:-251658752;"
        "mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
        "mso-position-vertical:center;mso-position-vertical-relative:margin"
    )
    return (
        '<w:r><w:pict><v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" '
        'path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/>'
        '<v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/>'
        '<v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/></v:formulas>'
        '<v:path textpathok="t" o:connecttype="rect"/><v:textpath on="t" fitshape="t"/></v:shapetype>'
        f'<v:shape id="Watermark" o:spid="_x0000_s2049" type="#_x0000_t136" alt="{escape(word.capitalize())}" '
        f'style="{shape}" '
        'o:allowincell="f" fillcolor="#eef0f3" stroked="f">'
        '<v:textpath style="font-family:&quot;Arial&quot;;font-size:1pt;font-weight:bold" '
        f'string="{escape(word)}"/>'
        "</v:shape></w:pict></w:r>"
    )


def settings(language: str, editing: str = "") -> str:
    """The order of these elements is fixed by the schema; `updateFields` fills the contents list on opening.

    `editing` says how the file may be edited; there the contents list stays, or filling it would count as a change.
    """
    update = "" if editing else '<w:updateFields w:val="true"/>'
    return (
        f'{DECLARATION}<w:settings {NAMESPACES}><w:zoom w:percent="100"/>{editing}'
        f'<w:defaultTabStop w:val="720"/><w:characterSpacingControl w:val="doNotCompress"/>{update}'
        '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" '
        f'w:val="15"/></w:compat><w:themeFontLang w:val="{escape(language)}"/>'
        '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
    )
