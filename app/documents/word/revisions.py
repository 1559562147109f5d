"""Tracked changes in Word's XML: inserted and deleted words, paragraph marks and rows, with who and when.

The elements are those of ECMA-376 part 1, 17.13.5: `ins` and `del` around runs, in the properties of a paragraph's
mark, and in those of a row.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime

from app.documents.compared import Change
from app.documents.differences import Kind, Runs
from app.documents.word.xml import escape, run

FIRST = 100_000
"""Numbers of changes start above those of bookmarks, with which they must not be confused."""


Term = tuple[str, str]
"""A schedule's key, and the first cell of a row of its table."""
Signed = tuple[str, datetime]
"""Who, and when."""


class Revisions:
    """The tracked changes of one file, numbered in the order in which they are written."""

    def __init__(self, author: str, at: datetime, by_term: Mapping[Term, Signed] | None = None) -> None:
        self._signed = _signature(author, at)
        self._by_term = {term: _signature(*signed) for term, signed in (by_term or {}).items()}
        self._number = FIRST

    @contextmanager
    def of_term(self, schedule: str, row: str) -> Iterator[None]:
        """What is written meanwhile is signed by whoever changed this term, if that is known."""
        usual = self._signed
        self._signed = self._by_term.get((schedule, row), usual)
        yield
        self._signed = usual

    def runs(self, runs: Runs, properties: str = "") -> str:
        """Words that stayed as they are; the others as inserted or deleted."""
        return "".join([self.tracked(each.kind, run(each.text, properties)) for each in runs])

    def tracked(self, kind: Kind, runs: str) -> str:
        """Written runs as inserted or deleted."""
        if kind == "same":
            return runs
        if kind == "del":
            runs = runs.replace("<w:t ", "<w:delText ").replace("</w:t>", "</w:delText>")
        return f"<w:{kind} {self._number_and_sign()}>{runs}</w:{kind}>"

    def mark(self, change: Change) -> str:
        """For the end of a paragraph's properties: its mark came or went with it."""
        return f"<w:rPr>{self.row(change)}</w:rPr>" if change in ("ins", "del") else ""

    def row(self, change: Change) -> str:
        """For the end of a row's properties: the row came or went."""
        return f"<w:{change} {self._number_and_sign()}/>" if change in ("ins", "del") else ""

    def _number_and_sign(self) -> str:
        self._number += 1
        return f'w:id="{self._number}" {self._signed}'


def kind_of(change: Change) -> Kind:
    """How words are marked that come or go with what they stand in."""
    return "same" if change == "changed" else change


def _signature(author: str, at: datetime) -> str:
    return f'w:author="{escape(author)}" w:date="{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"'
