"""What was said of each intention and what was decided: with names only as far as their owners allow it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import sqlalchemy as sa

from app.answers.shown import is_out, waiver_stands
from app.extensions import db
from app.figures import queries as figures
from app.figures.queries import Figures
from app.figures.table import Line
from app.models import Edition, Point, Response, Round
from app.published.masks import TakenOut
from app.published.queries import taken_out_anywhere, taken_out_in
from app.published.words import clean, clean_welsh, once_for_each_answer, public_name, shown_text
from workflows.point import Disposition

LISTED = 500
"""Comments of a round up to which one page, and its final edition, list each with its answer."""
ON_A_PAGE = 50
"""Comments on one page about one place."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many took each stance, "no view" apart, which shares leave out; None where a number is held back."""

    agree: int | None = 0
    partly: int | None = 0
    disagree: int | None = 0
    no_view: int | None = 0
    total: int | None = 0

    @property
    def with_a_view(self) -> int | None:
        return None if self.total is None or self.no_view is None else self.total - self.no_view

    @property
    def is_whole(self) -> bool:
        """Whether no number is held back."""
        return None not in (self.agree, self.partly, self.disagree, self.no_view, self.total)

    def rows(self) -> list[tuple[str, int | None]]:
        """For a bar of those with a view; a page says beside it how many had none."""
        return [("Agree", self.agree), ("Partly agree", self.partly), ("Disagree", self.disagree)]


@dataclass(frozen=True, slots=True)
class Decided:
    """One comment with its answer. `said` and `name` are empty where the respondent does not allow them."""

    place: str
    said: str
    name: str
    disposition: Disposition | None
    reason: str
    change: str
    waiver: str
    waived_by: str = ""
    point_id: int = 0
    language: str = "en"
    welsh: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Alike:
    """Comments in the same words with the same answer, as those of a campaign: read once, with who sent them."""

    first: Decided
    number: int
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """What one intention (or assumption, or question) drew: numbers, and what was decided."""

    place: str
    counts: Counts
    decided: tuple[Decided, ...] = ()
    has_more: bool = False

    @property
    def alike(self) -> list[Alike]:
        """What was decided, each words and answer once, in the order in which they first came."""
        same: dict[Decided, list[Decided]] = {}
        for each in self.decided:
            same.setdefault(replace(each, name="", point_id=0, welsh=None), []).append(each)
        return [Alike(of[0], len(of), tuple(each.name for each in of if each.name)) for of in same.values()]


def summary_for(round_: Round, place: str, *, after: int = 0) -> Summary | None:
    """What was said of one place and what was decided, for everyone to read; None before the final edition is out.

    The first comments of it, or those that come after the point with the id `after`.
    """
    return _summaries(round_, place, after=after).get(place)


def summaries(round_: Round) -> dict[str, Summary]:
    """The same for every place anybody spoke of; empty before the final edition is out.

    Of a great many comments only which places have some: each place has pages of its own.
    """
    found = _summaries(round_)
    return _places_only(round_) if any(each.has_more for each in found.values()) else found


def _published(round_: Round) -> int:
    published = sa.and_(Point.round_id == round_.id, sa.or_(is_out(), waiver_stands()))
    return db.session.scalar(sa.select(sa.func.count(Point.id)).where(published)) or 0


def _places_only(round_: Round) -> dict[str, Summary]:
    shown = figures.published(round_)
    if shown is None:
        return {}
    counts = _counts(shown)
    published = sa.and_(Point.round_id == round_.id, sa.or_(is_out(), waiver_stands()))
    places = set(db.session.scalars(sa.select(Point.place).where(published).distinct()))
    return {
        place: Summary(place, counts.get(place, Counts()), (), place in places)
        for place in sorted(counts.keys() | places)
    }


