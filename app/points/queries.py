"""Finding what a point was made from and of, its comment around it, and who has read, coded and answered how much."""

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app.extensions import db
from app.models import Person, Point, PointCoding, PointConcern, PointOrigin, PointRead, Response, Round, View
from app.permissions import responses_seen_by
from app.responses.pieces import Pieces, live, pieces
from app.responses.standing import Part
from workflows.point import GONE, PointState


@dataclass(frozen=True)
class Around:
    """What a point's own page says about where it came from and what became of it."""

    origins: tuple[Point, ...]
    made: tuple[Point, ...]
    is_read: bool
    readers: int
    also: str
    """The other places that it concerns, in words."""

    @property
    def is_merged(self) -> bool:
        return len(self.origins) > 1

    @property
    def parts(self) -> tuple[Point, ...]:
        return tuple(point for point in self.made if point.state is not PointState.REPLACED)


@dataclass(frozen=True)
class Stretch:
    """A stretch of a comment, and the point that holds it; `is_mine` for the point that is looked at."""

    text: str
    point: Point | None = None
    is_mine: bool = False


@dataclass(frozen=True)
class Share:
    """How much of a round one person has read, coded and answered."""

    name: str
    read: int
    coded: int
    answered: int


def get(round_: Round, point_id: int, *, seen_by: Person) -> Point:
    """One point with its response, or NoResultFound."""
    return db.session.scalars(
        sa.select(Point)
        .join(Point.response)
        .where(Point.id == point_id, Point.round_id == round_.id, responses_seen_by(seen_by))
        .options(joinedload(Point.response))
    ).one()


def around(point: Point, *, seen_by: Person) -> Around:
    """What it was made from and what was made of it, in one query, and whether `seen_by` has read it, in another."""
    link = PointOrigin.__table__
    rows = db.session.execute(
        sa.select(Point, link.c.point_id)
        .join(
            link,
            sa.or_(
                sa.and_(link.c.point_id == point.id, link.c.origin_id == Point.id),
                sa.and_(link.c.origin_id == point.id, link.c.point_id == Point.id),
            ),
        )
        .order_by(Point.begins, Point.id)
    ).all()
    concerns = sa.select(sa.func.aggregate_strings(PointConcern.place, ", ")).where(PointConcern.point_id == point.id)
    readers, mine, also = db.session.execute(
        sa.select(
            sa.func.count(),
            sa.func.sum(sa.case((PointRead.person_id == seen_by.id, 1), else_=0)),
            concerns.scalar_subquery(),
        ).where(PointRead.point_id == point.id)
    ).one()
    return Around(
        origins=tuple(row[0] for row in rows if row[1] == point.id),
        made=tuple(row[0] for row in rows if row[1] != point.id),
        is_read=bool(mine),
        readers=readers,
        also=also or "",
    )


def comment_of(point: Point) -> list[tuple[str, list[Stretch]]]:
    """The comments that a point holds words of, whole, as they were sent: place by place, in stretches."""
    held = pieces(point.response)
    by_id = {one.id: one for one in live(point.response.points)} | {point.id: point}
    places = list(dict.fromkeys(place for place, _ in held[point.id]))
    sent = dict(
        iter(
            db.session.execute(
                sa.select(View.place, View.sent_text).where(
                    View.response_id == point.response_id, View.place.in_(places)
                )
            )
        )
    )
    return [(place, _stretches(place, sent.get(place) or point.text, point, by_id, held)) for place in places]


def _stretches(place: str, text: str, point: Point, by_id: dict[int, Point], held: Pieces) -> list[Stretch]:
    """The comment cut where its points begin and end. A point whose words were changed since stands for itself."""
    mine = {part for at, part in held[point.id] if at == place}
    if not all(_stands(text, part) for part in mine):
        return [Stretch(text)]
    spans = sorted(
        (part.begins, part.begins + len(part.text), owner)
        for owner in ([point.id] if point.id in by_id and point.state in GONE else by_id)
        for at, part in held[owner]
        if at == place and _stands(text, part)
    )
    found, reached = [], 0
    for begins, ends, owner in spans:
        if begins < reached:
            continue
        found += [Stretch(text[reached:begins])] if begins > reached else []
        found.append(Stretch(text[begins:ends], by_id[owner], is_mine=owner == point.id))
        reached = ends
    return [*found, Stretch(text[reached:])] if reached < len(text) else found


def _stands(text: str, part: Part) -> bool:
    return text[part.begins : part.begins + len(part.text)] == part.text


def others_of(point: Point) -> list[Point]:
    """The other points of its response that could be merged with it."""
    return [one for one in live(point.response.points) if one.id != point.id and one.state is PointState.UNANSWERED]


def next_unread(round_: Round, point: Point, *, seen_by: Person) -> int | None:
    """The next point, by number, that `seen_by` has not read."""
    read = sa.select(PointRead.point_id).where(PointRead.person_id == seen_by.id)
    found = sa.select(Point.id).where(
        Point.round_id == round_.id, Point.id > point.id, Point.state.not_in(GONE), Point.id.not_in(read)
    )
    return db.session.scalar(found.order_by(Point.id).limit(1))


def ids_of(round_: Round, wanted: Sequence[int], *, seen_by: Person) -> list[int]:
    """Of these points, those of the round that `seen_by` sees."""
    found = sa.select(Point.id).join(Response, Response.id == Point.response_id)
    return list(
        db.session.scalars(found.where(Point.round_id == round_.id, Point.id.in_(wanted), responses_seen_by(seen_by)))
    )


def shares(round_: Round) -> tuple[Share, list[Share], int]:
    """How much is read, coded and answered: by anybody, by each person, and of how many points."""
    is_live = sa.and_(Point.round_id == round_.id, Point.state.not_in(GONE))
    answered = Point.state.in_([PointState.ANSWERED, PointState.APPROVED, PointState.RELEASED, PointState.WAIVED])
    was_read = sa.exists().where(PointRead.point_id == Point.id)
    total, read, coded, done = db.session.execute(
        sa.select(
            sa.func.count(),
            sa.func.sum(sa.case((was_read, 1), else_=0)),
            sa.func.count(PointCoding.point_id),
            sa.func.sum(sa.case((answered, 1), else_=0)),
        )
        .select_from(Point)
        .outerjoin(PointCoding, PointCoding.point_id == Point.id)
        .where(is_live)
    ).one()
    readers = sa.select(PointRead.person_id, sa.func.count()).join(Point, Point.id == PointRead.point_id)
    coders = sa.select(PointCoding.by_id, sa.func.count()).join(Point, Point.id == PointCoding.point_id)
    authors = sa.select(Point.answered_by_id, sa.func.count()).where(answered, Point.answered_by_id.is_not(None))
    numbers: dict[int | None, list[int]] = {}
    for at, (query, column) in enumerate(
        ((readers, PointRead.person_id), (coders, PointCoding.by_id), (authors, Point.answered_by_id))
    ):
        for person_id, number in db.session.execute(query.where(is_live).group_by(column)):
            numbers.setdefault(person_id, [0, 0, 0])[at] = number
    names = db.session.execute(sa.select(Person.id, Person.name).where(Person.id.in_(numbers)))
    people = [Share(name, *numbers[person_id]) for person_id, name in names]
    overall = Share("Anybody", int(read or 0), coded, int(done or 0))
    return overall, sorted(people, key=lambda one: (-one.read - one.coded - one.answered, one.name)), total
