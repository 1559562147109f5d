"""Edit a Word file as word processors do, in the markup of ECMA-376 part 1 (the sections are named with each form)."""

import copy
import io
import zipfile

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NS = {"w": W[1:-1]}
COMMENTS = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"


def element(xml: str):
    return etree.fromstring(f'<w:x xmlns:w="{W[1:-1]}" xmlns:xml="http://www.w3.org/XML/1998/namespace">{xml}</w:x>')[0]


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def run(text: str, kind: str = "t"):
    """A run (17.3.2.25) of text; a line break is a break (17.3.3.1)."""
    body = f"</w:{kind}><w:br/><w:{kind} xml:space='preserve'>".join(escaped(text).split("\n"))
    return element(f"<w:r w:rsidR='00A1B2C3'><w:{kind} xml:space='preserve'>{body}</w:{kind}></w:r>")


class Edited:
    """A Word file that is open for editing."""

    def __init__(self, content: bytes, author: str = "Alex Editor") -> None:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            self.parts = {name: package.read(name) for name in package.namelist()}
        self.document = etree.fromstring(self.parts["word/document.xml"])
        self.author = author
        self.number = 9000
        self.comments: list[str] = []

    def bytes(self) -> bytes:
        """The file, saved."""
        self.parts["word/document.xml"] = etree.tostring(self.document, xml_declaration=True, encoding="UTF-8")
        if self.comments:
            self._save_comments()
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
            for name, content in self.parts.items():
                package.writestr(name, content)
        return file.getvalue()

    # --- finding

    def all(self, path: str, within=None):
        return (self.document if within is None else within).xpath(path, namespaces=NS)

    def cell(self, ref: str, column: int):
        """The cell of a term's value: `column` counts from the first field."""
        return self.row(ref)[0].xpath("./w:tc", namespaces=NS)[column + 2]

    def row(self, ref: str):
        return [row for row in self.all("//w:tr") if self.text(row.find(f"{W}tc")) == ref]

    def control(self, ref: str, column: int):
        return self.cell(ref, column).find(f".//{W}sdt")

    def content(self, ref: str, column: int):
        """What holds the runs of a field: the control's content, or the paragraph where there is no control."""
        cell = self.cell(ref, column)
        control = cell.find(f".//{W}sdt/{W}sdtContent")
        return control if control is not None else cell.find(f"{W}p")

    def paragraph(self, words: str):
        """The first paragraph with these words."""
        return next(p for p in self.all("//w:p") if words in self.text(p))

    @staticmethod
    def text(holder) -> str:
        return "".join(holder.xpath(".//w:t/text()", namespaces=NS))

    # --- tracked changes

    def tracked(self, name: str, *inside, author: str = ""):
        """An insertion (17.13.5.18), deletion (17.13.5.14) or move (17.13.5.22, 25) by the author."""
        self.number += 1
        who = escaped(author or self.author)
        change = element(f"<w:{name} w:id='{self.number}' w:author='{who}' w:date='2012-01-20T10:00:00Z'/>")
        for each in inside:
            change.append(each)
        return change

    def inserted(self, text: str):
        return self.tracked("ins", run(text))

    def deleted(self, text: str):
        return self.tracked("del", run(text, "delText"))

    # --- values

    def type(self, ref: str, column: int, text: str, how: str = "tracked") -> "Edited":
        """Put `text` in place of a value, in one of the ways of HOW."""
        content = self.content(ref, column)
        before = self.text(content)
        runs = content.findall(f"{W}r")
        place = list(content).index(runs[0]) if runs else len(content)
        for old in runs:
            content.remove(old)
        holder = content.getparent().find(f"{W}sdtPr/{W}showingPlcHdr")
        if holder is not None:
            holder.getparent().remove(holder)
        for offset, piece in enumerate(HOW[how](self, before, text)):
            content.insert(place + offset, piece)
        return self

    def comment(self, ref: str, column: int, text: str, author: str = "") -> "Edited":
        """A comment (17.13.4.2) on a value, anchored as Word does: range start, range end and reference."""
        number = len(self.comments)
        paragraph = self.cell(ref, column).find(f".//{W}p")
        at = 1 if paragraph.find(f"{W}pPr") is not None else 0
        paragraph.insert(at, element(f"<w:commentRangeStart w:id='{number}'/>"))
        paragraph.append(element(f"<w:commentRangeEnd w:id='{number}'/>"))
        paragraph.append(element(f"<w:r><w:commentReference w:id='{number}'/></w:r>"))
        return self._say(number, text, author)

    def comment_on(self, paragraph, text: str, author: str = "") -> "Edited":
        number = len(self.comments)
        paragraph.append(element(f"<w:r><w:commentReference w:id='{number}'/></w:r>"))
        return self._say(number, text, author)

    def _say(self, number: int, text: str, author: str) -> "Edited":
        self.comments.append(
            f"<w:comment w:id='{number}' w:author='{escaped(author or self.author)}' w:date='2012-01-20T10:00:00Z' "
            f"w:initials='AE'><w:p><w:r><w:annotationRef/></w:r><w:r><w:t>{escaped(text)}</w:t></w:r></w:p></w:comment>"
        )
        return self

    def _save_comments(self) -> None:
        xml = f"<w:comments xmlns:w='{W[1:-1]}'>{''.join(self.comments)}</w:comments>"
        self.add_part("word/comments.xml", xml.encode(), COMMENTS, RELATION)

    def add_part(self, name: str, content: bytes, kind: str, relation: str) -> None:
        self.parts[name] = content
        types = self.parts["[Content_Types].xml"].decode()
        override = f'<Override PartName="/{name}" ContentType="{kind}"/></Types>'
        self.parts["[Content_Types].xml"] = types.replace("</Types>", override).encode()
        self.relate(relation, name.removeprefix("word/"))

    def relate(self, relation: str, target: str, mode: str = "") -> None:
        rels = self.parts["word/_rels/document.xml.rels"].decode()
        link = (
            f'<Relationship Id="rIdX{len(rels)}" Type="{relation}" Target="{escaped(target)}"{mode}/></Relationships>'
        )
        self.parts["word/_rels/document.xml.rels"] = rels.replace("</Relationships>", link).encode()

    # --- rows

    def delete_row(self, ref: str, *, tracked: bool = False) -> "Edited":
        """Delete a row; tracked, the row stays with a mark (17.13.5.12) and its runs are deleted."""
        row = self.row(ref)[0]
        if not tracked:
            row.getparent().remove(row)
            return self
        self._row_mark(row, "del")
        for holder in row.xpath(".//w:r/..", namespaces=NS):
            for old in holder.findall(f"{W}r"):
                holder.replace(old, self.deleted(self.text(old)))
        return self

    def copy_row(self, ref: str, *, tracked: bool = False):
        """Copy a row beneath itself, its controls and their tags with it; bookmarks stay with the first."""
        row = self.row(ref)[0]
        other = copy.deepcopy(row)
        for mark in other.xpath(".//w:bookmarkStart | .//w:bookmarkEnd", namespaces=NS):
            mark.getparent().remove(mark)
        row.addnext(other)
        if tracked:
            self._row_mark(other, "ins")
        return other

    def add_row(self, ref: str, *texts: str) -> "Edited":
        """Add a row of plain cells beneath the row of `ref`, tracked (17.13.5.16)."""
        cells = "".join(f"<w:tc><w:tcPr/><w:p><w:r><w:t>{escaped(t)}</w:t></w:r></w:p></w:tc>" for t in texts)
        row = element(f"<w:tr><w:trPr/>{cells}</w:tr>")
        self._row_mark(row, "ins")
        self.row(ref)[0].addnext(row)
        return self

    def _row_mark(self, row, name: str) -> None:
        properties = row.find(f"{W}trPr")
        if properties is None:
            properties = element("<w:trPr/>")
            row.insert(0, properties)
        properties.append(self.tracked(name))


