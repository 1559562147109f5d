"""Doing something to many points in one act: prepare, apply in the background, go on after a stop, discard, undo."""

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import joinedload

from app import chain, clock, jobs, permissions
from app.answers import choosing, preview
from app.extensions import db
from app.models import Person, Point, PointBatch, PointBatchLine, Round
from app.perform import facts_of, perform
from app.permissions import SYSTEM
from app.published.queries import answers_are_out
from app.wording import plural
from workflows.bulk import LineState
from workflows.engine import NotAllowed
from workflows.point import PointState
from workflows.point_batch import MAY, BatchKind, BatchState

TITLES = {
    BatchKind.ANSWER: "Answer many points",
    BatchKind.APPROVE: "Approve many answers",
    BatchKind.ASSIGN: "Give many points to somebody",
    BatchKind.WAIVE: "Waive many points",
}


# --- finding ----


def allowed(person: Person, round_: Round) -> list[BatchKind]:
    """What this person may do to many points of the round."""
    roles = permissions.roles_of(person, round_)
    return [kind for kind, may in MAY.items() if may & roles]


def get(round_: Round, batch_id: int) -> PointBatch:
    """One of the round's, for those who see its responses, or NoResultFound."""
    wanted = sa.select(PointBatch).where(PointBatch.id == batch_id, PointBatch.round_id == round_.id)
    return db.session.scalars(wanted.options(joinedload(PointBatch.prepared_by), joinedload(PointBatch.round))).one()


def of_round(round_: Round) -> Sequence[PointBatch]:
    """Those of a round, the newest first."""
    wanted = sa.select(PointBatch).where(PointBatch.round_id == round_.id, PointBatch.state != BatchState.DISCARDED)
    newest = wanted.options(joinedload(PointBatch.prepared_by)).order_by(PointBatch.id.desc()).limit(100)
    return db.session.scalars(newest).all()


def counts(batch_id: int) -> dict[LineState, int]:
    """How many of its points are done, wait or were left as they are."""
    rows = db.session.execute(
        sa.select(PointBatchLine.stands, sa.func.count())
        .where(PointBatchLine.batch_id == batch_id)
        .group_by(PointBatchLine.stands)
    )
    return {row[0]: row[1] for row in rows}


def left_as_they_are(batch_id: int, *, most: int = 50) -> list[tuple[Point, str]]:
    """Points that it could not change, with why."""
    rows = db.session.execute(
        sa.select(Point, PointBatchLine.said)
        .join(PointBatchLine, PointBatchLine.point_id == Point.id)
        .where(PointBatchLine.batch_id == batch_id, PointBatchLine.said != "")
        .order_by(Point.id)
        .limit(most)
    )
    return [(row[0], row[1]) for row in rows]


@facts_of(PointBatch)
def facts(batch: PointBatch) -> dict[str, Any]:
    """What undoing it as a whole depends on: others have gone on from it, or everybody reads it."""
    if batch.state is not BatchState.APPLIED:
        return {}
    approved = _stand_now(batch, PointState.APPROVED, PointState.RELEASED) if batch.kind is BatchKind.ANSWER else 0
    released = _stand_now(batch, PointState.RELEASED) if batch.kind is BatchKind.APPROVE else 0
    return {
        "approved": approved,
        "approved_words": _were(approved),
        "released": released,
        "released_words": _were(released),
        "final_is_out": answers_are_out(batch.round_id),
    }


def _stand_now(batch: PointBatch, *states: PointState) -> int:
    """How many of the points that it changed are in one of these states by now."""
    found = (
        sa.select(sa.func.count())
        .select_from(PointBatchLine)
        .join(Point, Point.id == PointBatchLine.point_id)
        .where(PointBatchLine.batch_id == batch.id, PointBatchLine.stands == LineState.DONE, Point.state.in_(states))
    )
    return db.session.scalar(found) or 0


def _were(number: int) -> str:
    return f"{plural(number, 'answer')} {'was' if number == 1 else 'were'}"


# --- doing ----


def prepare(
    round_: Round, kind: BatchKind, *, chosen: Mapping[str, Any], given: Mapping[str, Any], by: Person
) -> PointBatch:
    """Keep what is to be done to which points; nothing changes. Raises NotAllowed, or NoResultFound for what is chosen.

    `given`: disposition, reason, change and replace_drafts to answer; `to` (an id or None) to assign; reason to waive.
    """
    if kind not in allowed(by, round_):
        raise NotAllowed(f"Your part in this round does not include it: {TITLES[kind].lower()}.")
    if not chosen:
        raise NoResultFound
    batch = PointBatch(
        round=round_, kind=kind, chosen=dict(chosen), given=dict(given), prepared_by=by, prepared_at=clock.now()
    )
    db.session.add(batch)
    db.session.flush()
    what = f"{TITLES[kind]}: {choosing.in_words(round_, chosen)}"
    chain.created(batch, by=by, action="prepare", what=what, fresh=True)
    return batch


def apply(batch: PointBatch, *, seen: str, by: Person) -> None:
    """Have the worker do what the preview with this digest showed. Raises NotAllowed or Refused."""
    shown = preview.of(batch, by=by)
    what = plural(shown.affected, "point")
    perform(batch, "apply", by=by, what=what, affected=shown.affected, as_read=shown.digest == seen)
    wanted = choosing.points(batch.round_id, batch.chosen, by)
    columns = (sa.literal(batch.id), Point.id, sa.literal(LineState.WAITING.value), sa.literal(""))
    names = ["batch_id", "point_id", "stands", "said", "before"]
    chosen = sa.select(*columns, sa.literal({}, sa.JSON())).where(wanted, preview.fits(batch, by.id))
    db.session.execute(sa.insert(PointBatchLine).from_select(names, chosen, include_defaults=False))
    batch.applied_at = clock.now()
    jobs.enqueue("answer_in_bulk", key=job_of(batch), batch_id=batch.id)


def job_of(batch: PointBatch) -> str:
    """The key of the job that is doing it: another one after each stop, and for undoing."""
    return f"points {batch.id} {batch.state} {batch.stops}"


def go_on(batch: PointBatch, *, by: Person) -> None:
    """Have the worker go on after it was stopped: what is done is not done again."""
    perform(batch, "go_on", by=by)
    batch.stops += 1
    jobs.enqueue("answer_in_bulk", key=job_of(batch), batch_id=batch.id)


def discard(batch: PointBatch, *, by: Person) -> None:
    """Put it away without applying it."""
    perform(batch, "discard", by=by)


def undo(batch: PointBatch, *, by: Person) -> None:
    """Have the worker put every point back as it was, but for those somebody has changed since. Raises Refused."""
    perform(batch, "undo", by=by)
    batch.stops += 1
    jobs.enqueue("answer_in_bulk", key=job_of(batch), batch_id=batch.id)


def finish(batch: PointBatch) -> None:
    """Note that the worker has come to the end."""
    found = counts(batch.id)
    is_undone = batch.state is BatchState.UNDOING
    number = found.get(LineState.UNDONE if is_undone else LineState.DONE, 0)
    perform(batch, "finish_undoing" if is_undone else "finish", by=SYSTEM, what=plural(number, "point"))
    if is_undone:
        batch.undone_at = clock.now()
