"""What can be done with points before they are answered: split, merge, undo either, and mark as read."""

from collections.abc import Iterable, Sequence

import sqlalchemy as sa

from app import clock
from app.extensions import db
from app.models import Person, Point, PointConcern, PointOrigin, PointRead
from app.points import cutting
from app.points.making import copy_codes, copy_reads, made_from, replace, save, suggest_codes
from app.wording import plural
from workflows.engine import Refused
from workflows.point import PointState

APART = "It was merged from several points. Take it apart first, then split the part you mean."
ONE = "Choose where a new point begins: as it stands it would stay one point."
TWO = "Choose two points or more of the same response to merge."
ANSWERED = "{number} of its parts {is_} answered, split again or withdrawn, so it stays split."


def split(point: Point, *, at: Iterable[int], by: Person) -> list[Point]:
    """Cut a point before these characters of its words. Its parts carry its answer, each with its place and wording.

    Raises Refused when nothing would be cut, when it was merged from others, or once it is answered.
    """
    if len(origins_of(point)) > 1:
        raise Refused(APART)
    parts = cutting.cut(point.text, at)
    if len(parts) < 2:
        raise Refused(ONE)
    replace(point, by=by, what=f"Split into {plural(len(parts), 'point')}")
    made = [made_from(point, begins=point.begins + begins, text=text) for begins, text in parts]
    for part in made:
        save(part, [point], by=by, what=f"Split from point {point.id}")
        suggest_codes(part, [point])
    copy_reads(made, [point])
    return made


def put_together(point: Point, *, by: Person) -> Point:
    """Undo a split while none of its parts is answered: a point with the words of the whole. Raises Refused."""
    parts = parts_of(point)
    gone = [part for part in parts if part.state is not PointState.UNANSWERED]
    if point.state is not PointState.REPLACED or len(parts) < 2:
        raise Refused("It is not split, so there is nothing to put together.")
    if gone:
        raise Refused(ANSWERED.format(number=len(gone), is_="is" if len(gone) == 1 else "are"))
    for part in parts:
        replace(part, by=by, what=f"Put together again with the other parts of point {point.id}")
    made = made_from(parts[0], begins=parts[0].begins, text=point.text)
    _gather(made, parts)
    made.place, made.intention_id = point.place, point.intention_id
    save(made, [point], by=by, what=f"Point {point.id}, put together again")
    copy_codes(made, point)
    copy_reads([made], parts)
    return made


def merge(points: Sequence[Point], *, by: Person) -> Point:
    """Make one point of several of one response. The places of the others become what it concerns. Raises Refused."""
    ordered = sorted(points, key=lambda one: (one.id if one.said_in != points[0].said_in else 0, one.begins, one.id))
    if len(ordered) < 2 or len({point.response_id for point in ordered}) > 1:
        raise Refused(TWO)
    for point in ordered:
        replace(point, by=by, what=f"Merged with {plural(len(ordered) - 1, 'other point')}")
    made = made_from(ordered[0], begins=ordered[0].begins, text="\n\n".join(point.text for point in ordered))
    _gather(made, ordered)
    numbers = ", ".join(str(point.id) for point in ordered)
    save(made, ordered, by=by, what=f"Merged from points {numbers}")
    suggest_codes(made, ordered)
    copy_reads([made], ordered)
    return made


def take_apart(point: Point, *, by: Person) -> list[Point]:
    """Undo a merge while it is not answered: each of its points again, as it was. Raises Refused."""
    merged = origins_of(point)
    if len(merged) < 2:
        raise Refused("It was not merged from others, so there is nothing to take apart.")
    replace(point, by=by, what=f"Taken apart into {plural(len(merged), 'point')}")
    made = [made_from(origin, begins=origin.begins, text=origin.text) for origin in merged]
    for one, origin in zip(made, merged, strict=True):
        save(one, [point], by=by, what=f"Point {origin.id}, taken out of point {point.id} again")
        copy_codes(one, origin)
    copy_reads(made, [point])
    return made


def mark_read(point_ids: Iterable[int], *, by: Person) -> int:
    """Say that `by` has read these points; gives how many were new to them."""
    wanted = set(point_ids)
    known = set(
        db.session.scalars(
            sa.select(PointRead.point_id).where(PointRead.person_id == by.id, PointRead.point_id.in_(wanted))
        )
    )
    for point_id in sorted(wanted - known):
        db.session.add(PointRead(point_id=point_id, person_id=by.id, at=clock.now()))
    return len(wanted - known)


def origins_of(point: Point) -> list[Point]:
    """What it was made from, in the order in which it was said."""
    found = sa.select(Point).join(PointOrigin, PointOrigin.origin_id == Point.id)
    return list(db.session.scalars(found.where(PointOrigin.point_id == point.id).order_by(Point.begins, Point.id)))


def parts_of(point: Point) -> list[Point]:
    """What was made from it, in the order in which it was said; also what has been split or merged since."""
    found = sa.select(Point).join(PointOrigin, PointOrigin.point_id == Point.id)
    return list(db.session.scalars(found.where(PointOrigin.origin_id == point.id).order_by(Point.begins, Point.id)))


def _gather(made: Point, points: Sequence[Point]) -> None:
    """What several points say together: everybody and everything they concern, and the earliest arrival."""
    places = {point.place for point in points} | {concern.place for point in points for concern in point.concerns}
    made.concerns = [PointConcern(place=place) for place in sorted(places - {made.place})]
    made.characteristics = list(dict.fromkeys(key for point in points for key in point.characteristics))
    made.adverse = any(point.adverse for point in points)
    made.received_at = min(point.received_at for point in points)
    for name in ("campaign_id", "assigned_to_id"):
        values = {getattr(point, name) for point in points}
        setattr(made, name, values.pop() if len(values) == 1 else None)
