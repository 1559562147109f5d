"""What each point of a response holds of its comments: its own words, or those of the points that were merged in it."""

from collections.abc import Iterable

import sqlalchemy as sa

from app.extensions import db
from app.models import Point, PointOrigin, Response
from app.responses.standing import Part
from workflows.point import GONE, PointState

Pieces = dict[int, list[tuple[str, Part]]]


def pieces(response: Response) -> Pieces:
    """By point, the place and the part of each comment that it holds. A merged point holds what its origins held."""
    points = {point.id: point for point in response.points}
    origins = _origins(points.values())

    def held(point: Point) -> list[tuple[str, Part]]:
        merged = origins.get(point.id, [])
        if len(merged) < 2:
            return [(point.said_in, Part(point.id, point.begins, point.text))]
        return [piece for origin in merged for piece in held(points[origin])]

    return {point.id: held(point) for point in points.values()}


def _origins(points: Iterable[Point]) -> dict[int, list[int]]:
    """What each was made from; not asked for where nothing was split or merged."""
    ids = [point.id for point in points]
    if all(point.state is not PointState.REPLACED for point in points):
        return {}
    found: dict[int, list[int]] = {}
    for made, origin in db.session.execute(
        sa.select(PointOrigin.point_id, PointOrigin.origin_id)
        .where(PointOrigin.point_id.in_(ids))
        .order_by(PointOrigin.point_id, PointOrigin.origin_id)
    ):
        found.setdefault(made, []).append(origin)
    return found


def live(points: Iterable[Point]) -> list[Point]:
    """Those that still say something: not withdrawn, not split or merged."""
    return [point for point in points if point.state not in GONE]


def by_place(points: Iterable[Point]) -> dict[str, list[Point]]:
    """Those that still say something, by where it was said and in the order of the words; else a withdrawn one."""
    found: dict[str, list[Point]] = {}
    for point in sorted(points, key=lambda one: (one.state in GONE, one.begins, one.id)):
        held = found.setdefault(point.said_in, [])
        if point.state not in GONE or not held:
            held.append(point)
    return found
