"""Moves that time makes in disputes: a paper falls overdue, a sub-committee's decision stands."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial

import sqlalchemy as sa

from app import clock
from app.disputes import commands, queries, rulings
from app.due import Due, offers
from app.extensions import db
from app.models import Dispute, Entry
from workflows.dispute import WAITS, DisputeState


@offers
def due() -> Iterator[Due]:
    """Papers that did not come by their day, each named once; and decisions that nobody took further in time."""
    late = (Dispute.due_on < clock.today(), Dispute.due_on.is_not(None))
    named = sa.select(Entry.id).where(
        Entry.subject_type == Dispute.workflow.name,
        Entry.subject_id == Dispute.id,
        Entry.action == "fall_overdue",
        Entry.source == sa.cast(Dispute.state, sa.Text),
    )
    for dispute in _rows(Dispute.state.in_(WAITS), ~named.exists(), *late):
        yield Due(
            at=_after(dispute),
            do=partial(_fall_overdue, dispute.id),
            words=f"The next paper of dispute {dispute.id} fell overdue ({dispute.state})",
        )
    for dispute in _rows(Dispute.state == DisputeState.SUB_DECIDED, *late):
        yield Due(
            at=_after(dispute),
            do=partial(_take_effect, dispute.id),
            words=f"The decision in dispute {dispute.id} took effect",
        )


def _rows(*which: sa.ColumnElement[bool]) -> list[Dispute]:
    return list(db.session.scalars(sa.select(Dispute).where(*which).order_by(Dispute.id)))


def _after(dispute: Dispute) -> date:
    return (dispute.due_on or clock.today()) + timedelta(days=1)


def _fall_overdue(dispute_id: int) -> None:
    commands.fall_overdue(queries.whole(dispute_id))


def _take_effect(dispute_id: int) -> None:
    rulings.take_effect(queries.whole(dispute_id))
