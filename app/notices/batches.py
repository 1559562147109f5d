"""What can be done about one notice to many: write it, issue it to each agreement, undo it as a whole."""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, lazyload, selectinload

from app import chain, clock
from app.calendar import add_working_days
from app.extensions import db
from app.models import Agreement, Notice, NoticeBatch, NoticeChange, Round
from app.models.notice import EFFECTS
from app.notices import batch_queries, commands
from app.notices.reach import Reached
from app.perform import perform
from app.permissions import Actor, roles_of
from app.wording import plural
from workflows.agreement import Side
from workflows.engine import NotAllowed
from workflows.notice import NoticeState
from workflows.notice_batch import WRITERS

TO_UNDO = 5
"""Working days within which a notice to many can be undone as a whole: docs/adr/0027."""
COPIED = (
    "title", "kind", "origin", "reason", *(f"effect_{effect}" for effect in EFFECTS), "answer_by", "effective_on",
    "sooner_reason",
)  # fmt: skip


def draft(round_: Round, *, words: Mapping[str, Any], by: Actor) -> NoticeBatch:
    """Start a notice to many. `words` are its columns. Raises NotAllowed for who may not write one in this round."""
    batch = NoticeBatch(round=round_, written_by_id=by.id, **commands.worded(words))
    if not roles_of(by, batch) & WRITERS:
        raise NotAllowed("Notices to many are written by negotiators of the commissioner and by round managers.")
    chain.created(batch, by=by, action="write", fresh=True)
    return batch


def edit(batch: NoticeBatch, *, words: Mapping[str, Any], by: Actor) -> None:
    """Change a draft. Raises NotAllowed or Refused."""
    perform(batch, "write", by=by)
    for name, value in commands.worded(words).items():
        setattr(batch, name, value)
    batch.written_by_id = by.id or batch.written_by_id


def discard(batch: NoticeBatch, *, by: Actor) -> None:
    """Throw a draft away. Raises NotAllowed or Refused."""
    perform(batch, "discard", by=by)


def issue(batch: NoticeBatch, *, by: Actor) -> int:
    """Give every agreement that it changes a notice of its own. Returns how many. Raises NotAllowed or Refused."""
    touched = [one for one in batch_queries.reach_of(batch) if one.changes]
    perform(batch, "issue", by=by, what=f"to {plural(len(touched), 'agreement')}")
    batch.issued_by_id, batch.issued_at = by.id, clock.now()
    batch.undo_by = add_working_days(clock.today(), TO_UNDO)
    agreements = _agreements([one.agreement_id for one in touched])
    for one in touched:
        commands.issue(_notice(batch, agreements[one.agreement_id], one, by), by=by)
    return len(touched)


def undo(batch: NoticeBatch, *, reason: str, by: Actor) -> int:
    """Take back every notice of it, even from its effect. Returns how many.

    Raises NotAllowed, or Refused when its time is over, or as soon as one person has built on one of them.
    """
    perform(batch, "undo", by=by, why=reason, reason=reason)
    batch.undone_at = clock.now()
    notices = _notices(batch)
    for notice in notices:
        commands.undo(notice, reason=reason, by=by)
    return len(notices)


def _notice(batch: NoticeBatch, agreement: Agreement, one: Reached, by: Actor) -> Notice:
    notice = Notice(
        agreement=agreement,
        round_id=agreement.round_id,
        provider_id=agreement.provider_id,
        batch_id=batch.id,
        side=Side.COMMISSIONER,
        written_by_id=batch.written_by_id,
        **{name: getattr(batch, name) for name in COPIED},
    )
    for term, after in one.changes:
        before = {key: term.fields.get(key) for key in after}
        notice.changes.append(NoticeChange(term=term, cause="notice", before=before, after=after))
    chain.created(notice, by=by, action="write", what=f"from a notice to many: {batch.title}", fresh=True)
    return notice


def _agreements(ids: list[int]) -> dict[int, Agreement]:
    found = db.session.scalars(
        sa.select(Agreement)
        .where(Agreement.id.in_(ids))
        .options(joinedload(Agreement.provider), joinedload(Agreement.round).options(lazyload(Round.dates)))
    )
    return {agreement.id: agreement for agreement in found}


def _notices(batch: NoticeBatch) -> list[Notice]:
    found = db.session.scalars(
        sa.select(Notice)
        .where(Notice.batch_id == batch.id, Notice.state != NoticeState.WITHDRAWN)
        .options(
            joinedload(Notice.agreement).options(joinedload(Agreement.provider), joinedload(Agreement.round)),
            selectinload(Notice.changes),
            selectinload(Notice.answers),
        )
        .order_by(Notice.id)
    )
    return list(found.unique())