# --- how a value can be typed


def _plainly(_edited: Edited, _before: str, text: str):
    return [run(text)]


def _tracked(edited: Edited, before: str, text: str):
    return [edited.deleted(before), edited.inserted(text)]


def _by_letters(edited: Edited, before: str, text: str):
    """Only what differs in the middle is tracked, as when somebody edits letter by letter."""
    start = 0
    while start < min(len(before), len(text)) and before[start] == text[start]:
        start += 1
    end = 0
    while end < min(len(before), len(text)) - start and before[-1 - end] == text[-1 - end]:
        end += 1
    stop = len(text) - end
    pieces = [run(text[:start]), edited.deleted(before[start : len(before) - end]), edited.inserted(text[start:stop])]
    return [*pieces, run(text[stop:])]


def _nested(edited: Edited, before: str, text: str):
    """One author's insertion, part of which another deleted again (a deletion in an insertion)."""
    middle = len(text) // 2
    return [
        edited.deleted(before),
        edited.tracked(
            "ins", run(text[:middle]), edited.tracked("del", run("not this", "delText")), run(text[middle:])
        ),
    ]


def _partly_accepted(edited: Edited, before: str, text: str):
    """What was deleted is gone for good, one half of the new text accepted and the other still tracked."""
    middle = len(text) // 2
    return [run(text[:middle]), edited.inserted(text[middle:]), edited.deleted("x")]


def _moved(edited: Edited, before: str, text: str):
    """Text moved here from elsewhere (17.13.5.25), what stood here moved away (17.13.5.22)."""
    return [edited.tracked("moveFrom", run(before)), edited.tracked("moveTo", run(text))]


def _in_pieces(edited: Edited, before: str, text: str):
    """Runs as Word leaves them, with proofing marks (17.13.8.1) and an insertion by somebody else between."""
    pieces = [element("<w:proofErr w:type='spellStart'/>")]
    for number, letter in enumerate(text):
        pieces.append(edited.inserted(letter) if number % 3 == 1 else run(letter))
    return [*pieces, edited.deleted(before), element("<w:proofErr w:type='spellEnd'/>")]


HOW = {
    "untracked": _plainly,
    "tracked": _tracked,
    "by letters": _by_letters,
    "nested": _nested,
    "partly accepted": _partly_accepted,
    "moved": _moved,
    "in pieces": _in_pieces,
}
