"""Compare an edited file with the copy it came from: which values changed, and what else did."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from app.documents.field_marks import Mark
from app.documents.word.package import NotReadable
from app.documents.word.reading import Reading, Row
from app.word_copies.found import Found, Remark, Trouble, Unplaced, Value
from app.word_copies.printed import LABELS, row_text
from app.word_copies.sameness import same
from app.word_copies.unplaced import of_lines
from workflows.schedule import LAYOUTS, Schedule

NOT_OURS = "The file is not a negotiation copy of this agreement. Get a copy from this page, change that, and choose it"
FOREIGN = "was copied in from elsewhere and does not belong to this agreement, so it was left out. Type it instead"

RETYPED = "The field itself was deleted, and this was typed in its place."
COPIED = "The field of another value was copied here."

Printed = Mapping[str, Any]


@dataclass
class Placed:
    """A row of the file, and the term whose row it is."""

    index: int
    row: Row
    marks: list[list[Mark]]
    foreign: set[int]
    term: int | None = None
    others: list["Placed"] = field(default_factory=list)


def match(reading: Reading, read_mark: Callable[[str], Mark | None], copies: Mapping[int, Printed]) -> Found:
    """What changed since the copy. `copies` are those of this agreement, by id: marks of any other are foreign.

    Raises NotReadable when nothing in the file is of this agreement.
    """
    placed = [_marked(index, row, read_mark, copies) for index, row in enumerate(reading.rows)]
    ours = Counter(mark.copy for one in placed for marks in one.marks for mark in marks)
    if not ours:
        raise NotReadable(NOT_OURS)
    found = Found(copy=ours.most_common(1)[0][0])
    printed = copies[found.copy]
    for one in placed:
        one.term = _term_of(one, copies)
    _know_by_label(placed, printed["terms"])
    _compare_rows(found, placed, copies)
    if not reading.has_controls:
        for value in found.values:
            value.note = "" if value.note == RETYPED else value.note
    rows = [one.row for one in placed if one.term is None and not one.foreign and not one.row.gone]
    found.unplaced += of_lines(printed["lines"], reading.lines, rows)
    found.remarks = [_remark(comment, placed, copies) for comment in reading.comments]
    return found


def _marked(index: int, row: Row, read_mark: Callable[[str], Mark | None], copies: Mapping[int, Printed]) -> Placed:
    marks: list[list[Mark]] = []
    foreign: set[int] = set()
    for place, cell in enumerate(row.cells):
        here: list[Mark] = []
        for text in cell.marks:
            mark = read_mark(text)
            if mark is None or mark.copy not in copies or str(mark.term) not in copies[mark.copy]["terms"]:
                foreign.add(place)
            elif mark not in here:
                here.append(mark)
        marks.append(here)
    return Placed(index, row, marks, foreign)


def _term_of(one: Placed, copies: Mapping[int, Printed]) -> int | None:
    """The term that most of a row's marks name, its own label settling what they leave open."""
    votes: Counter[int] = Counter()
    for place, marks in enumerate(one.marks):
        for mark in marks:
            votes[mark.term] += 3 if mark.column == place - LABELS else 2
            label = one.row.cells[0].text
            if label == copies[mark.copy]["terms"][str(mark.term)]["ref"]:
                votes[mark.term] += 2
    return votes.most_common(1)[0][0] if votes else None


def _know_by_label(placed: Iterable[Placed], terms: Mapping[str, Any]) -> None:
    """Rows that lost every mark, as when LibreOffice tracks that all their values were typed anew."""
    known = {one.term for one in placed}
    missing = {term["ref"]: (int(key), term) for key, term in terms.items() if int(key) not in known}
    for one in placed:
        label = one.row.cells[0].text if one.row.cells else ""
        if one.term is not None or one.foreign or one.row.gone or label not in missing:
            continue
        key, term = missing[label]
        if len(one.row.cells) == LABELS + len(term["cells"]):
            one.term = key
            del missing[label]


def _compare_rows(found: Found, placed: Iterable[Placed], copies: Mapping[int, Printed]) -> None:
    by_term: dict[int, list[Placed]] = {}
    gone: dict[int, Placed] = {}
    for one in placed:
        if one.term is None and one.foreign and not one.row.gone:
            found.troubles.append(Trouble(f"A row under “{one.row.where}” {FOREIGN}."))
        elif one.term is not None and one.row.gone:
            gone[one.term] = one
        elif one.term is not None:
            by_term.setdefault(one.term, []).append(one)
    for term, rows in by_term.items():
        _compare_term(found, term, rows, copies)
    for key, term in copies[found.copy]["terms"].items():
        if int(key) not in by_term:
            found.unplaced.append(_row_removed(int(key), term, gone.get(int(key))))


def _row_removed(key: int, term: Mapping[str, Any], gone: Placed | None) -> Unplaced:
    by = list(gone.row.authors) if gone else []
    return Unplaced(
        "row removed", LAYOUTS[Schedule(term["schedule"])].title, f"{term['ref']} {term['title']}", "", by, key
    )


