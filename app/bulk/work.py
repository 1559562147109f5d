"""Apply a bulk change, agreement by agreement, each in a transaction of its own: what the worker does."""

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm.exc import StaleDataError

from app.bulk import commands, doing
from app.conflicts import TRIES, is_conflict
from app.extensions import db
from app.jobs import Task
from app.models import Agreement, BulkChange, BulkLine, Person
from app.permissions import agreements_seen_by
from workflows.bulk import BulkState, LineState
from workflows.engine import WorkflowError

GONE = "It is no longer yours to see, so it was left as it is."
INACTIVE = "The account of whoever applied it is closed, so it was left as it is."
BUSY = "Others were changing it in the same moment. Prepare the change again for it."


def apply(_task: Task, bulk_id: int) -> None:
    """Do every line that waits, then say that it is finished. A second try goes on where the first stopped."""
    for line_id in _waiting(bulk_id):
        _line(line_id)
    bulk = db.session.get_one(BulkChange, bulk_id)
    if bulk.state is BulkState.APPLYING:
        commands.finish(bulk)


def _waiting(bulk_id: int) -> list[int]:
    found = sa.select(BulkLine.id).where(BulkLine.bulk_change_id == bulk_id, BulkLine.stands == LineState.WAITING)
    ids = list(db.session.scalars(found.order_by(BulkLine.position)))
    db.session.commit()
    return ids


def _line(line_id: int) -> None:
    """Do one line and commit; what cannot be done is kept with its sentence, and others go on."""
    for left in reversed(range(TRIES)):
        try:
            _do(line_id)
            db.session.commit()
        except WorkflowError as refused:
            db.session.rollback()
            _failed(line_id, " ".join(refused.reasons))
        except (StaleDataError, DBAPIError) as error:
            db.session.rollback()
            if not is_conflict(error):
                raise
            if left:
                continue
            _failed(line_id, BUSY)
        return


def _do(line_id: int) -> None:
    line = db.session.scalars(sa.select(BulkLine).where(BulkLine.id == line_id).with_for_update()).one()
    if line.stands is not LineState.WAITING:
        return
    bulk = db.session.get_one(BulkChange, line.bulk_change_id)
    by = db.session.get_one(Person, bulk.prepared_by_id)
    agreement = db.session.scalars(
        sa.select(Agreement).where(Agreement.id == line.agreement_id, agreements_seen_by(by))
    ).first()
    if not by.active or agreement is None:
        line.stands, line.said = LineState.FAILED, INACTIVE if not by.active else GONE
        return
    doing.do(bulk, line, agreement, by=by)
    line.stands = LineState.DONE


def _failed(line_id: int, why: str) -> None:
    line = db.session.get_one(BulkLine, line_id)
    line.stands, line.said = LineState.FAILED, why
    db.session.commit()
