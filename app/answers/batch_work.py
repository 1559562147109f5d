"""The worker's part of doing something to many points: some hundreds in one transaction, each still its own history."""

import hashlib
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import joinedload
from sqlalchemy.orm.exc import StaleDataError

from app import chain, permissions
from app.answers import batches, commands, preview
from app.conflicts import is_conflict
from app.extensions import db
from app.jobs import Task
from app.languages import ENGLISH, WELSH, speaking
from app.models import Person, Point, PointBatch, PointBatchLine
from app.perform import perform
from app.published.queries import answers_are_out
from app.responses import queries as responses
from workflows.bulk import LineState
from workflows.engine import WorkflowError
from workflows.point import Disposition, PointState
from workflows.point_batch import BatchKind, BatchState

AT_A_TIME = 250
CHANGED = "Somebody changed it meanwhile, so it was left as it is."
SEES_NO_MORE = "Whoever applied it has no part in this round any more, so it was left as it is."


def work(task: Task, batch_id: int) -> None:
    """Do, or undo, every line that is left, then say that it is finished. A second try goes on where one stopped."""
    batch = db.session.get_one(PointBatch, batch_id)
    if batch.state not in (BatchState.APPLYING, BatchState.UNDOING):
        return
    from_state = LineState.WAITING if batch.state is BatchState.APPLYING else LineState.DONE
    total = batches.counts(batch_id).get(from_state, 0)
    done = last = 0
    while ids := _left(batch_id, from_state, last):
        _some(batch_id, ids)
        done, last = done + len(ids), ids[-1]
        task.report(done, total)
    batches.finish(db.session.get_one(PointBatch, batch_id))


def _left(batch_id: int, stands: LineState, after: int) -> list[int]:
    found = (
        sa.select(PointBatchLine.point_id)
        .where(PointBatchLine.batch_id == batch_id, PointBatchLine.stands == stands, PointBatchLine.said == "")
        .where(PointBatchLine.point_id > after)
    )
    ids = list(db.session.scalars(found.order_by(PointBatchLine.point_id).limit(AT_A_TIME)))
    db.session.commit()
    return ids


def _some(batch_id: int, ids: list[int]) -> None:
    """All of them in one transaction; if one cannot be done, each in its own."""
    try:
        _do(batch_id, ids)
        db.session.commit()
    except (WorkflowError, StaleDataError, DBAPIError) as error:
        db.session.rollback()
        if isinstance(error, DBAPIError) and not is_conflict(error):
            raise
        if len(ids) > 1:
            for one in ids:
                _some(batch_id, [one])
        else:
            _leave(batch_id, ids[0], " ".join(error.reasons) if isinstance(error, WorkflowError) else CHANGED)


def _leave(batch_id: int, point_id: int, why: str) -> None:
    line = db.session.get_one(PointBatchLine, (batch_id, point_id))
    line.said = why
    if line.stands is LineState.WAITING:
        line.stands = LineState.FAILED
    db.session.commit()


def _do(batch_id: int, ids: list[int]) -> None:
    batch = db.session.get_one(PointBatch, batch_id)
    by, undoing = batch.prepared_by, batch.state is BatchState.UNDOING
    lines = db.session.scalars(
        sa.select(PointBatchLine).where(PointBatchLine.batch_id == batch_id, PointBatchLine.point_id.in_(ids))
    ).all()
    points = {
        point.id: point
        for point in db.session.scalars(
            sa.select(Point).where(Point.id.in_(ids)).options(joinedload(Point.response)).with_for_update(of=Point)
        )
    }
    sees = permissions.sees_responses(by, batch.round_id)
    fitting = set() if undoing else set(db.session.scalars(sa.select(Point.id).where(
        Point.id.in_(ids), preview.fits(batch, by.id)
    )))  # fmt: skip
    chain.remember(points.values())
    asked = {code: _asked(batch, code) for code in (ENGLISH, WELSH)}
    to = db.session.get(Person, batch.given["to"]) if batch.given.get("to") else None
    final = undoing and answers_are_out(batch.round_id)
    for line in lines:
        point = points[line.point_id]
        if not sees:
            line.stands, line.said = (line.stands if undoing else LineState.FAILED), SEES_NO_MORE
        elif undoing:
            _put_back(batch, line, point, by, final_is_out=final)
        elif point.id not in fitting:
            line.stands, line.said = LineState.FAILED, CHANGED
        else:
            line.before = _standing(point)
            _one(batch, point, asked, to, by)
            line.before = {**line.before, "wrote": _mark(point)}
            line.stands = LineState.DONE