def for_edition(round_: Round) -> dict[str, Summary]:
    """What the final edition keeps of each place: every comment with its answer, or of a great many only the waivers.

    Whoever waived an answer, and in which words, always stands in it.
    """
    if _published(round_) <= LISTED:
        return summaries(round_)
    waived: dict[str, list[Decided]] = {}
    alike = (
        sa.select(sa.func.min(Point.id))
        .where(Point.round_id == round_.id, waiver_stands())
        .group_by(Point.place, Point.waiver, Point.waived_by)
    )
    for place, words, by, said in db.session.execute(
        sa.select(Point.place, Point.waiver, Point.waived_by, Point.welsh)
        .where(Point.id.in_(alike))
        .order_by(Point.place, Point.waiver)
    ):
        welsh = (said or {}).get("waiver", "")
        waived.setdefault(place, []).append(
            Decided(place, "", "", None, "", "", words, by, welsh={"waiver": welsh} if welsh else None)
        )
    counts = _counts(figures.published(round_))
    return {
        place: Summary(place, counts.get(place, Counts()), tuple(waived.get(place, ())))
        for place in sorted(counts.keys() | waived.keys())
    }


def _counts(shown: Figures | None, place: str = "") -> dict[str, Counts]:
    """Stances by intention, or on one, as everybody may read them: small numbers are held back."""
    if shown is None:
        return {}
    lines = [shown.stance_on(place)] if place else shown.stances
    return {line.key: _counts_of(line) for line in lines if line.total != 0}


def _counts_of(line: Line) -> Counts:
    cells = line.cells
    return Counts(cells["agree"], cells["partly"], cells["disagree"], cells["no view"], line.total)


def _summaries(round_: Round, place: str = "", *, after: int = 0) -> dict[str, Summary]:
    shown = figures.published(round_)
    if shown is None:
        return {}
    counts = _counts(shown, place)
    point_is_wanted = Point.place == place if place else sa.true()
    decided: dict[str, list[Decided]] = {}
    out, taken_out = is_out(), taken_out_in(round_)
    anywhere = taken_out_anywhere(round_.id) if taken_out else []
    for point, response, released in db.session.execute(
        sa.select(Point, Response, out)
        .join(Point.response)
        .where(Point.round_id == round_.id, sa.or_(out, waiver_stands()), point_is_wanted)
        .where(Edition.final_is_out(round_.id))
        .where(Point.id > after)
        .order_by(Point.place, Point.id)
        .limit((ON_A_PAGE if place else LISTED) + 1)
    ):
        taken = taken_out.get(response.id, ())
        each = _decided(point, response, taken, anywhere, released=released)
        decided.setdefault(point.place, []).append(each)
    is_whole = place or sum(map(len, decided.values())) <= LISTED
    most = ON_A_PAGE if place else LISTED
    return {
        each: Summary(
            each,
            counts.get(each, Counts()),
            tuple(once_for_each_answer(decided.get(each, ())[:most], lambda one: one.said, _answer)),
            len(decided.get(each, ())) > most if place else not is_whole,
        )
        for each in sorted(counts.keys() | decided.keys())
    }


def _answer(each: Decided) -> Decided:
    return replace(each, point_id=0, language="en")


def _decided(
    point: Point, response: Response, taken_out: Sequence[TakenOut], anywhere: Sequence[TakenOut], *, released: bool
) -> Decided:
    """An organisation answers under its own name, not its manager's. What is taken out goes from our words too."""
    ours = [*taken_out, *anywhere]
    return Decided(
        place=point.place,
        said=shown_text(point.text, response, taken_out, place=point.said_in, begins=point.begins),
        name=public_name(response, taken_out),
        disposition=point.disposition if released else None,
        reason=clean(point.reason, response, ours) if released else "",
        change=clean(point.change, response, ours) if released else "",
        waiver="" if released else clean(point.waiver, response, ours),
        waived_by="" if released else point.waived_by,
        point_id=point.id,
        language=response.language,
        welsh=clean_welsh(point, ("reason", "change") if released else ("waiver",), response, ours),
    )
