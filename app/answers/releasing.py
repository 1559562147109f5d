"""Release answers together: at a moment that is set, by a press, or with the final edition."""

from collections.abc import Iterator
from datetime import datetime
from functools import partial

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app import clock, jobs
from app.due import Due, offers
from app.extensions import db
from app.jobs import Task
from app.models import AnswerRelease, Edition, Point, Round
from app.perform import perform, perform_each
from app.permissions import SYSTEM, Actor, System, roles_of
from app.wording import plural, short_moment
from workflows.deadline import LONDON
from workflows.engine import Refused
from workflows.point import PointState, workflow
from workflows.roles import Role
from workflows.round import RoundState

AT_ONCE = 500
"""Answers released within the press of the button, and answers or letters in one step of the worker."""
MAY_RELEASE = frozenset[Role]().union(*(move.by for move in workflow.moves if move.action == "release"))
OPEN = (RoundState.CONSULTING, RoundState.ANSWERING, RoundState.NEGOTIATING, RoundState.DELIVERING)


# --- when ----


def planned(round_: Round) -> AnswerRelease | None:
    """The release that has a moment set and has not begun."""
    return db.session.scalars(
        sa.select(AnswerRelease).where(AnswerRelease.round_id == round_.id, AnswerRelease.begun_at.is_(None))
    ).first()


def under_way(round_: Round) -> AnswerRelease | None:
    """The release that the worker is going through."""
    begun = sa.and_(AnswerRelease.begun_at.is_not(None), AnswerRelease.finished_at.is_(None))
    return db.session.scalars(sa.select(AnswerRelease).where(AnswerRelease.round_id == round_.id, begun)).first()


def plan_release(round_: Round, at: datetime | None, *, by: Actor) -> None:
    """Set the moment at which approved answers come out, never before the final edition; None: together with it.

    Raises Refused for a moment that has gone.
    """
    if at is not None and at <= clock.now():
        raise Refused("Enter a moment that is still to come.")
    standing = planned(round_)
    if (standing.planned_for if standing else None) == at:
        return
    what = f"on {short_moment(at)}" if at else "together with the final edition"
    perform(round_, "plan_release", by=by, what=what)
    if standing is not None and at is None:
        db.session.delete(standing)
    elif standing is not None:
        standing.planned_for, standing.asked_by_id = at, by.id
    elif at is not None:
        db.session.add(AnswerRelease(round_id=round_.id, planned_for=at, asked_by_id=by.id))
    db.session.flush()


@offers
def due() -> Iterator[Due]:
    """Releases whose moment has come, once the final edition is out."""
    waiting = (
        sa.select(AnswerRelease)
        .join(AnswerRelease.round)
        .where(AnswerRelease.begun_at.is_(None), AnswerRelease.planned_for <= clock.now(), Round.state.in_(OPEN))
        .where(Edition.final_is_out(AnswerRelease.round_id))
    )
    for one in db.session.scalars(waiting.options(joinedload(AnswerRelease.round))).all():
        if one.planned_for is not None:
            day = one.planned_for.astimezone(LONDON).date()
            yield Due(day, partial(release_answers, one.round, by=SYSTEM), f"{one.round.title}: answers released")


# --- doing it ----


def release_answers(round_: Round, *, by: Actor) -> int:
    """Release what is approved after the final edition; the round's timeline says so. Gives the number of answers."""
    number = release(round_, by=by, is_late=True)
    perform(round_, "release_answers", by=by, what=plural(number, "answer"))
    return number


def release_with_final(round_: Round, *, by: Actor) -> int:
    """As the final edition is published: release now, unless a later moment is set."""
    standing = planned(round_)
    if standing is not None and standing.planned_for is not None and standing.planned_for > clock.now():
        return 0
    return release(round_, by=by)


def release(round_: Round, *, by: Actor, is_late: bool = False) -> int:
    """Release every approved answer together, tell those who responded, and give the number of answers.

    Of many, the worker goes through them; they can be read once the last is released. Whoever follows the round is
    told of those that come later than the final edition.
    """
    number = db.session.scalar(sa.select(sa.func.count(Point.id)).where(_waits(round_.id))) or 0
    if under_way(round_) is not None:
        return 0
    one = planned(round_) or AnswerRelease(round=round_)
    one.begun_at, one.answers = clock.now(), number
    one.asked_by_id = None if isinstance(by, System) else by.id
    db.session.add(one)
    db.session.flush()
    if number > AT_ONCE:
        jobs.enqueue("release_answers", key=f"answers {one.id}", release_id=one.id, is_late=is_late)
    else:
        _step(one, by=by, after=0)
        _finish(one, is_late=is_late)
    return number


def work(task: Task, release_id: int, *, is_late: bool = False) -> None:
    """The worker's part: release what waits, some hundreds at a time, then let all of it be read."""
    one = db.session.get_one(AnswerRelease, release_id)
    if one.finished_at is not None:
        return
    done = after = 0
    while True:
        found, last = _step(one, by=_by(one), after=after)
        if not found and not after:
            break
        db.session.commit()
        # After the last of them `last` is nought, so it looks once more from the first: some were approved meanwhile.
        done, after = done + found, last
        task.report(min(done, one.answers), one.answers)
        one = db.session.get_one(AnswerRelease, release_id)
    _finish(one, is_late=is_late)


def _by(one: AnswerRelease) -> Actor:
    """Who asked for it; what they have begun comes to its end, too, when they have left."""
    person = one.asked_by
    if person is None or not person.active or not MAY_RELEASE & roles_of(person, one.round):
        return SYSTEM
    return person


def _step(one: AnswerRelease, *, by: Actor, after: int) -> tuple[int, int]:
    """Release some of what waits: how many, and the number of the last."""
    points = db.session.scalars(
        sa.select(Point)
        .where(_waits(one.round_id), Point.id > after)
        .options(joinedload(Point.response))
        .order_by(Point.id)
        .limit(AT_ONCE)
        .with_for_update(of=Point)
    ).all()
    from app.published.commands import keep_names_out_of_answers  # noqa: PLC0415 - it asks which answers are out

    perform_each(points, "release", by=by)
    keep_names_out_of_answers(points)
    for point in points:
        point.released_at, point.release_id = clock.now(), one.id
    db.session.flush()
    return len(points), points[-1].id if points else 0


def _waits(round_id: int) -> sa.ColumnElement[bool]:
    return sa.and_(Point.round_id == round_id, Point.state == PointState.APPROVED)


def _finish(one: AnswerRelease, *, is_late: bool) -> None:
    from app.subscriptions.letters import answers_released  # noqa: PLC0415 - following knows rounds; told only here

    one.finished_at = clock.now()
    db.session.flush()
    if is_late and one.answers:
        answers_released(one.round, one.id)
    jobs.enqueue("tell_respondents", key=f"tell of answers {one.id}", release_id=one.id)
