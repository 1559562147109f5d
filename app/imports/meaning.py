"""What one row of a file says, by what its columns mean: a respondent, views by place, and everything to mend."""

import hashlib
import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from app.imports.answers import tidy
from app.imports.cells import LONGEST_CELL
from app.imports.dates import read_moment
from app.imports.targets import BLANK, IGNORE, SAID, TARGETS

View = list[str]
"""Stance, comment, evidence, wording, in the order of SAID."""
LONGEST = {"name": 200, "email": 254, "organisation_name": 200, "own_id": 200, "speaks_for": 5_000}
_EMAIL = re.compile(r"[^@\s,;<>]+@[^@\s,;<>]+\.[^@\s,;<>.]+")
_SAYS_NOTHING = re.compile(
    r"[\s–—_.,/*-]{0,9}(n[/.]?a|not applicable|no (further )?comments?|no answer|no response)?[\s–—_.,/*-]{0,9}",
    re.IGNORECASE,
)
"""What people and survey tools leave where they have nothing to say: no point to answer."""
NOBODYS = frozenset({"anonymous", "none", "n/a", "-"})
"""What stands for the address of whoever gave none: Microsoft Forms writes "anonymous" in every row."""
WHOLE_ROW = -1
PUBLIC = "public"
"""The kind of whoever answers for themselves."""

NOTHING_SAID = "Nothing is said in it. Fill in a column that holds a view or a comment, or leave the row out."
TOO_WIDE = (
    "It has more cells than there are headings. Close the quote, or take out the separator, that splits an answer."
)
TWO_ANSWERS = "It gives two different answers, here and in another column of the same question. Leave one."


@dataclass(slots=True)
class Said:
    """One row: who says it, when it came, what is said in each place, and what is wrong, each with its column."""

    row: int
    about: dict[str, str] = field(default_factory=dict)
    received: datetime | None = None
    own_id: str = ""
    views: dict[str, View] = field(default_factory=dict)
    problems: list[tuple[int, str]] = field(default_factory=list)

    @property
    def content(self) -> str:
        """The same for two rows that say the same."""
        said = [sorted(self.about.items()), str(self.received), sorted(self.views.items())]
        return hashlib.sha256(json.dumps(said).encode()).hexdigest()


class Meaning:
    """Reads rows by a mapping: columns (what, place), values (ours by theirs), defaults."""

    def __init__(self, mapping: Mapping[str, Any], *, now: datetime) -> None:
        self._now = now
        self._defaults: Mapping[str, str] = mapping.get("defaults", {})
        self._values: Mapping[str, Mapping[str, str]] = mapping.get("values", {})
        self._width = len(mapping["columns"])
        self._takes: list[tuple[int, Callable[[Said, int, str], None]]] = [
            (number, self._taker(what, place))
            for number, (what, place) in enumerate(mapping["columns"])
            if what != IGNORE
        ]
        self._default_received = read_moment(self._defaults.get("received", ""))

    def read(self, row: int, cells: Sequence[str]) -> Said:
        """What a row says. Its problems are sentences that say what to do."""
        said, width = Said(row), len(cells)
        if width > self._width and any(cells[self._width :]):
            said.problems.append((WHOLE_ROW, TOO_WIDE))
        for number, take in self._takes:
            if number < width and (cell := cells[number]):
                if len(cell) > LONGEST_CELL:
                    said.problems.append((number, f"Shorten it to {LONGEST_CELL:,} characters: it has {len(cell):,}."))
                else:
                    take(said, number, cell)
        if not said.views and not said.problems:
            said.problems.append((WHOLE_ROW, NOTHING_SAID))
        self._fill_in(said)
        return said

    def _taker(self, what: str, place: str) -> Callable[[Said, int, str], None]:
        if what in SAID:
            return self._stance(place) if what == "stance" else _words(SAID.index(what), place)
        if TARGETS[what].choice:
            return self._choice(what)
        return {"email": _email, "received": self._received, "own_id": _own_id}.get(what) or _text(what)

    def _stance(self, place: str) -> Callable[[Said, int, str], None]:
        meant = self._values.get("stance", {})

        def take(said: Said, number: int, cell: str) -> None:
            ours = meant.get(tidy(cell))
            if not ours:
                said.problems.append((number, _not_matched(cell)))
            elif ours != BLANK:
                view = said.views.setdefault(place, ["", "", "", ""])
                if view[0] and view[0] != ours:
                    said.problems.append((number, TWO_ANSWERS))
                view[0] = ours

        return take

    def _choice(self, what: str) -> Callable[[Said, int, str], None]:
        meant = self._values.get(what, {})

        def take(said: Said, number: int, cell: str) -> None:
            ours = meant.get(tidy(cell))
            if not ours:
                said.problems.append((number, _not_matched(cell)))
            elif ours != BLANK:
                if said.about.get(what, ours) != ours:
                    said.problems.append((number, TWO_ANSWERS))
                said.about[what] = ours

        return take

    def _received(self, said: Said, number: int, cell: str) -> None:
        moment = read_moment(cell, self._defaults.get("date_order", "day"))
        if moment is None:
            said.problems.append((number, f"“{_short(cell)}” is no date. Write it like 31 March 2012."))
        elif moment > self._now:
            said.problems.append((number, f"“{_short(cell)}” is still to come. Correct the date."))
        else:
            said.received = moment

    def _fill_in(self, said: Said) -> None:
        about = said.about
        if not about.get("capacity"):
            is_one = about.get("organisation_name") or about.get("organisation_kind", PUBLIC) != PUBLIC
            about["capacity"] = "organisation" if is_one else "individual"
        if about["capacity"] == "individual":
            about |= {"organisation_name": "", "organisation_kind": PUBLIC, "speaks_for": ""}
        for what in ("name", "permission", "language", "nation"):
            if not about.get(what) and self._defaults.get(what):
                about[what] = self._defaults[what]
        said.received = said.received or self._default_received


def _words(part: int, place: str) -> Callable[[Said, int, str], None]:
    def take(said: Said, _number: int, cell: str) -> None:
        if _SAYS_NOTHING.fullmatch(cell):
            return
        view = said.views.setdefault(place, ["", "", "", ""])
        view[part] = f"{view[part]}\n\n{cell}" if view[part] else cell

    return take


def _text(what: str) -> Callable[[Said, int, str], None]:
    most, between = LONGEST[what], " " if what == "name" else ", "

    def take(said: Said, number: int, cell: str) -> None:
        words = " ".join(cell.split()) if what != "speaks_for" else cell
        whole = f"{said.about[what]}{between}{words}" if what in said.about else words
        if len(whole) > most:
            said.problems.append((number, f"Shorten it to {most:,} characters: it has {len(whole):,}."))
        said.about[what] = whole[:most]

    return take


def _email(said: Said, number: int, cell: str) -> None:
    if cell.lower() in NOBODYS:
        return
    if len(cell) > LONGEST["email"] or not _EMAIL.fullmatch(cell):
        said.problems.append((number, f"“{_short(cell)}” is no email address. Correct it, or clear the cell."))
    else:
        said.about["email"] = cell


def _own_id(said: Said, number: int, cell: str) -> None:
    if len(cell) > LONGEST["own_id"]:
        said.problems.append((number, f"Shorten it to {LONGEST['own_id']} characters: it has {len(cell):,}."))
    said.own_id = cell[: LONGEST["own_id"]]


def _not_matched(cell: str) -> str:
    return f"“{_short(cell)}” is matched to none of our answers. Match it, or correct the cell."


def _short(cell: str) -> str:
    words = " ".join(cell.split())
    return words if len(words) <= 60 else f"{words[:59]}…"
