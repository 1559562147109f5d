"""Moves that time makes for notices of change: they take effect, and lapse when their agreement is over."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import sqlalchemy as sa

from app import clock
from app.due import Due, offers
from app.extensions import db
from app.models import Agreement, Notice, Organisation, Round
from app.notices import commands, queries
from workflows.agreement import AgreementState
from workflows.notice import OPEN, NoticeKind, NoticeState

CONSENTED = (NoticeState.ACCEPTED, NoticeState.DECIDED)


@offers
def due() -> Iterator[Due]:
    """Notices whose day is here and which need no more consent; and those whose agreement is over."""
    needs_no_more = sa.or_(Notice.kind == NoticeKind.MANDATORY, Notice.state.in_(CONSENTED))
    for row in _rows(
        Notice.state.in_(OPEN),
        needs_no_more,
        Notice.effective_on <= clock.today(),
        Agreement.state == AgreementState.IN_FORCE,
    ):
        yield _due(row, commands.come_into_effect, "takes effect")
    for row in _rows(Notice.state.in_((NoticeState.DRAFTED, *OPEN)), Agreement.state.in_(queries.OVER)):
        yield _due(row, commands.lapse, "lapses")


def _rows(*which: sa.ColumnElement[bool]) -> list[Any]:
    rows = db.session.execute(
        sa.select(Notice.id, Notice.number, Notice.effective_on, Organisation.name, Round.slug)
        .join(Agreement, Agreement.id == Notice.agreement_id)
        .join(Organisation, Organisation.id == Notice.provider_id)
        .join(Round, Round.id == Notice.round_id)
        .where(*which)
        .order_by(Notice.effective_on, Notice.id)
    )
    return list(rows)


def _due(row: Any, command: Callable[[Notice], None], words: str) -> Due:
    at = row.effective_on if words == "takes effect" else clock.today()
    called = f"Notice of change {row.number or f'(draft {row.id})'} to the agreement {row.slug} with {row.name}"
    return Due(at=at, do=partial(_make, row.id, command), words=f"{called} {words}")


def _make(notice_id: int, command: Callable[[Notice], None]) -> None:
    command(queries.by_id(notice_id))
