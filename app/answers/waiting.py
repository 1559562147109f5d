"""What waits for one person among the points: to answer, given to them, sent back to them, to approve."""

from collections.abc import Iterator, Set
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app import permissions
from app.extensions import db
from app.models import Person, Point, Round
from app.wording import plural
from workflows.point import APPROVERS, PointState
from workflows.roles import Role

SHOWN = 10
Waits = tuple[str, str, str, datetime | None, date | None]


def for_person(person: Person, roles: Set[Role]) -> Iterator[Waits]:
    """Title, address, sentence, since when and by when, in two queries whatever the number of points."""
    if not roles & APPROVERS:
        return
    counts = _counts(person)
    rounds = {row.round_id for row in counts}
    for round_id in sorted(one for one in rounds if permissions.sees_responses(person, one)):
        round_ = db.session.get_one(Round, round_id)
        found = {row.what: row for row in counts if row.round_id == round_id}
        yield from _of_round(round_, found, roles)
    if Role.ANALYST in roles:
        yield from map(_sent_back, _back(person))


def _of_round(round_: Round, found: dict[str, Any], roles: Set[Role]) -> Iterator[Waits]:
    here, by = f"/rounds/{round_.slug}/feedback", round_.day("final_edition")
    if Role.ANALYST in roles and "given" in found:
        number, since = found["given"].number, found["given"].since
        title = f"{plural(number, 'point')} given to you"
        yield title, f"{here}?assigned=me&state=unanswered", "Answer each: somebody gave it to you.", since, by
    if Role.ANALYST in roles and "left" in found:
        number, since = found["left"].number, found["left"].since
        sentence = "The final edition waits for an answer to each that came by the cut-off."
        yield f"{plural(number, 'point')} without an answer", here, sentence, since, by
    drafted = found["drafted"].number if "drafted" in found else 0
    to_approve = drafted - (found["own"].number if "own" in found else 0)
    if to_approve:
        title = f"{plural(to_approve, 'answer')} to approve"
        sentence = "Somebody else than its author reads and approves each before it can come out."
        yield title, f"{here}?state=answered", sentence, found["drafted"].since, by


def _counts(person: Person) -> list[Any]:
    open_, drafted = Point.state == PointState.UNANSWERED, Point.state == PointState.ANSWERED
    asked = {
        "left": open_,
        "drafted": drafted,
        "given": sa.and_(open_, Point.assigned_to_id == person.id),
        "own": sa.and_(drafted, Point.answered_by_id == person.id),
    }
    parts = [
        sa.select(
            Point.round_id,
            sa.literal(what).label("what"),
            sa.func.count().label("number"),
            sa.func.min(Point.received_at).label("since"),
        )
        .where(rule)
        .group_by(Point.round_id)
        for what, rule in asked.items()
    ]
    return list(db.session.execute(sa.union_all(*parts)).all())


def _back(person: Person) -> list[Point]:
    mine = sa.select(Point).where(
        Point.answered_by_id == person.id, Point.state == PointState.UNANSWERED, Point.sent_back != ""
    )
    found = db.session.scalars(mine.options(joinedload(Point.round)).order_by(Point.id).limit(SHOWN)).unique()
    return [point for point in found if permissions.sees_responses(person, point.round_id)]


def _sent_back(point: Point) -> Waits:
    title = f"Your answer to {point.place} was sent back"
    return title, f"/rounds/{point.round.slug}/feedback/{point.id}", point.sent_back, None, None
