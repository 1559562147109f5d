"""Compare a form that came back with what the form said when it was taken: which answers changed, and what else did."""

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

from app.documents.field_marks import Mark
from app.documents.word.package import NotReadable
from app.documents.word.reading import Reading, Row
from app.languages import word
from app.word_copies.sameness import plain, same

NOT_OURS = word("The file is not a form of this response. Get a form from this page, fill that in, and choose it")
TWICE = word("is in the file more than once, with different words: enter on its page what is meant.")
GONE = word("is not in the file any more, so what is saved stays.")
MOST_OUTSIDE = 100
Printed = Mapping[str, Any]


def printed_of(reading: Reading, read_mark: Callable[[str], Mark | None], answers: list[Any]) -> dict[str, Any]:
    """What a fresh form says, from its own reading: each field with where it stands, and every other line."""
    fields: list[dict[str, str]] = [{} for _ in answers]
    for row in reading.rows:
        for mark in _marks(row, read_mark):
            answer = answers[mark.term]
            fields[mark.term] = {
                "place": answer.place, "name": answer.name, "where": row.where, "label": row.cells[0].text,
                "text": row.cells[-1].text,
            }  # fmt: skip
    return {"fields": fields, "lines": [line.text for line in reading.lines]}


def match(reading: Reading, read_mark: Callable[[str], Mark | None], forms: Mapping[int, Printed]) -> dict[str, Any]:
    """What changed since the form was taken. `forms` are those of this response, by id: any other mark is foreign.

    Raises NotReadable when nothing in the file is of this response.
    """
    rows = [(row, _marked(row, read_mark, forms)) for row in reading.rows if not row.gone]
    counted = Counter(mark.copy for _row, cells in rows for mark, _text in cells)
    if not counted:
        raise NotReadable(NOT_OURS)
    form = counted.most_common(1)[0][0]
    texts = _texts(rows, forms, form)
    found: dict[str, Any] = {"form": form, "answers": [], "troubles": []}
    for index, field in enumerate(forms[form]["fields"]):
        _compare(found, field, texts.get(index, []), index)
    lines = Counter(plain(text) for text in forms[form]["lines"])
    outside = [line.text for line in reading.lines if not lines[plain(line.text)]]
    found["outside"] = [text[:2000] for text in outside[:MOST_OUTSIDE]]
    found["comments"] = [
        {"author": one.author, "text": one.text, "place": _place_of(one.row, reading.rows, read_mark, forms)}
        for one in reading.comments
    ]
    return found


def _marks(row: Row, read_mark: Callable[[str], Mark | None]) -> list[Mark]:
    return [mark for cell in row.cells for text in cell.marks if (mark := read_mark(text)) is not None]


def _is_ours(mark: Mark, forms: Mapping[int, Printed]) -> bool:
    return mark.copy in forms and mark.term < len(forms[mark.copy]["fields"])


def _marked(row: Row, read_mark: Callable[[str], Mark | None], forms: Mapping[int, Printed]) -> list[tuple[Mark, str]]:
    """The fields of this response in a row, each once, with the words of their cell."""
    found: dict[Mark, str] = {}
    for cell in row.cells:
        for text in cell.marks:
            mark = read_mark(text)
            if mark is not None and _is_ours(mark, forms):
                found.setdefault(mark, cell.text)
    return list(found.items())


def _texts(
    rows: list[tuple[Row, list[tuple[Mark, str]]]], forms: Mapping[int, Printed], form: int
) -> dict[int, list[tuple[str, str]]]:
    """The words of each field of the form, each with what they were when their own form was taken.

    A field whose mark was lost is known by the heading above it and by its label.
    """
    fields = forms[form]["fields"]
    by_label = {(one["where"], one["label"]): index for index, one in enumerate(fields)}
    by_name = {(one["place"], one["name"]): index for index, one in enumerate(fields)}
    marked: dict[int, list[tuple[str, str]]] = {}
    unmarked: dict[int, list[tuple[str, str]]] = {}
    for row, cells in rows:
        for mark, text in cells:
            field = forms[mark.copy]["fields"][mark.term]
            index = by_name.get((field["place"], field["name"]))
            if index is not None:
                marked.setdefault(index, []).append((text, field["text"]))
        if not cells and len(row.cells) == 2:
            index = by_label.get((row.where, row.cells[0].text))
            if index is not None:
                unmarked.setdefault(index, []).append((row.cells[1].text, fields[index]["text"]))
    return {**unmarked, **marked}


def _compare(found: dict[str, Any], field: Mapping[str, str], texts: list[tuple[str, str]], index: int) -> None:
    called = f"{field['where']}: {field['label']}"
    changed = [(text, before) for text, before in texts if not same(text, before)]
    different = {plain(text) for text, _before in changed}
    if not texts:
        found["troubles"].append([called, GONE])
    elif len(different) > 1:
        found["troubles"].append([called, TWICE])
    elif changed:
        text, before = changed[0]
        found["answers"].append({"field": index, "place": field["place"], "name": field["name"], "text": text,
                                 "before": before, "where": field["where"], "label": field["label"]})  # fmt: skip


def _place_of(
    row: int | None, rows: list[Row], read_mark: Callable[[str], Mark | None], forms: Mapping[int, Printed]
) -> str:
    """The place whose field a comment hangs on; empty for the whole."""
    if row is None or row >= len(rows):
        return ""
    marked = _marked(rows[row], read_mark, forms)
    return str(forms[marked[0][0].copy]["fields"][marked[0][0].term]["place"]) if marked else ""
