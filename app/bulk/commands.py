"""What can be done to a bulk change: prepare, apply in the background, go on after a stop, discard, undo as a whole."""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from app import chain, clock, jobs
from app.bulk import kinds, preview, queries, undoing
from app.extensions import db
from app.models import Agreement, BulkChange, BulkLine, Person, Round, Setting
from app.perform import perform
from app.permissions import SYSTEM
from app.wording import plural
from workflows.bulk import BulkKind, LineState
from workflows.engine import NotAllowed

JOB = "apply_bulk_change"


def prepare(
    round_: Round, *, kind: BulkKind, asked: Mapping[str, str], change: Mapping[str, Any], by: Person, **given: Any
) -> BulkChange:
    """Keep what is to be changed in which agreements; nothing else changes. Raises NotAllowed for the wrong part.

    `given`: reason, standard_term_id, template_id, negotiator_id or upload_id, as the kind needs them.
    """
    if kind not in kinds.allowed(by, round_):
        raise NotAllowed(f"Your part in this round does not include it: {kinds.CHOICES[kind][0].lower()}.")
    bulk = BulkChange(
        round=round_,
        kind=kind,
        asked=dict(asked),
        change=dict(change),
        prepared_by_id=by.id,
        prepared_at=clock.now(),
        **given,
    )
    db.session.add(bulk)
    db.session.flush()
    chain.created(bulk, by=by, action="prepare", what=kinds.plain_title_of(bulk), fresh=True)
    return bulk


def apply(bulk: BulkChange, *, seen: str, by: Person) -> None:
    """Have the worker do what the preview with this digest showed.

    Raises NotAllowed or Refused, as when the agreements have changed since it was read.
    """
    shown = preview.of(bulk, by=by, today=clock.today())
    count, as_read = len(shown.affected), shown.digest == seen
    perform(bulk, "apply", by=by, what=plural(count, "agreement"), affected=count, as_read=as_read)
    what = f"bulk change {bulk.id}: {kinds.plain_title_of(bulk).lower()}, {plural(count, 'agreement')}"
    perform(bulk.round, "change_in_bulk", by=by, what=what)
    bulk.applied_at = clock.now()
    lines = [
        {
            "bulk_change_id": bulk.id,
            "agreement_id": one.row.id,
            "position": position,
            "stands": LineState.WAITING,
            "planned": [step.as_dict() for step in one.steps],
            "done": {},
            "said": "",
            "version": 1,
        }
        for position, one in enumerate(shown.affected, 1)
    ]
    db.session.execute(sa.insert(BulkLine), lines)
    jobs.enqueue(JOB, key=job_of(bulk), bulk_id=bulk.id)


def job_of(bulk: BulkChange) -> str:
    """The key of the job that is doing it: another one after each stop."""
    return f"bulk change {bulk.id}.{bulk.change.get('stops', 0)}"


def go_on(bulk: BulkChange, *, by: Person) -> None:
    """Have the worker go on after it was stopped: what is done is not done again."""
    perform(bulk, "go_on", by=by)
    bulk.change = {**bulk.change, "stops": bulk.change.get("stops", 0) + 1}
    jobs.enqueue(JOB, key=job_of(bulk), bulk_id=bulk.id)


def finish(bulk: BulkChange) -> None:
    """Note that everything has been done or has failed; from now it can be undone for the time set."""
    found = queries.counts(bulk.id)
    failed = found.get(LineState.FAILED, 0)
    what = f"{plural(found.get(LineState.DONE, 0), 'agreement')} changed" + (f", {failed} not" if failed else "")
    perform(bulk, "finish", by=SYSTEM, what=what)
    bulk.finished_at = clock.now()
    bulk.undo_until = clock.now() + queries.time_to_undo(bulk.round_id)


def discard(bulk: BulkChange, *, by: Person) -> None:
    """Put it away without applying it."""
    perform(bulk, "discard", by=by)


def undo(bulk: BulkChange, *, by: Person) -> None:
    """Put every agreement back as it was, all in one transaction. The timelines keep both.

    Raises NotAllowed or Refused: when the time is over, or when somebody has built on it, saying who.
    """
    lines = list(
        db.session.scalars(
            sa.select(BulkLine)
            .where(BulkLine.bulk_change_id == bulk.id, BulkLine.stands == LineState.DONE)
            .order_by(BulkLine.position)
        )
    )
    agreements = _locked([line.agreement_id for line in lines])
    perform(bulk, "undo", by=by, what=plural(len(lines), "agreement"))
    for line in lines:
        undoing.put_back(bulk, agreements[line.agreement_id], line.done["steps"], by=by)
        line.stands = LineState.UNDONE
    bulk.undone_at = clock.now()
    what = f"bulk change {bulk.id}: {kinds.plain_title_of(bulk).lower()}, {plural(len(lines), 'agreement')}"
    perform(bulk.round, "undo_in_bulk", by=by, what=what)


def _locked(ids: list[int]) -> dict[int, Agreement]:
    """The agreements, held until the end of the transaction, always in the same order."""
    found = sa.select(Agreement).where(Agreement.id.in_(ids)).order_by(Agreement.id).with_for_update()
    return {agreement.id: agreement for agreement in db.session.scalars(found)}


def set_hours_to_undo(round_: Round, hours: int, *, by: Person) -> None:
    """Say for how many hours a bulk change of this round can be undone; those applied already keep their time."""
    perform(round_, "edit", by=by, what=f"bulk changes can be undone for {plural(hours, 'hour')}")
    db.session.merge(Setting(name=queries.setting_of(round_.id), value=hours))
    db.session.flush()
