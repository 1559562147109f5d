"""Negotiation copies to edit, without a database: terms of every schedule in a full agreement."""

from datetime import date
from types import SimpleNamespace

from app.documents.field_marks import Mark, read, written
from app.documents.negotiation_copy import CopyFacts, copy_of
from app.documents.word import fields as word_fields
from app.documents.word.package import opened
from app.documents.word.reading import read as read_words
from app.word_copies.found import Found
from app.word_copies.matching import match
from app.word_copies.printed import printed_of
from tests.documents import specimen
from workflows.schedule import LAYOUTS, Kind, Schedule

KEY = b"a key of the tests"
VALUES = {Kind.TEXT: "Even", Kind.LONG: "As the specification says", Kind.WHOLE: 1240, Kind.MONEY: 150_000,
          Kind.YES_NO: False, Kind.DATE: "2012-10-01"}  # fmt: skip


def terms(each: int = 2) -> list[SimpleNamespace]:
    """Some terms on every schedule; the last of each has figures to follow."""
    made = []
    for schedule, layout in LAYOUTS.items():
        for number in range(1, each + 1):
            fields = {c.key: VALUES[c.kind] for c in layout.columns}
            if number == each:
                fields |= {c.key: "figure to follow" if c.required else "" for c in layout.columns[-2:]}
            made.append(SimpleNamespace(id=len(made) + 1, schedule=schedule, ref=f"{layout.prefix}-{number}",
                                        title=f"{layout.title} {number}", fields=fields, intentions=[]))  # fmt: skip
    return made


def copy(lines=None, number: int = 7, offer: int = 2) -> bytes:
    """Copy `number` of the specimen agreement as a Word file."""
    facts = CopyFacts(number, offer, date(2012, 1, 16), "https://example.test/agreements/2012-13/dm/word",
                      lambda term, column: written(Mark(number, term, column), KEY))  # fmt: skip
    return word_fields.as_bytes(copy_of(specimen.agreement(), lines or terms(), facts))


def mark_of(text: str):
    return read(text, KEY)


def printed(content: bytes, lines=None):
    return printed_of(read_words(opened(content)), mark_of, lines or terms())


def come_back(content: bytes, copies) -> Found:
    """What an edited file says beside the copies of its agreement."""
    return match(read_words(opened(content)), mark_of, copies)


def by_ref(found: Found, lines=None) -> dict[tuple[str, str], str]:
    """The changed values by reference and column."""
    refs = {term.id: term for term in lines or terms()}
    named = {}
    for value in found.values:
        term = refs[value.term]
        named[term.ref, LAYOUTS[Schedule(term.schedule)].columns[value.column].key] = value.text
    return named
