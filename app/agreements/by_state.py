"""Agreements counted by state, in the order of their life: for the round's figures and for each person's first page."""

from collections.abc import Mapping

import sqlalchemy as sa

from app import permissions
from app.extensions import db
from app.models import Agreement, Person, Round
from workflows.agreement import AgreementState


def counted(round_: Round, *only: sa.ColumnElement[bool]) -> sa.Select[str, int, int]:
    """Select state, number and pounds of the round's agreements: all of them, or `only` those."""
    pounds = sa.func.sum(Agreement.price).label("pounds")
    state = sa.cast(Agreement.state, sa.String).label("state")
    wanted = sa.select(state, sa.func.count().label("number"), pounds)
    return wanted.where(Agreement.round_id == round_.id, *only).group_by(Agreement.state)


def in_order(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    """The states that there are, as pages name them, each with its number."""
    return [(str(state).capitalize(), counts[state]) for state in AgreementState if state in counts]


def seen_by(person: Person, round_: Round) -> list[tuple[str, int]]:
    """How many agreements of the round this person may see stand in each state."""
    rows = db.session.execute(counted(round_, permissions.agreements_seen_by(person)))
    return in_order({row.state: row.number for row in rows})
