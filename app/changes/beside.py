"""The page that compares two editions: each change once, in its place, with what caused it below its paragraph."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

from app.changes import queries
from app.changes.hunks import Hunk, of_passage
from app.changes.queries import Causes
from app.documents.differences import Run, Runs
from app.editions.comparison import Passage
from app.models import Edition, Person, Round
from app.permissions import roles_of
from workflows.roles import Role

BREAK = re.compile(r"\s*\n\s*\n\s*")
WORD = re.compile(r"\w")
FOLDED_FROM = 60
"""Words in a row of paragraphs that are the same, from which on a page folds them."""


@dataclass(frozen=True)
class Note:
    """What is said below a change. `number` tells it from others of its passage; 0 where it is the only one."""

    hunk: Hunk
    causes: Causes | None
    number: int


@dataclass(frozen=True)
class Piece:
    """Words of one paragraph; `note` on those of a change of which something is said, `begins` on its first."""

    runs: Runs
    note: Note | None = None
    begins: bool = False


@dataclass(frozen=True)
class Paragraph:
    """One paragraph of a passage, with what is said below it: of each change that ends in it."""

    pieces: list[Piece] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    @property
    def is_same(self) -> bool:
        return all(run.kind == "same" for piece in self.pieces for run in piece.runs)

    @property
    def length(self) -> int:
        return sum(len(run.text.split()) for piece in self.pieces for run in piece.runs)


@dataclass(frozen=True)
class Stretch:
    """Paragraphs in a row, folded where they are long and all the same."""

    paragraphs: list[Paragraph]
    is_folded: bool


def read(
    passages: Sequence[Passage], old: Edition, new: Edition, *, seen_by: Person | None
) -> list[tuple[Passage, list[Stretch]]]:
    """Each passage that differs as `seen_by` may read it: whoever ties points is shown every change by itself."""
    causes = queries.causes_between(old, new, seen_by=seen_by)
    ties = may_tie(new.round, seen_by)
    found = []
    for passage in passages:
        told = [hunk for hunk in of_passage(passage) if ties or hunk.fingerprint in causes]
        several = len(told) > 1
        notes = [Note(hunk, causes.get(hunk.fingerprint), n if several else 0) for n, hunk in enumerate(told, 1)]
        found.append((passage, stretches(paragraphs(passage.runs, notes))))
    return found


def may_tie(round_: Round, person: Person | None) -> bool:
    """Whether this person says what caused a change."""
    return Role.ANALYST in roles_of(person, round_)


def paragraphs(runs: Runs, notes: Sequence[Note]) -> list[Paragraph]:
    """The runs of a passage cut where a paragraph ends, each note below the paragraph in which its change ends."""
    found = [Paragraph()]
    by_run = {index: note for note in notes for index in range(note.hunk.first, note.hunk.last + 1)}
    for index, run in enumerate(runs):
        for number, text in enumerate(BREAK.split(run.text)):
            if number:
                found.append(Paragraph())
            if text or index in by_run:
                _add(found[-1], Run(run.kind, text), by_run.get(index))
    for note in notes:
        _mark(found, note)
    return [each for each in found if each.length or each.notes]


def _add(paragraph: Paragraph, run: Run, note: Note | None) -> None:
    """At its end; words of one change stand together."""
    last = paragraph.pieces[-1] if paragraph.pieces else None
    if last and last.note is note:
        paragraph.pieces[-1] = Piece((*last.runs, run), note)
    else:
        paragraph.pieces.append(Piece((run,), note))


def _mark(every: Sequence[Paragraph], note: Note) -> None:
    """Where its first word stands, and below its last: a full stop that moved is not where one looks for a change."""
    places = [(each, n) for each in every for n, piece in enumerate(each.pieces) if piece.note is note]
    worded = [(each, n) for each, n in places if any(WORD.search(run.text) for run in each.pieces[n].runs)] or places
    first, at = worded[0]
    first.pieces[at] = Piece(first.pieces[at].runs, note, begins=True)
    worded[-1][0].notes.append(note)


def stretches(every: Sequence[Paragraph]) -> list[Stretch]:
    """Paragraphs that are the same apart from those that differ. The first, with the title, stays in sight."""
    first, *rest = every
    found = [Stretch([first], is_folded=False)]
    for is_same, group in groupby(rest, key=lambda each: each.is_same):
        together = list(group)
        found.append(Stretch(together, is_same and sum(each.length for each in together) >= FOLDED_FROM))
    return found
