"""A round at a glance, for staff: agreements by state, money against the control total, returns due."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from app import clock, permissions
from app.agreements.by_state import counted, in_order
from app.extensions import db
from app.models import Person, Return, Round
from workflows.agreement import AgreementState
from workflows.return_ import ReturnState
from workflows.round import RoundState as S

WITH_AGREEMENTS = {S.NEGOTIATING, S.DELIVERING, S.CLOSED}
SOON = timedelta(days=28)


@dataclass(frozen=True)
class Glance:
    """The round in figures, for staff."""

    agreements: list[tuple[str, int]]
    total: int
    signed: int
    price: int | None
    control_total: int | None
    overdue: int
    due_soon: int

    @property
    def finding(self) -> str:
        """The title of the bar: what it shows."""
        return f"{self.signed:,} of {self.total:,} agreements signed"


def glance(round_: Round, *, seen_by: Person | None) -> Glance | None:
    """Agreements by state, money and returns due, in one query; None before there are agreements, and for outsiders.

    The sum of prices is for those only who may see every agreement of the round.
    """
    if round_.state not in WITH_AGREEMENTS or not permissions.sees_working_papers(seen_by, round_.id):
        return None
    rows = db.session.execute(_figures(round_)).all()
    states = {row.state: row.number for row in rows if row.what == "agreement"}
    if not states:
        return None
    returns = {row.state: row.number for row in rows if row.what == "return"}
    sees_money = permissions.roles_of(seen_by, round_) & permissions.SEES_ALL_AGREEMENTS
    signed = (AgreementState.SIGNED, AgreementState.IN_FORCE, AgreementState.SUPERSEDED, AgreementState.EXPIRED)
    return Glance(
        agreements=in_order(states),
        total=sum(states.values()),
        signed=sum(states.get(state, 0) for state in (*signed, AgreementState.ENDED)),
        price=int(sum(row.pounds for row in rows)) if sees_money else None,
        control_total=round_.control_total,
        overdue=returns.get(ReturnState.OVERDUE, 0),
        due_soon=returns.get(ReturnState.EXPECTED, 0),
    )


def _figures(round_: Round) -> Any:
    """Agreements by state with their prices, and returns that are overdue or due within four weeks."""
    agreements = counted(round_).add_columns(sa.literal("agreement").label("what"))
    due = sa.or_(
        Return.state == ReturnState.OVERDUE,
        sa.and_(Return.state == ReturnState.EXPECTED, Return.due_on <= clock.today() + SOON),
    )
    returns = (
        sa.select(sa.cast(Return.state, sa.String), sa.func.count(), sa.literal(0), sa.literal("return"))
        .where(Return.round_id == round_.id, due)
        .group_by(Return.state)
    )
    return sa.union_all(agreements, returns)
