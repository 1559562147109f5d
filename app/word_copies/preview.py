"""What came back beside what is on the table now: each value old and new, and what keeps it from going in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from app.agreements.answering import LOCKED
from app.documents.differences import Runs, words
from app.documents.negotiation_copy import printed
from app.models import Change, Decision, EditedCopy, Term
from app.word_copies.found import Found, Remark, Trouble, Value
from app.word_copies.matching import COPIED
from app.word_copies.sameness import same
from workflows.loose import Unclear, understand
from workflows.schedule import LAYOUTS, Column
from workflows.term import Answer

LONG = 60
GONE = Trouble("The file changes a term that is not in the agreement any more. It was left out.")
PLACED = "It stood elsewhere in the file, and was placed here."


@dataclass
class Line:
    """One changed value. `old` is on the table, `typed` in the file, `new` what that means (None while it is asked)."""

    name: str
    column: Column
    old: str
    typed: str
    new: str | None
    value: Any
    question: str = ""
    guess: str = ""
    notes: list[str] = field(default_factory=list)
    by: list[str] = field(default_factory=list)
    is_sure: bool = True
    error: str = ""
    chosen: bool = False
    answer: str = ""

    @property
    def runs(self) -> Runs:
        """Old and new as one, word by word where there are many words."""
        new = self.typed if self.new is None else self.new
        return words(self.old, new) if max(len(self.old), len(new)) > LONG else ()


@dataclass
class Group:
    """One term that something came back for."""

    term: Term
    lines: list[Line] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)
    already: list[str] = field(default_factory=list)
    locked: str = ""
    in_offer: str = ""
    offered: dict[str, Any] = field(default_factory=dict)
    reason: str = ""
    errors: list[str] = field(default_factory=list)


@dataclass
class Preview:
    """A whole file, term by term; what is about no term stands beside."""

    groups: list[Group]
    remarks: list[Remark]
    troubles: list[Trouble]
    is_older: bool

    @property
    def lines(self) -> list[Line]:
        """Every value that could be put."""
        return [line for group in self.groups if not group.locked for line in group.lines]

    @property
    def beside(self) -> dict[str, Any]:
        """What the values were shown beside: the table, and one's own side's offer."""
        return {
            line.name: [line.old, group.offered.get(line.column.key)] for group in self.groups for line in group.lines
        }

    @property
    def faults(self) -> list[tuple[str, str]]:
        """What must be mended: the id of its place on the page, and the sentence."""
        found = [(f"term-{group.term.id}", sentence) for group in self.groups for sentence in group.errors]
        return found + [(line.name, line.error) for line in self.lines if line.error]


def preview(
    edited: EditedCopy, found: Found, terms: Mapping[int, Term], mine: Mapping[int, Change], offers_sent: int
) -> Preview:
    """What a file says, as it stands beside the table now."""
    groups = {key: Group(term) for key, term in terms.items()}
    beside = Preview([], [], [], is_older=edited.word_copy.offer < offers_sent)
    for value in [*found.values, *_placed(edited)]:
        if value.term in groups:
            _add(groups[value.term], value)
        elif GONE not in beside.troubles:
            beside.troubles.append(GONE)
    for remark in found.remarks:
        _beside(groups, beside, remark.term).remarks.append(remark)
    for trouble in found.troubles:
        _beside(groups, beside, trouble.term).troubles.append(trouble)
    for key, group in groups.items():
        _finish(group, mine.get(key))
    beside.groups = [g for g in groups.values() if g.lines or g.remarks or g.troubles or g.already]
    return beside


def _beside(groups: Mapping[int, Group], whole: Preview, term: int | None) -> Group | Preview:
    """Where something belongs: at its term, or beside them all."""
    return whole if term is None else groups.get(term, whole)


def _placed(edited: EditedCopy) -> Iterable[Value]:
    """Changes that a person has given a place at a value."""
    for change in edited.unplaced:
        if change.decision is Decision.PLACED and change.term_id is not None and change.column is not None:
            text = change.text or change.after
            yield Value(change.term_id, change.column, text, by=change.authors, note=PLACED)


def _add(group: Group, value: Value) -> None:
    columns = LAYOUTS[group.term.schedule].columns
    if value.column >= len(columns):
        return
    column = columns[value.column]
    now = group.term.fields.get(column.key)
    line = Line(
        name=f"v{value.term}-{value.column}",
        column=column,
        old=printed(column, now),
        typed=value.text,
        new=None,
        value=None,
        by=value.by,
        notes=[value.note] if value.note else [],
    )
    if value.note != PLACED and not same(value.before, line.old):
        line.notes.append(f"It has changed since: your copy said “{value.before or 'nothing'}”.")
        line.is_sure = False
    _understand(line, value)
    if line.new is not None and not value.others and (same(line.new, line.old) or line.value == now):
        group.already.append(f"{column.label} is already {line.old or 'empty'} on the table.")
        return
    group.lines = [*(one for one in group.lines if one.name != line.name), line]


def _understand(line: Line, value: Value) -> None:
    """Say what the typed words mean, or what to ask."""
    if value.others:
        said = " and ".join(f"“{text}”" for text in [value.text, *value.others])
        line.question, line.guess, line.is_sure = f"The file says {said}. Enter the one that is meant.", "", False
        return
    meant = understand(line.column, value.text)
    if isinstance(meant, Unclear):
        line.question, line.is_sure = meant.question, False
        guess = printed(line.column, meant.guess) if meant.guess is not None and value.text else ""
        line.guess = "" if guess in meant.question else guess
        return
    line.value, line.new = meant.value, printed(line.column, meant.value)
    if value.note == COPIED:
        line.is_sure = False


def _finish(group: Group, change: Change | None) -> None:
    """What is true of the term as a whole: locked, or in the offer already."""
    group.locked = LOCKED[group.term.state].format(group.term.ref) if group.term.state in LOCKED else ""
    if change is not None and change.answer is Answer.CHANGE:
        group.offered = dict(change.after)
        columns = {column.key: column for column in LAYOUTS[group.term.schedule].columns}
        said = [f"{columns[k].label} {printed(columns[k], v)}" for k, v in change.after.items() if k in columns]
        group.in_offer = f"Your offer says {', '.join(said)}."
        group.reason = change.reason
        for line in group.lines:
            if line.new is not None and change.after.get(line.column.key) == line.value:
                line.notes.append("It is in your offer.")
