"""What was said of each intention and what was decided: with names only as far as their owners allow it."""

from dataclasses import dataclass

import sqlalchemy as sa

from app.extensions import db
from app.models import Edition, EditionKind, Point, Response, Round, View
from workflows.point import Disposition, PointState
from workflows.response import Permission, ResponseState, Stance

_IS_SHOWN = sa.or_(
    Point.state.in_([PointState.RELEASED, PointState.WAIVED]),
    sa.and_(Point.state == PointState.ANSWERED, Point.waiver != ""),
)
"""A waiver that was published stays until the answer that replaces it is released."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many took each stance. Silence is not support: "no view" is counted apart, and shares leave it out."""

    agree: int = 0
    partly: int = 0
    disagree: int = 0
    no_view: int = 0

    @property
    def with_a_view(self) -> int:
        return self.agree + self.partly + self.disagree

    @property
    def total(self) -> int:
        return self.with_a_view + self.no_view

    def rows(self) -> list[tuple[str, int]]:
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


@dataclass(frozen=True, slots=True)
class Summary:
    """What one intention (or assumption, or question) drew: numbers, and what was decided."""

    place: str
    counts: Counts
    decided: tuple[Decided, ...] = ()


def summary_for(round_: Round, place: str) -> Summary | None:
    """What was said of one place and what was decided, for everyone to read; None before the final edition is out."""
    return _summaries(round_, View.place == place, Point.place == place).get(place)


def summaries(round_: Round) -> dict[str, Summary]:
    """The same for every place anybody spoke of, in two queries; empty before the final edition is out."""
    return _summaries(round_, sa.true(), sa.true())


def counts_by_place(round_: Round, *, only: sa.ColumnElement[bool] | None = None) -> dict[str, Counts]:
    """Stances as last sent, by place, for staff; `only` narrows the responses or places counted."""
    query = (
        sa.select(View.place, View.sent_stance, sa.func.count())
        .join(View.response)
        .where(Response.round_id == round_.id, Response.state != ResponseState.DRAFT, View.sent_stance.is_not(None))
        .group_by(View.place, View.sent_stance)
    )
    found: dict[str, dict[str, int]] = {}
    for place, stance, number in db.session.execute(query if only is None else query.where(only)):
        found.setdefault(place, {})[_name(stance)] = number
    return {place: Counts(**numbers) for place, numbers in found.items()}


def _name(stance: Stance | None) -> str:
    return "no_view" if stance is Stance.NO_VIEW else str(stance)


def _summaries(
    round_: Round, view_is_wanted: sa.ColumnElement[bool], point_is_wanted: sa.ColumnElement[bool]
) -> dict[str, Summary]:
    counts = counts_by_place(round_, only=sa.and_(view_is_wanted, _is_decided(round_)))
    decided: dict[str, list[Decided]] = {}
    for point, response in db.session.execute(
        sa.select(Point, Response)
        .join(Point.response)
        .where(Point.round_id == round_.id, _IS_SHOWN, point_is_wanted, _is_decided(round_))
        .order_by(Point.place, Point.id)
    ):
        decided.setdefault(point.place, []).append(_decided(point, response))
    return {
        place: Summary(place, counts.get(place, Counts()), tuple(decided.get(place, ())))
        for place in sorted(counts.keys() | decided.keys())
    }


def _is_decided(round_: Round) -> sa.ColumnElement[bool]:
    """Answers are drafted privately and released together: with the final edition (domain §5)."""
    return sa.exists().where(Edition.round_id == round_.id, Edition.kind == EditionKind.FINAL)


def _decided(point: Point, response: Response) -> Decided:
    may_quote = response.permission in (Permission.YES, Permission.WITHOUT_NAME)
    return Decided(
        place=point.place,
        said=point.text if may_quote else "",
        name=_name_of(response) if response.permission is Permission.YES else "",
        disposition=point.disposition if point.state is PointState.RELEASED else None,
        reason=point.reason if point.state is PointState.RELEASED else "",
        change=point.change if point.state is PointState.RELEASED else "",
        waiver="" if point.state is PointState.RELEASED else point.waiver,
    )


def _name_of(response: Response) -> str:
    """An organisation answers under its own name, not its manager's."""
    return response.organisation_name if response.capacity == "organisation" else response.name
