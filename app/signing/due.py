"""Moves that time makes for agreements: they start, hold the one before them over until they do, and end."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from app import clock
from app.due import Due, offers
from app.extensions import db
from app.models import Agreement, Organisation, Round
from app.permissions import SYSTEM
from app.signing import commands, queries
from workflows.agreement import AgreementState as S

UNSIGNED = (S.DRAFTING, S.WITH_PROVIDER, S.WITH_COMMISSIONER, S.AGREED, S.APPROVED)
RUNS_ON = (S.IN_FORCE, S.EXPIRED)
LATER = aliased(Agreement)
"""Another agreement of the same provider. It is asked for each minute, so its many columns are named once."""


@offers
def due() -> Iterator[Due]:
    """What is due by today: what starts, then what is held over because its successor does not, then what ends."""
    today = clock.today()
    not_held_over = Agreement.held_over.is_(False)
    for row in _rows(Agreement.state == S.SIGNED, Agreement.starts_on <= today):
        yield _due(row, row.starts_on, commands.come_into_force, "comes into force")
    for row in _rows(Agreement.state == S.IN_FORCE, Agreement.ends_early_on < today):
        yield _due(row, row.ends_early_on + timedelta(days=1), commands.end, "ends before its time")
    for row in _rows(Agreement.state.in_(RUNS_ON), not_held_over, _has_successor(today, UNSIGNED)):
        yield _due(row, row.ends_on + timedelta(days=1), commands.hold_over, "is held over")
    for row in _rows(
        Agreement.state == S.IN_FORCE,
        Agreement.ends_on < today,
        not_held_over,
        sa.not_(_has_successor(today, (*UNSIGNED, S.SIGNED))),
    ):
        yield _due(row, row.ends_on + timedelta(days=1), commands.expire, "expires")


def _rows(*which: sa.ColumnElement[bool]) -> list[Any]:
    rows = db.session.execute(
        sa.select(
            Agreement.id, Agreement.starts_on, Agreement.ends_on, Agreement.ends_early_on, Organisation.name, Round.slug
        )
        .join(Organisation, Organisation.id == Agreement.provider_id)
        .join(Round, Round.id == Agreement.round_id)
        .where(*which)
        .order_by(Agreement.starts_on, Agreement.id)
    )
    return list(rows)


def _has_successor(today: date, states: tuple[S, ...]) -> sa.ColumnElement[bool]:
    """Whether the provider has a later agreement that should have started by today, in one of these states."""
    return (
        sa.select(LATER.id)
        .where(
            LATER.provider_id == Agreement.provider_id,
            LATER.starts_on > Agreement.starts_on,
            LATER.starts_on <= today,
            LATER.state.in_(states),
        )
        .correlate(Agreement)
        .exists()
    )


def _due(row: Any, at: date, command: Callable[..., None], words: str) -> Due:
    return Due(at=at, do=partial(_make, row.id, command), words=f"The agreement {row.slug} with {row.name} {words}")


def _make(agreement_id: int, command: Callable[..., None]) -> None:
    command(queries.whole(agreement_id), by=SYSTEM)
