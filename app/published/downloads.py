"""Published responses as open data: tables in CSV, and all of it in one JSON document, written piece by piece."""

import csv
import json
from collections.abc import Callable, Iterator, Sequence
from io import StringIO
from typing import Any

from app.languages import _, translated, word
from app.languages.content import called
from app.models import Round
from app.published import batches
from app.responses.places import Kind
from app.responses.queries import asked
from app.sheets import harmless

LICENCE = (
    word("Open Government Licence v3.0"),
    "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
)
README = word(
    "Responses to a consultation, as their senders allow them to be published. Words that are not published are "
    "marked in their place with the reason. Stances are as last sent; an empty cell is no answer, which is not the "
    "same as “no view”. Kind and area are empty where few respondents share them."
)
FILES = {
    "responses.csv": word("Who responded, as far as they allow it, and their view on each intention"),
    "words.csv": word("What was said: a row for each place in each response"),
    "points.csv": word("What was decided: a row for each point whose answer is released"),
    "responses.json": word("All of it in one document, with this description"),
}
BYTE_ORDER_MARK = "\ufeff"


def columns(round_: Round) -> dict[str, list[tuple[str, str]]]:
    """What each table holds, column by column, in the language of the page."""
    who = [
        ("number", _("The response's public number: it stays, and tells nothing of who sent it or when")),
        ("name", _("Who sent it, where they allow it")),
        ("kind", _("What kind of respondent they are, where enough share it")),
        ("area", _("A region of England, or Wales, where enough share it")),
        ("address", _("Where it can be read")),
    ]
    said = [("number", _("The response's public number")), ("place", _("The intention, assumption or question"))]
    decided = [
        ("themes", _("The themes it carries, between semicolons")),
        ("themes_welsh", _("Those of its themes that have a name in Welsh, by that name")),
        ("disposition", _("What was decided")),
        ("reason", _("Why")),
        ("change", _("What it changed")),
        ("reason_welsh", _("Why, in Welsh, where it is written")),
        ("change_welsh", _("What it changed, in Welsh, where it is written")),
    ]
    words = ("words", _("What was said, as far as it is published"))
    return {
        "responses.csv": who
        + [(ref, _("View on %(ref)s: agree, partly, disagree or no view", ref=ref)) for ref in _refs(round_)],
        "words.csv": [*said, words],
        "points.csv": [*said, words, *decided],
    }


def written(round_: Round, name: str, *, address: str) -> Iterator[str]:
    """One of FILES, piece by piece. `address` is where the service stands."""
    here = f"{address}/rounds/{round_.slug}/responses"
    if name == "responses.json":
        return _json(round_, here)
    rows: dict[str, Callable[[Round, str], Iterator[Sequence[Any]]]] = {
        "responses.csv": _responses,
        "words.csv": _words,
        "points.csv": _points,
    }
    return _csv([column for column, _about in columns(round_)[name]], rows[name](round_, here))


def _csv(heading: Sequence[str], rows: Iterator[Sequence[Any]]) -> Iterator[str]:
    yield BYTE_ORDER_MARK
    out = StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(heading)
    for row in rows:
        writer.writerow([harmless(cell) for cell in row])
        if out.tell() > 50_000:
            yield out.getvalue()
            out.seek(0)
            out.truncate()
    yield out.getvalue()


def _refs(round_: Round) -> list[str]:
    return [ref for ref, place in asked(round_).by_ref.items() if place.kind is Kind.INTENTION]


def _responses(round_: Round, here: str) -> Iterator[Sequence[Any]]:
    refs = _refs(round_)
    for some in batches.in_order(round_):
        stances = batches.stances(some)
        for each in some:
            took = stances.get(each.response_id, {})
            who = [each.number, each.name, each.kind, each.area, f"{here}/{each.number}"]
            yield [*who, *(took.get(ref, "") for ref in refs)]


def _words(round_: Round, _here: str) -> Iterator[Sequence[Any]]:
    for some in batches.in_order(round_):
        said = batches.said(some)
        for each in some:
            for place, words in said[each.response_id].items():
                yield [each.number, place, words]


def _points(round_: Round, _here: str) -> Iterator[Sequence[Any]]:
    for some in batches.in_order(round_):
        decided = batches.decided(round_, some)
        for each in some:
            for point in decided.get(each.response_id, ()):
                yield [each.number, *point.values()]


def _json(round_: Round, here: str) -> Iterator[str]:
    head = {
        "title": _("Responses to %(round)s", round=called(round_)),
        "address": here,
        "licence": {"name": translated(LICENCE[0]), "address": LICENCE[1]},
        "readme": translated(README),
        "schema": {name: dict(each) for name, each in columns(round_).items()},
    }
    yield json.dumps(head, ensure_ascii=False)[:-1] + ', "responses": ['
    comma = ""
    for some in batches.in_order(round_):
        stances, said, decided = batches.stances(some), batches.said(some), batches.decided(round_, some)
        for each in some:
            row = {
                "number": each.number, "name": each.name, "kind": each.kind, "area": each.area,
                "address": f"{here}/{each.number}", "views": stances.get(each.response_id, {}),
                "words": said[each.response_id], "points": decided.get(each.response_id, []),
            }  # fmt: skip
            yield comma + json.dumps(row, ensure_ascii=False)
            comma = ",\n"
    yield "]}\n"
