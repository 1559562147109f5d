"""The figures of a round, each a table: as they are for those who see responses, and as everybody may read them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import sqlalchemy as sa
from sqlalchemy.exc import NoResultFound

from app import permissions
from app.extensions import db
from app.figures import counted, texts
from app.figures.counted import Came, Scope
from app.figures.labels import KINDS, NOT_SAID, STANCES, intentions
from app.figures.settings import SMALLEST_NUMBER
from app.figures.table import Label, Line, Table, Write, protected_alone, protected_parts, table, true_line
from app.languages import _
from app.languages.content import English, in_english
from app.models import Edition, EditionKind, Person, Point, Round, Setting, View
from app.published.masks import TakenOut, without
from app.published.queries import taken_out_anywhere
from app.responses.places import Places
from app.responses.queries import asked
from workflows import small_numbers
from workflows.small_numbers import NONE, THRESHOLD, Number

DAYS_SHOWN = 70
"""For longer, weeks: a bar of a day would be too thin to see."""


@dataclass(frozen=True)
class Figures:
    """The figures of one round for one audience; each is asked of the database when it is first wanted.

    The scope says which responses count, and which numbers are too small to be shown.
    """

    round: Round
    scope: Scope

    @property
    def threshold(self) -> int:
        return self.scope.threshold

    @property
    def is_protected(self) -> bool:
        return bool(self.threshold)

    @cached_property
    def responses(self) -> int:
        """All of them: how many came is always told."""
        return sum(row.number.of_all for row in self._came)

    @cached_property
    def late(self) -> int | None:
        """Those that came after feedback had closed; None where it, or the weeks in which they came, would tell few."""
        split = counted.summed(self._came, lambda row: "late" if row.is_late else "in time")
        number = split.get("late", NONE)
        if not self.threshold or not number.of_all:
            return number.of_all
        told = small_numbers.row({"late": number, "in time": split.get("in time", NONE)}, self.threshold)
        return told.cells["late"] if self.over_time.is_whole and not told.of_readable else None

    @cached_property
    def points(self) -> tuple[int, int]:
        """How many points they made, and how many distinct texts those are."""
        return self._texts.points, self._texts.all

    @cached_property
    def stances(self) -> Table:
        """Each intention of the newest edition: who agrees, agrees in part, disagrees, has no view."""
        found = counted.stances(self.scope)
        return table(intentions(self._asked), STANCES, found, self._parts, self._texts_by_place)

    @property
    def _texts_by_place(self) -> Mapping[str, int | None]:
        """Distinct texts of each place; they add up to all, so they are held back as parts of it."""
        if not self.threshold:
            return self._texts.by_place
        held = small_numbers.held_back(texts.who_spoke(self.scope), self.threshold)
        return {place: None if place in held else number for place, number in self._texts.by_place.items()}

    def stance_on(self, place: str) -> Line:
        """The same for one intention."""
        found = counted.stances(self.scope, View.place == place).get(place, {})
        return self._parts(place, "", {key: found.get(key, NONE) for key, _ in STANCES}, None)

    @cached_property
    def kinds(self) -> Table:
        """Responses by kind of respondent: one line. Whoever is of no known kind counts with the public."""
        known = {key for key, _ in KINDS}
        return self._line("kinds", KINDS, self._told(lambda row: row.kind if row.kind in known else "public", "kind"))

    @cached_property
    def areas(self) -> Table:
        """Responses by where respondents are: one line."""
        found = self._told(lambda row: row.area, "area")
        return self._line("areas", [(area, area or NOT_SAID) for area in sorted(found)], found)

    @cached_property
    def over_time(self) -> Table:
        """Responses by day, or by week when there are many days or small numbers to protect: one line.

        A column's key is its first day as an ISO date.
        """
        days = {row.day for row in self._came}
        if not self.is_protected and len(counted.periods(days, 1)) <= DAYS_SHOWN:
            found = counted.summed(self._came, lambda row: row.day.isoformat())
            return self._line("days", counted.periods(days, 1), found)
        found = counted.summed(self._came, lambda row: counted.week_of(row.day).isoformat())
        return self._line("weeks", counted.periods({counted.week_of(day) for day in days}, 7), found)

    @cached_property
    def themes(self) -> Table:
        """Responses that speak of each theme, by kind of respondent; themes of which nobody speaks are left out."""
        found = counted.themes_by_kind(self.scope, {row.kind for row in self._came} - self._common[0])
        called = self._named({key: name for key, name in counted.themes(self.round) if key in found})
        lines = list(called.items())
        return table(lines, KINDS, found, self._parts, texts.texts_by_theme(self.scope))

    @cached_property
    def characteristics(self) -> Table:
        """Responses that raise each characteristic, by the intention concerned. One may raise several."""
        columns = self._asked.characteristics
        found = counted.characteristics_by_place(self.scope, [key for key, _ in columns])
        lines = [(key, label) for key, label in intentions(self._asked) if key in found]
        return table(lines, columns, found, self._overlapping)

    @cached_property
    def campaigns(self) -> Table:
        """Responses that sent each campaign's text; each is one distinct text."""
        found = texts.campaigns(self.scope)
        called = self._named({key: title for key, (title, _number) in found.items()})
        lines = [(key, in_english(called[key]) or f"{_('Campaign')} {n}") for n, key in enumerate(found, 1)]
        numbers = {key: {"responses": number} for key, (_title, number) in found.items()}
        return table(lines, [("responses", "Responses")], numbers, self._overlapping)

    def _named(self, names: Mapping[str, str]) -> dict[str, str]:
        """What analysts call things, by key; for everybody else without words that are taken out of a response."""
        cleaned = {key: without(name, self._hidden) for key, name in names.items()}
        return {key: English(each) if isinstance(names[key], English) else each for key, each in cleaned.items()}

    @cached_property
    def _hidden(self) -> list[TakenOut]:
        return taken_out_anywhere(self.round.id) if self.is_protected else []

    @cached_property
    def _common(self) -> tuple[set[str], set[tuple[str, str]]]:
        """The kinds, and kinds with areas, that responses without a name are published with."""
        rows = [(row.kind, row.area, row.without_name) for row in self._came]
        return small_numbers.common_enough(rows, self.threshold)

    def _told(self, key: Callable[[Came], str], what: str) -> dict[str, Number]:
        """Responses by kind or area, of which some can be read, but do not say that they are of it."""
        kinds, areas = self._common

        def unnamed(row: Came) -> int:
            told = row.kind in kinds and (what == "kind" or (row.kind, row.area) in areas)
            return 0 if told else row.without_name

        return counted.summed(
            [replace(row, number=replace(row.number, unnamed=unnamed(row))) for row in self._came], key
        )

    @cached_property
    def _came(self) -> list[Came]:
        return counted.came(self.scope)

    @cached_property
    def _texts(self) -> texts.Texts:
        return texts.texts(self.scope)

    @cached_property
    def _asked(self) -> Places:
        return asked(self.round)

    @property
    def _parts(self) -> Write:
        return protected_parts(self.threshold) if self.threshold else true_line

    @property
    def _overlapping(self) -> Write:
        return protected_alone(self.threshold) if self.threshold else true_line

    def _line(self, key: str, columns: list[Label] | tuple[Label, ...], found: Mapping[str, Number]) -> Table:
        """The responses split up once. How many there are is told even when every part of it is held back."""
        line = self._parts(key, "", {column: found.get(column, NONE) for column, _ in columns}, None)
        total = line.total if line.of_readable else self.responses
        if line.of_readable:
            columns = _with_some(key, columns, line.cells)
        return Table(tuple(columns), (Line(key, "", line.cells, total, of_readable=line.of_readable),))


