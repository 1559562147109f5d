"""Count what was said, in the database: how many responses, and how many of them nobody may read one by one."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

import sqlalchemy as sa

from app.coding.blind import codes_seen_by
from app.extensions import db
from app.figures.table import Counted, Label
from app.languages.content import chosen
from app.models import (
    Person,
    Point,
    PointConcern,
    PointTheme,
    PublishedResponse,
    Response,
    Round,
    Theme,
    View,
)
from workflows.deadline import LONDON
from workflows.point import GONE
from workflows.response import Permission, ResponseState
from workflows.small_numbers import NONE, Number

_ALL = sa.true()


@dataclass(frozen=True, slots=True)
class Scope:
    """Which responses are counted: those of a round that were sent, up to a moment if there is one.

    `reader` is who reads the numbers: a second coder's leave out the codes that they may not see yet. `threshold` is
    the smallest number shown; 0 stands for those who may see every number.
    """

    round_id: int
    until: datetime | None = None
    reader: Person | None = None
    threshold: int = 0

    @property
    def unseen(self) -> sa.ColumnElement[Any]:
        """1 for a response that is not published one by one; not asked where nothing is protected.

        By permission, so that publishing one later gives nothing away. One that was published and taken down is known;
        one that is being changed is shown to nobody, whatever is typed as its permission.
        """
        if not self.threshold:
            return sa.literal(0)
        never = sa.exists().where(
            PublishedResponse.response_id == Response.id,
            PublishedResponse.withheld_at.is_not(None),
            PublishedResponse.published_at.is_(None),
        )
        allowed = sa.and_(
            Response.permission.in_([Permission.YES, Permission.WITHOUT_NAME]),
            Response.state == ResponseState.SUBMITTED,
        )
        return sa.case((sa.and_(allowed, sa.not_(never.correlate(Response))), 0), else_=1)

    @property
    def without_name(self) -> sa.ColumnElement[Any]:
        """1 for a response that is read without a name, and so without its kind and area where few share them."""
        if not self.threshold:
            return sa.literal(0)
        nameless = sa.and_(Response.permission == Permission.WITHOUT_NAME, self.unseen == 0)
        return sa.case((nameless, 1), else_=0)

    def each(self, *only: sa.ColumnElement[bool]) -> list[sa.ColumnElement[int]]:
        """The responses of some rows, each counted once: all of them, and the unseen where anything is protected."""
        found = sa.case((sa.and_(*only), Response.id)) if only else Response.id
        unseen = sa.func.count(sa.distinct(sa.case((sa.and_(self.unseen == 1, *only), Response.id))))
        return [sa.func.count(sa.distinct(found)), unseen if self.threshold else sa.literal(0)]

    def responses(self) -> sa.ColumnElement[bool]:
        sent = sa.and_(Response.round_id == self.round_id, Response.state != ResponseState.DRAFT)
        return sent if self.until is None else sa.and_(sent, Response.submitted_at <= self.until)

    def points(self) -> sa.ColumnElement[bool]:
        return sa.and_(Point.round_id == self.round_id, Point.state.not_in(GONE), self.responses())

    def codes(self) -> sa.ColumnElement[bool]:
        return sa.and_(self.points(), sa.true() if self.reader is None else codes_seen_by(self.reader))


def stances(scope: Scope, only: Any = _ALL) -> Counted:
    """Responses by place and stance as last sent; `only` narrows the views counted."""
    return _by_two(
        sa.select(View.place, View.sent_stance, sa.func.count(), sa.func.sum(scope.unseen))
        .join(View.response)
        .where(scope.responses(), View.sent_stance.is_not(None), only)
        .group_by(View.place, View.sent_stance)
    )


@dataclass(frozen=True, slots=True)
class Came:
    """Some responses alike: from one kind of respondent and one area, on one day in London, in time or late."""

    kind: str
    area: str
    day: date
    is_late: bool
    number: Number
    without_name: int = 0


def came(scope: Scope) -> list[Came]:
    """Every response, added up by who sent it, from where and when it came."""
    at, late = sa.func.coalesce(Response.received_at, Response.submitted_at), Response.late_days > 0
    alike = (Response.organisation_kind, Response.area, late, sa.func.date(at), sa.extract("hour", at))
    rows = db.session.execute(
        sa.select(*alike, sa.func.count(), sa.func.sum(scope.unseen), sa.func.sum(scope.without_name))
        .where(scope.responses())
        .group_by(*alike)
    )
    return [
        Came(kind, area, _london_day(day, int(hour)), bool(is_late), Number(of_all, unseen), without_name)
        for kind, area, is_late, day, hour, of_all, unseen, without_name in rows
    ]


def summed(rows: Iterable[Came], key: Callable[[Came], str]) -> dict[str, Number]:
    """How many there are of each, by what `key` says of a row."""
    found: dict[str, Number] = {}
    for row in rows:
        found[key(row)] = found.get(key(row), NONE) + row.number
    return found


def themes_by_kind(scope: Scope, untold: Collection[str] = ()) -> Counted:
    """Responses by theme and kind of respondent; one with several points on a theme counts once.

    Of the kinds in `untold` those without a name do not say that they are.
    """
    nameless = sa.and_(Response.organisation_kind.in_(untold), scope.without_name == 1)
    return _by_two(
        sa.select(
            PointTheme.theme_id,
            Response.organisation_kind,
            *scope.each(),
            sa.func.count(sa.distinct(sa.case((nameless, Response.id)))) if untold else sa.literal(0),
        )
        .join(Point, Point.id == PointTheme.point_id)
        .join(Response, Response.id == Point.response_id)
        .where(scope.codes())
        .group_by(PointTheme.theme_id, Response.organisation_kind)
    )


def themes(round_: Round) -> list[Label]:
    """The themes of the code frame, in its order and in the language of the page."""
    rows = db.session.execute(
        sa.select(Theme.id, Theme.name, Theme.name_cy)
        .where(Theme.round_id == round_.id)
        .order_by(Theme.position, Theme.id)
    )
    return [(str(id_), chosen(name, name_cy)) for id_, name, name_cy in rows]


def characteristics_by_place(scope: Scope, keys: Iterable[str]) -> Counted:
    """Responses that raise a characteristic, by each place that the points concern; one may raise several."""
    names = list(keys)
    if not names:
        return {}
    own = sa.select(Point.id.label("point_id"), Point.place.label("place"))
    others = sa.select(PointConcern.point_id, PointConcern.place)
    places = sa.union(own, others).subquery()
    raised = [sa.cast(Point.characteristics, sa.Text).like(f'%"{key}"%') for key in names]
    counts = [count for each in raised for count in scope.each(each)]
    rows = db.session.execute(
        sa.select(places.c.place, *counts)
        .join(Point, Point.id == places.c.point_id)
        .join(Response, Response.id == Point.response_id)
        .where(scope.points(), sa.or_(*raised))
        .group_by(places.c.place)
    )
    return {row[0]: {key: Number(row[1 + 2 * at], row[2 + 2 * at]) for at, key in enumerate(names)} for row in rows}


def _london_day(day: date | str, hour: int) -> date:
    """SQLite gives a day as text."""
    known = date.fromisoformat(day) if isinstance(day, str) else day
    return datetime(known.year, known.month, known.day, hour, tzinfo=UTC).astimezone(LONDON).date()


def week_of(day: date) -> date:
    """Its Monday."""
    return day - timedelta(days=day.weekday())


def periods(days: Collection[date], step: int) -> list[Label]:
    """Every period from the first to the last, those without a response too; keys are ISO dates."""
    if not days:
        return []
    first = min(days)
    return [((first + timedelta(days=n)).isoformat(), "") for n in range(0, (max(days) - first).days + 1, step)]


def _by_two(query: Any) -> Counted:
    found: dict[str, dict[str, Number]] = {}
    for line, column, *numbers in db.session.execute(query):
        found.setdefault(str(line), {})[str(column)] = Number(*(number or 0 for number in numbers))
    return found
