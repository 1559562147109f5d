"""A redline as a Word file: the newer document in the house style, with every difference as a tracked change.

Accepting all changes leaves the newer text exactly, rejecting all the older. So what Word would work out again by
itself, such as the numbers of tables, stands here as words.
"""

import io
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from app.documents import word
from app.documents.compared import Compared, Entries, Items, Redline, Rows, Text, Turn
from app.documents.differences import Run, Runs, newer, older
from app.documents.parts import Clause, Contents, Document, Heading
from app.documents.word.body import Body, entry_look, heading_look, place_name
from app.documents.word.frame import Frames
from app.documents.word.pages import STYLE, WIDTH
from app.documents.word.redline_table import rows
from app.documents.word.revisions import Revisions, Signed, Term, kind_of
from app.documents.word.table import table
from app.documents.word.xml import NAMESPACES, bookmark, escape, field, paragraph


def as_bytes(
    redline: Redline, *, author: str, at: datetime, version: str, by_term: Mapping[Term, Signed] | None = None
) -> bytes:
    """The whole file, always the same for the same redline.

    `author` and `at` sign each change, but for those of terms that `by_term` says others made; `version` its pages.
    """
    framed = replace(redline.new, title=f"{redline.new.title}: changes", version=version)
    revisions, file = Revisions(author, at, by_term), io.BytesIO()
    word.write(framed, file, written=lambda document, frames: _body(redline, revisions, document, frames))
    return file.getvalue()


def _body(redline: Redline, revisions: Revisions, document: Document, frames: Frames) -> str:
    written = _Body(document, frames, revisions)
    for compared in redline.parts:
        written.add_compared(compared)
    titles = written.titles(redline.title, redline.subtitle)
    return f"<w:body {NAMESPACES}>{titles}{''.join(written.pieces)}{written.section()}</w:body>"


class _Body(Body):
    """The body of an ordinary file, but that each part knows what it was before."""

    def __init__(self, document: Document, frames: Frames, revisions: Revisions) -> None:
        super().__init__(document, frames, table)
        self.track = revisions

    def titles(self, title: Runs, subtitle: Runs) -> str:
        """Title and subtitle; a subtitle that only one of the two documents has came or went as a whole."""
        shown = paragraph("Title", self.track.runs(title))
        if not subtitle:
            return shown
        change = "changed" if older(subtitle) and newer(subtitle) else subtitle[0].kind
        return shown + paragraph("Subtitle", self.track.runs(subtitle), self.track.mark(change))

    def add_compared(self, compared: Compared) -> None:
        """Write one part of either document."""
        if isinstance(compared, Turn):
            self.add(compared.part)
            return
        if compared.change != "del":
            self.make_room(compared.part)
        match compared:
            case Text():
                self.pieces.append(self._text(compared))
            case Items(items=items):
                self.pieces += [
                    paragraph("ListBullet", self.track.runs(item.words), self.track.mark(item.change)) for item in items
                ]
            case Entries():
                self.pieces.append(self._entries(compared))
            case Rows():
                self.pieces.append(rows(compared, WIDTH[self.orientation], self.track))

    def _text(self, text: Text) -> str:
        words, mark = self.track.runs(_line(text)), self.track.mark(text.change)
        match text.part:
            case Heading() as heading:
                style, layout = heading_look(heading)
                if text.change == "del":
                    return paragraph(style, words, layout + mark)
                place = self.places[id(heading)]
                return paragraph(style, bookmark(place, place_name(place), words), self.pending_break() + layout + mark)
            case Clause():
                return paragraph("Clause", words, mark)
            case part:
                return paragraph(STYLE[part.style], words, mark)

    def _entries(self, entries: Entries) -> str:
        """Entries by themselves, with no field round them: Word would make the list anew, and lose what went."""
        title = paragraph(
            "FrontHeading", self.track.runs(entries.title), self._break(entries) + self.track.mark(entries.change)
        )
        return title + "".join(self._entry_of(entry) for entry in entries.entries)

    def _break(self, entries: Entries) -> str:
        return "" if entries.change == "del" or not isinstance(entries.part, Contents) else self.pending_break()

    def _entry_of(self, entry: Text) -> str:
        heading = entry.part
        if not isinstance(heading, Heading):
            raise TypeError("A contents list holds headings only.")
        style, layout = entry_look(heading)
        kind = kind_of(entry.change)
        words = self.track.runs(_line(entry)) + self.track.tracked(kind, "<w:r><w:tab/></w:r>")
        if entry.change != "del":
            place = self.places[id(heading)]
            page = field(f"PAGEREF {place_name(place)} \\h", str(self.pages[place]))
            link = f'<w:hyperlink w:anchor="{escape(place_name(place))}" w:history="1">'
            words = f"{link}{words}{self.track.tracked(kind, page)}</w:hyperlink>"
        return paragraph(style, words, layout + self.track.mark(entry.change))


def _line(text: Text) -> Runs:
    """A number and its text, as one line."""
    if not text.number and not isinstance(text.part, Clause):
        return text.words
    return (*text.number, Run(kind_of(text.change), "\t"), *text.words)
