"""What became of one response: each thing said with its answer, what it changed, and what it led to. Its own only."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from app.answers.releasing import planned
from app.answers.shown import is_out, waiver_stands
from app.became.delivery import Delivery
from app.became.delivery import of as delivery_of
from app.changes.queries import Told
from app.changes.queries import of_points as changes_of
from app.editions import queries as editions
from app.extensions import db
from app.models import Edition, EditionKind, Point, PointOrigin, Response, Round
from app.published.masks import TakenOut, without
from app.published.queries import taken_out_anywhere
from app.responses import places
from app.responses.places import Place
from workflows.point import GONE, PointState


@dataclass(frozen=True)
class Part:
    """One point with what became of it. `words` only where it is a part of what was said, or put together of some.

    The words of its answer are without what is taken out of any response: they may speak of somebody else.
    """

    point: Point
    is_out: bool
    is_waived: bool
    reason: str = ""
    change: str = ""
    waiver: str = ""
    words: str = ""
    is_together: bool = False
    changes: Sequence[Told] = ()
    welsh: Mapping[str, str] | None = None


@dataclass(frozen=True)
class Said:
    """One thing said, as the respondent wrote it, and its parts."""

    point: Point
    place: Place | None
    parts: Sequence[Part]


@dataclass(frozen=True)
class Became:
    """The whole page. `said` is empty until something is out; `at` the moment, or `on` the day, that answers come.

    `is_after` is true where others have their answers and this one came too late to be among them.
    """

    is_released: bool
    says_nothing: bool = False
    is_after: bool = False
    at: datetime | None = None
    on: date | None = None
    said: Sequence[Said] = ()
    delivery: Delivery = field(default_factory=Delivery)


def of(response: Response) -> Became:
    """For the response's own respondent, checked by the caller. Nothing of an answer before it is released."""
    round_ = response.round
    final = next((each for each in round_.editions if each.kind is EditionKind.FINAL), None)
    rows = _points(response)
    if not rows:
        return Became(is_released=False, says_nothing=True)
    shown = [row for row in rows if row.out or row.waived]
    if final is None or not shown:
        plan = planned(round_)
        day = round_.day("final_edition") if final is None else None
        at = plan.planned_for if plan else None
        return Became(is_released=False, is_after=final is not None and at is None, at=at, on=day)
    said = _said(round_, rows, final)
    refs = {part.point.place for each in said for part in each.parts if part.is_out}
    return Became(is_released=True, said=said, delivery=delivery_of(round_, _limits(final, refs)))


def _points(response: Response) -> Sequence[Any]:
    """Each point, once for every point that it was made of."""
    return db.session.execute(
        sa.select(Point, is_out().label("out"), waiver_stands().label("waived"), PointOrigin.origin_id)
        .outerjoin(PointOrigin, PointOrigin.point_id == Point.id)
        .where(Point.response_id == response.id, Point.state != PointState.WITHDRAWN)
        .order_by(Point.id)
    ).all()


def _said(round_: Round, rows: Sequence[Any], final: Edition) -> list[Said]:
    """What was said as it was first cut, each with the points that carry its answer now."""
    by_id = {row.Point.id: row for row in rows}
    made = _made_of(rows)
    from_others = {key for keys in made.values() for key in keys}
    asked = places.of(final)
    changes = changes_of(round_, [key for key, row in by_id.items() if row.out])
    taken = taken_out_anywhere(round_.id)
    roots = [row.Point for row in by_id.values() if row.Point.id not in from_others]
    found = []
    for root in roots:
        ends = _ends(root.id, made, by_id)
        parts = tuple(_part(by_id[key], root, len(ends), made, changes, taken) for key in ends)
        found.append(Said(root, asked.by_ref.get(root.place), parts))
    order = {ref: number for number, ref in enumerate(asked.by_ref)}
    return sorted(found, key=lambda each: (order.get(each.point.place, len(order)), each.point.begins, each.point.id))


def _made_of(rows: Sequence[Any]) -> dict[int, list[int]]:
    """By each point that was split or merged, the points that were made of it."""
    made: dict[int, list[int]] = {}
    for row in rows:
        if row.origin_id is not None:
            made.setdefault(row.origin_id, []).append(row.Point.id)
    return made


def _ends(key: int, made: Mapping[int, Sequence[int]], known: Mapping[int, Any]) -> list[int]:
    """The points that carry the answer to this one: itself, or what it was made into."""
    if key in known and known[key].Point.state not in GONE:
        return [key]
    return list(dict.fromkeys(end for child in made.get(key, ()) for end in _ends(child, made, known)))


def _part(
    row: Any,
    root: Point,
    parts: int,
    made: Mapping[int, Sequence[int]],
    changes: Mapping[int, Sequence[Told]],
    taken: Sequence[TakenOut],
) -> Part:
    point: Point = row.Point
    is_out, is_waived = bool(row.out), bool(row.waived)
    is_together = sum(point.id in keys for keys in made.values()) > 1
    words = point.text if point.id != root.id and (parts > 1 or is_together) else ""
    return Part(
        point,
        is_out,
        is_waived,
        without(point.reason, taken) if is_out else "",
        without(point.change, taken) if is_out else "",
        without(point.waiver, taken) if is_waived else "",
        words,
        is_together,
        changes.get(point.id, ()),
        {name: without(words, taken) for name, words in (point.welsh or {}).items()},
    )


def _limits(final: Edition, refs: set[str]) -> dict[str, Mapping[str, Sequence[str]]]:
    """The intentions among these places, each with whom it applies to."""
    return {each["ref"]: each["applies"] for each in editions.content(final)["intentions"] if each["ref"] in refs}