def _asked(batch: PointBatch, code: str) -> Any:
    with speaking(code):
        return responses.asked(batch.round)


def _one(batch: PointBatch, point: Point, asked: Any, to: Person | None, by: Person) -> None:
    match batch.kind:
        case BatchKind.ANSWER:
            reason, change = preview.words(batch, point, asked[ENGLISH])
            welsh = preview.welsh_words(batch, point, asked[WELSH])
            given = batch.given["disposition"]
            commands.answer(point, disposition=given, reason=reason, change=change, welsh=welsh, by=by)
        case BatchKind.APPROVE:
            commands.approve(point, by=by)
        case BatchKind.ASSIGN:
            commands.assign(point, to, by=by)
        case BatchKind.WAIVE:
            commands.waive(point, reason=batch.given["reason"], welsh=batch.given.get("welsh", ""), by=by)


def _standing(point: Point) -> dict[str, Any]:
    """What an undo puts back."""
    return {
        "state": str(point.state),
        "disposition": str(point.disposition) if point.disposition else None,
        "reason": point.reason,
        "change": point.change,
        "welsh": point.welsh,
        "sent_back": point.sent_back,
        "waiver": point.waiver,
        "waived_by": point.waived_by,
        "answered_by_id": point.answered_by_id,
        "assigned_to_id": point.assigned_to_id,
    }


def _mark(point: Point) -> str:
    """A fingerprint of what was written, to see whether somebody has changed it since."""
    said = f"{point.state}|{point.disposition}|{point.reason}|{point.change}|{point.answered_by_id}"
    said += "".join(f"|{name}|{words}" for name, words in sorted((point.welsh or {}).items()))
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def _put_back(batch: PointBatch, line: PointBatchLine, point: Point, by: Person, *, final_is_out: bool) -> None:
    """Undo one line, unless somebody has changed the point since."""
    before = line.before
    if batch.kind is BatchKind.ASSIGN:
        if point.assigned_to_id != batch.given.get("to"):
            line.said = CHANGED
            return
        person = db.session.get(Person, before["assigned_to_id"]) if before["assigned_to_id"] else None
        commands.assign(point, person, by=by)
    elif _mark(point) != before["wrote"] or _is_approved_by_another(batch, point):
        line.said = CHANGED
        return
    else:
        was_answered = before["state"] == PointState.ANSWERED
        facts = {"final_is_out": final_is_out, "was_answered": was_answered}
        perform(point, "undo_in_bulk", by=by, what=f"bulk answer {batch.id}", **facts)
        _PUT_BACK[batch.kind](point, before, by)
    line.stands = LineState.UNDONE


def _is_approved_by_another(batch: PointBatch, point: Point) -> bool:
    """Whether somebody else has approved the same words since, after they had been sent back."""
    return batch.kind is BatchKind.APPROVE and point.approved_by_id != batch.prepared_by_id


def _take_back_answer(point: Point, before: dict[str, Any], by: Person) -> None:
    disposition = Disposition(before["disposition"]) if before["disposition"] else None
    if before["state"] == PointState.ANSWERED and disposition is not None:
        commands.answer(point, disposition=disposition, reason=before["reason"], change=before["change"], by=by)
    point.disposition, point.reason, point.change = disposition, before["reason"], before["change"]
    point.answered_by_id, point.sent_back = before["answered_by_id"], before["sent_back"]
    point.welsh = before.get("welsh")


def _take_back_approval(point: Point, _before: dict[str, Any], _by: Person) -> None:
    """Its author's answer waits for somebody to approve it, as it did."""
    point.approved_by_id = point.approved_at = None


def _take_back_waiver(point: Point, before: dict[str, Any], _by: Person) -> None:
    """What stood there of an earlier waiver stands again."""
    point.waiver, point.waived_by = before.get("waiver", ""), before.get("waived_by", "")
    point.welsh = before.get("welsh")


_PUT_BACK = {
    BatchKind.ANSWER: _take_back_answer,
    BatchKind.APPROVE: _take_back_approval,
    BatchKind.WAIVE: _take_back_waiver,
}