def _with_some(key: str, columns: Sequence[Label], cells: Mapping[str, int | None]) -> list[Label]:
    """The areas, and the weeks from the first to the last, that some response which anybody may read comes from.

    One that only others come from would tell that there are such others.
    """
    some = [at for at, (column, _label) in enumerate(columns) if cells[column] != 0]
    if key == "areas":
        return [columns[at] for at in some]
    return list(columns[some[0] : some[-1] + 1]) if key == "weeks" and some else list(columns)


def of(round_: Round, *, seen_by: Person | None) -> Figures:
    """Every number as it is, for those who see responses; NoResultFound for everyone else."""
    if not permissions.sees_responses(seen_by, round_.id):
        raise NoResultFound
    return Figures(round_, Scope(round_.id, reader=seen_by))


def published(round_: Round) -> Figures | None:
    """What everybody may read, once answers are out; None before, which costs one question.

    Counted are the responses that had come by then. One that comes later is answered, and in no public figure: the
    difference between two figures would tell what it says.
    """
    final = sa.select(sa.func.min(Edition.published_at)).where(
        Edition.round_id == round_.id, Edition.kind == EditionKind.FINAL
    )
    answers = sa.select(sa.func.min(Point.released_at)).where(Point.round_id == round_.id)
    smallest = sa.select(Setting.value).where(Setting.name == SMALLEST_NUMBER)
    *moments, set_to = db.session.execute(
        sa.select(final.scalar_subquery(), answers.scalar_subquery(), smallest.scalar_subquery())
    ).one()
    until = min((each for each in moments if each is not None), default=None)
    return Figures(round_, Scope(round_.id, until, threshold=int(set_to or THRESHOLD))) if until else None