def _compare_term(found: Found, key: int, rows: list[Placed], copies: Mapping[int, Printed]) -> None:
    copy = _copy_of(rows[0], key, found.copy)
    term = copies[copy]["terms"][str(key)]
    own, extra = _own_row(rows, term)
    for other in extra:
        if all(same(a.text, b.text) for a, b in zip(other.row.cells, own.row.cells, strict=False)):
            sentence = f"The row of {term['ref']} is in the file twice and says the same. It was read once."
            found.troubles.append(Trouble(sentence, key))
        elif _is_unchanged(own, term):
            found.unplaced.append(_row_added(other))
        else:
            own.others.append(other)
    if own.others:
        sentence = f"The row of {term['ref']} is in the file more than once with different values: choose between them."
        found.troubles.append(Trouble(sentence, key))
    if copy != found.copy:
        sentence = f"The row of {term['ref']} comes from an older copy of this agreement. Compare it with the table."
        found.troubles.append(Trouble(sentence, key))
    _compare_cells(found, key, own, term)


def _copy_of(one: Placed, term: int, otherwise: int) -> int:
    counted = Counter(mark.copy for marks in one.marks for mark in marks if mark.term == term)
    return counted.most_common(1)[0][0] if counted else otherwise


def _own_row(rows: list[Placed], term: Mapping[str, Any]) -> tuple[Placed, list[Placed]]:
    """Of several rows of one term, the one that nobody touched; else the first."""
    own = next((one for one in rows if _is_unchanged(one, term)), rows[0]) if len(rows) > 1 else rows[0]
    return own, [one for one in rows if one is not own]


def _is_unchanged(one: Placed, term: Mapping[str, Any]) -> bool:
    texts = [cell.text for cell in one.row.cells[LABELS:]]
    return len(texts) == len(term["cells"]) and all(map(same, texts, term["cells"]))


def _row_added(one: Placed) -> Unplaced:
    return Unplaced("row added", one.row.where, "", row_text(one.row.cells), list(one.row.authors))


def _compare_cells(found: Found, key: int, own: Placed, term: Mapping[str, Any]) -> None:
    cells = own.row.cells
    in_order = len(cells) == LABELS + len(term["cells"])
    columns = LAYOUTS[Schedule(term["schedule"])].columns
    for column, before in enumerate(term["cells"]):
        label = f"{term['ref']} {columns[column].label if column < len(columns) else ''}".strip()
        places = [LABELS + column] if in_order else _places(own, key, column)
        if len(places) != 1 or (not in_order and len(own.marks[places[0]]) > 1):
            sentence = (
                f"The field {label} is not in the file any more, so it stays as it is. To change it, change it here."
            )
            found.troubles.append(Trouble(sentence, key))
            continue
        _compare_cell(found, Where(key, column, label), own, places[0], before)
    if in_order:
        _compare_labels(found, key, own, term)


def _places(one: Placed, term: int, column: int) -> list[int]:
    """The cells with the mark of a value, where rows have lost their order."""
    return [place for place, marks in enumerate(one.marks) if any(m.term == term and m.column == column for m in marks)]


@dataclass(frozen=True)
class Where:
    """Which value is compared, and what it is called."""

    term: int
    column: int
    label: str


def _compare_cell(found: Found, where: Where, own: Placed, place: int, before: str) -> None:
    cell, marks = own.row.cells[place], own.marks[place]
    if place in own.foreign:
        if not same(cell.text, before) or not marks:
            found.troubles.append(Trouble(f"What stands in {where.label} {FOREIGN}.", where.term))
        return
    others = [o.row.cells[place].text for o in own.others if place < len(o.row.cells)]
    others = [text for text in others if not same(text, cell.text)]
    if same(cell.text, before) and not others:
        return
    if not marks and not cell.text:
        sentence = (
            f"The field {where.label} was deleted from the file, so it stays as it is. To change it, change it here."
        )
        found.troubles.append(Trouble(sentence, where.term))
        return
    note = _note(where, marks)
    found.values.append(Value(where.term, where.column, cell.text, before, list(cell.authors), note, others))


def _note(where: Where, marks: list[Mark]) -> str:
    if not marks:
        return RETYPED
    if not any(mark.term == where.term and mark.column == where.column for mark in marks):
        return COPIED
    return ""


def _compare_labels(found: Found, key: int, own: Placed, term: Mapping[str, Any]) -> None:
    labels = [cell.text for cell in own.row.cells[:LABELS]]
    for label, before in zip(labels, (term["ref"], term["title"]), strict=True):
        if not same(label, before):
            found.unplaced.append(Unplaced("changed", own.row.where, before, label, list(own.row.authors), key))


def _remark(comment: Any, placed: list[Placed], copies: Mapping[int, Printed]) -> Remark:
    remark = Remark(comment.author, comment.at, comment.text, comment.where)
    if comment.row is not None and comment.row < len(placed):
        remark.term = placed[comment.row].term
        column = (comment.cell or 0) - LABELS
        known = any(
            str(remark.term) in p["terms"] and column < len(p["terms"][str(remark.term)]["cells"])
            for p in copies.values()
        )
        remark.column = column if remark.term is not None and column >= 0 and known else None
    return remark
