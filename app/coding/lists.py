"""Lists of points to code one after the other, and of suggestions to look through: page by page, never all at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager

from app.coding import queries
from app.coding.blind import codes_seen_by, points_blind_to
from app.extensions import db
from app.models import Person, Point, PointCoding, PointTheme, Round, Theme, ThemeSuggestion
from app.permissions import responses_seen_by
from workflows.point import GONE

PAGE = 25
AT_ONCE = 500
"""So many suggestions at most are confirmed with one press: each writes a line in its point's history."""


@dataclass(frozen=True)
class Queue:
    """Which points are gone through: uncoded ones, those with one theme (0: no matter which), or all."""

    show: str = "uncoded"
    theme: int = 0

    def as_arguments(self) -> dict[str, Any]:
        given = {"show": self.show if self.show != "uncoded" else "", "theme": str(self.theme or "")}
        return {name: value for name, value in given.items() if value}


def page(round_: Round, queue: Queue, *, after: int, seen_by: Person) -> list[Point]:
    """The next points of a queue by number, one more than a page holds."""
    found = _in_queue(round_, queue, seen_by).where(Point.id > after)
    return list(db.session.scalars(found.order_by(Point.id).limit(PAGE + 1)))


def number_of(round_: Round, queue: Queue, *, seen_by: Person) -> int:
    """How many there are."""
    found = _in_queue(round_, queue, seen_by).with_only_columns(sa.func.count(), maintain_column_froms=True)
    return db.session.scalar(found.options()) or 0


def beside(round_: Round, queue: Queue, point: Point, *, seen_by: Person) -> tuple[int | None, int | None]:
    """The numbers of the points before and after one in its queue."""
    ids = _in_queue(round_, queue, seen_by).with_only_columns(Point.id, maintain_column_froms=True)
    before = ids.where(Point.id < point.id).order_by(Point.id.desc()).limit(1).scalar_subquery()
    after = ids.where(Point.id > point.id).order_by(Point.id).limit(1).scalar_subquery()
    row = db.session.execute(sa.select(before, after)).one()
    return row[0], row[1]


def _in_queue(round_: Round, queue: Queue, seen_by: Person) -> sa.Select[Point]:
    """Points that still say something; without those that the person codes blind, which have pages of their own."""
    found = (
        sa.select(Point)
        .join(Point.response)
        .where(
            Point.round_id == round_.id,
            Point.state.not_in(GONE),
            Point.id.not_in(points_blind_to(seen_by)),
            responses_seen_by(seen_by),
        )
        .options(contains_eager(Point.response))
    )
    if queue.theme:
        carries = sa.select(PointTheme.point_id).where(PointTheme.theme_id == queue.theme, codes_seen_by(seen_by))
        return found.where(Point.id.in_(carries))
    if queue.show == "uncoded":
        return found.where(~sa.exists().where(PointCoding.point_id == Point.id))
    return found


def themes_of(points: Sequence[Point], *, seen_by: Person) -> dict[int, list[str]]:
    """The names of the themes that each of these points carries."""
    rows = db.session.execute(
        sa.select(PointTheme.point_id, Theme.name)
        .join(Theme, Theme.id == PointTheme.theme_id)
        .where(PointTheme.point_id.in_([point.id for point in points]), codes_seen_by(seen_by))
        .order_by(Theme.position, Theme.id)
    )
    found: dict[int, list[str]] = {}
    for point_id, name in rows:
        found.setdefault(point_id, []).append(name)
    return found


def suggestions(theme: Theme, *, seen_by: Person, least: float = 0.0, most: int = PAGE) -> list[ThemeSuggestion]:
    """The likeliest suggestions of a theme that wait for a person."""
    found = _waiting(theme, seen_by, least).order_by(ThemeSuggestion.score.desc(), ThemeSuggestion.point_id)
    return list(db.session.scalars(found.limit(most)))


def number_waiting(theme: Theme, *, seen_by: Person, least: float = 0.0) -> int:
    """How many suggestions of a theme wait that are at least so likely."""
    found = _waiting(theme, seen_by, least).with_only_columns(sa.func.count(), maintain_column_froms=True)
    return db.session.scalar(found) or 0


def words_of(suggested: Sequence[ThemeSuggestion]) -> dict[int, Point]:
    """The points of these suggestions, by number."""
    ids = [one.point_id for one in suggested]
    return {point.id: point for point in db.session.scalars(sa.select(Point).where(Point.id.in_(ids)))}


def _waiting(theme: Theme, seen_by: Person, least: float) -> sa.Select[ThemeSuggestion]:
    return (
        sa.select(ThemeSuggestion)
        .join(Point, Point.id == ThemeSuggestion.point_id)
        .where(
            ThemeSuggestion.theme_id == theme.id,
            ThemeSuggestion.score >= least,
            *queries.waiting(theme.round_id, seen_by=seen_by),
        )
    )
